"""A bundle's files as they are found, whoever wrote them: nothing is unpacked, no link is followed, no name is used."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from watchers.bundle.layout import BAGIT, BASE, MANIFEST
from watchers.bundle.packing import Item, Packing
from watchers.bundle.tarred import Tar, is_tar
from watchers.bundle.zipped import Zip, is_zip

MOST_FILES = 3_000_000
"""More than an archive of a million documents makes."""
_NOT_OURS = "this is no bundle as wirewatch packs it. If another program packed it, unpack it and verify the folder."
_DEEPEST = 4
_PIECE = 1 << 20


class NoBundleError(Exception):
    """What was given is none; `str()` is a sentence."""


@dataclass(frozen=True, slots=True)
class Strange:
    """Something that no bundle holds; `path` as it is called there."""

    path: str
    said: str


@dataclass(frozen=True, slots=True)
class Weighed:
    digest: str
    size: int


class Held(Protocol):
    """What is there: `sizes` by path; `ordered` where the files stand in an order; `strange` is what else was met."""

    sizes: dict[str, int]
    strange: list[Strange]
    ordered: bool

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """One of `sizes`, at its beginning; it may go on behind the file's end. Raises OSError."""

    def weigh(self, path: str) -> Weighed:
        """Reads one of `sizes`; raises OSError."""


@contextmanager
def held(path: Path) -> Iterator[Held]:
    """Raises NoBundleError, OSError."""
    if path.is_dir():
        found = _InFolder(path)
        found.walk()
        yield found
        return
    if not path.exists():
        raise NoBundleError("there is nothing of this name.")
    if not path.is_file():
        raise NoBundleError("this is no ordinary file.")
    with path.open("rb") as file:
        packing: Packing | None = Zip() if is_zip(file) else Tar() if is_tar(file) else None
        if packing is None:
            raise NoBundleError("this is no bundle: neither a folder nor a zip or tar.")
        packed = _InFile(file, packing)
        packed.walk()
        yield packed


@dataclass(slots=True)
class _InFolder:
    folder: Path
    sizes: dict[str, int] = field(default_factory=dict)
    strange: list[Strange] = field(default_factory=list)
    ordered: bool = False

    def walk(self) -> None:
        if not any((self.folder / name).is_file() for name in (BAGIT, MANIFEST)):
            raise NoBundleError("this folder is no bundle: it has neither bagit.txt nor manifest.json.")
        self._look("", 0)

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        number = os.open(self.folder / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb") as file:
            yield file

    def weigh(self, path: str) -> Weighed:
        with self.open(path) as file:
            return _weigh(file, self.sizes[path] + 1)[0]

    def _look(self, inside: str, depth: int) -> None:
        with os.scandir(self.folder / inside) as entries:
            for entry in entries:
                self._meet(entry, f"{inside}{entry.name}", depth)

    def _meet(self, entry: os.DirEntry[str], path: str, depth: int) -> None:
        told = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(told.st_mode) and depth < _DEEPEST:
            self._look(f"{path}/", depth + 1)
        elif stat.S_ISREG(told.st_mode):
            self.sizes[path] = told.st_size
            _refuse_too_many(self.sizes)
        else:
            what = {stat.S_IFLNK: "a link to elsewhere", stat.S_IFDIR: "a folder too deep"}
            kind = what.get(stat.S_IFMT(told.st_mode), "no ordinary file")
            self.strange.append(Strange(path, f"is {kind}, which no bundle holds"))


@dataclass(slots=True)
class _InFile:
    file: BinaryIO
    packing: Packing
    sizes: dict[str, int] = field(default_factory=dict)
    strange: list[Strange] = field(default_factory=list)
    ordered: bool = True
    _items: dict[str, Item] = field(default_factory=dict)

    def walk(self) -> None:
        """Only heads are read; each must be as wirewatch writes it."""
        length, at = self.file.seek(0, os.SEEK_END), 0
        while item := self.packing.next(self.file, at):
            at += len(self.packing.head(item)) + item.size
            if at > length:
                self.strange.append(Strange(item.path, "is cut short: the bundle ends within it"))
                return
            self._take(item)
            fill = self.packing.fill(item.size)
            self.file.seek(at)
            if self.file.read(len(fill)) != fill:
                self.strange.append(Strange(item.path, "has something hidden behind it"))
            at += len(fill)
        self._end(at, length)

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        item = self._items[path]
        self.file.seek(item.at + len(self.packing.head(item)))
        yield self.file

    def weigh(self, path: str) -> Weighed:
        with self.open(path) as file:
            weighed, crc = _weigh(file, self.sizes[path])
        item = self._items[path]
        if isinstance(self.packing, Zip) and crc != item.crc:
            self.strange.append(Strange(path, "does not fit the check sum of the zip"))
        return weighed

    def _take(self, item: Item) -> None:
        base, _, path = item.path.partition("/")
        if base != BASE or path in self.sizes:
            said = "is there twice" if base == BASE else f"lies outside of {BASE}/, where no bundle has anything"
            self.strange.append(Strange(item.path, said))
            path = item.path if base != BASE else f"{path}\0{item.at}"
        self.sizes[path] = item.size
        self._items[path] = item
        _refuse_too_many(self.sizes)

    def _end(self, at: int, length: int) -> None:
        if not self._items:
            raise NoBundleError(_NOT_OURS)
        begun = at
        for part in self.packing.tail(self._items.values(), at):
            self.file.seek(begun)
            if self.file.read(len(part)) != part:
                said = "is not as wirewatch packs it: it is cut short, was altered, or was packed by another program"
                self.strange.append(Strange("", f"{said} (byte {begun:,})"))
                return
            begun += len(part)
        if begun != length:
            self.strange.append(Strange("", f"has {length - begun:,} bytes behind its end"))


def _weigh(file: BinaryIO, most: int) -> tuple[Weighed, int]:
    """At most so many bytes, and their CRC-32."""
    digest, size, crc = sha256(), 0, 0
    while size < most and (piece := file.read(min(_PIECE, most - size))):
        digest.update(piece)
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return Weighed(digest.hexdigest(), size), crc


def _refuse_too_many(found: dict[str, int]) -> None:
    if len(found) > MOST_FILES:
        raise NoBundleError(f"it holds more than {MOST_FILES:,} files, which no bundle does.")
