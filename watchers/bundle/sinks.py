"""Where the files of a bundle go: into a folder, or one behind the other into one file."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol

from watchers.bundle.layout import BASE
from watchers.bundle.packing import Item, Packing

_PIECE = 1 << 20


class TooLargeError(Exception):
    """A file that the packing cannot hold."""


class Sink(Protocol):
    """Takes files one after the other."""

    def put(self, path: str, content: BinaryIO) -> None:
        """All of a file that can be read twice."""

    def close(self) -> None:
        """When this returns, all is on the disk."""


class Folder:
    """A folder that is there, and empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: str, content: BinaryIO) -> None:
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            _copy(content, file)

    def close(self) -> None:
        os.sync()


class Packed:
    """One file, written from its beginning."""

    def __init__(self, file: BinaryIO, packing: Packing) -> None:
        self._file, self._packing = file, packing
        self._items: list[Item] = []
        self._at = 0

    def put(self, path: str, content: BinaryIO) -> None:
        """Raises TooLargeError."""
        size, crc = _weighed(content)
        if size > self._packing.largest:
            raise TooLargeError(path)
        item = Item(f"{BASE}/{path}", size, crc, self._at)
        self._write(self._packing.head(item))
        _copy(content, self._file)
        self._at += size
        self._write(self._packing.fill(size))
        self._items.append(item)

    def close(self) -> None:
        for part in self._packing.tail(self._items, self._at):
            self._file.write(part)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _write(self, part: bytes) -> None:
        self._file.write(part)
        self._at += len(part)


def _weighed(content: BinaryIO) -> tuple[int, int]:
    """Size and CRC-32."""
    content.seek(0)
    size = crc = 0
    while piece := content.read(_PIECE):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return size, crc


def _copy(content: BinaryIO, file: BinaryIO) -> None:
    content.seek(0)
    while piece := content.read(_PIECE):
        file.write(piece)
