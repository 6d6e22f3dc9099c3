"""Files packed by gzip (RFC 1952), a tar archive in them included."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.packed import DAMAGED, LARGEST, check, take
from watchers.reading.tarred import is_tar, read_stream
from watchers.reading.unpacking import read_members

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 2**16
_NAMED = 0x08
_EXTRA = 0x04
_HEADER = 10
_STEMS = {".tgz": ".tar", ".taz": ".tar"}


def read(given: Given) -> Iterator[Document]:
    """The document in it, or those of the tar archive in it."""
    stream = io.BufferedReader(Inflated(given), _PIECE)
    if is_tar(stream.peek(512)):
        yield from read_stream(given, stream)
    else:
        yield from read_members(given, [(inner_name(given), lambda: _whole(given, stream))])


def inner_name(given: Given) -> str:
    """The name that gzip kept, else that of the file without its ending."""
    path = PurePosixPath(given.name)
    return _kept_name(given.content) or path.stem + _STEMS.get(path.suffix.lower(), "")


def _whole(given: Given, stream: IO[bytes]) -> bytes:
    content = stream.read(LARGEST + 1)
    check(given.name, len(content), len(given.content))
    return content


def _kept_name(content: bytes) -> str:
    """The FNAME field without folders; "" where there is none."""
    flags, at = content[3] if len(content) > 3 else 0, _HEADER
    if not flags & _NAMED:
        return ""
    if flags & _EXTRA:
        at += 2 + int.from_bytes(content[at : at + 2], "little")
    name = content[at : at + 1024].partition(b"\0")[0].decode("latin-1")
    return PurePosixPath(name.replace("\\", "/")).name


class Inflated(io.RawIOBase):
    """The unpacked bytes as a stream, counted as they come. Raises UnreadableError for damage and for bombs."""

    def __init__(self, given: Given) -> None:
        super().__init__()
        self._given = given
        self._at = self._size = 0
        self._inflate = zlib.decompressobj(31)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._piece(len(view))
        view[: len(piece)] = piece
        self._size += len(piece)
        take(self._given, len(piece))
        check(self._given.name, self._size, len(self._given.content), self._size)
        return len(piece)

    def _piece(self, most: int) -> bytes:
        """Up to so many bytes, none at the end; zero bytes and rubbish behind the last member are passed over."""
        content = self._given.content
        while True:
            if self._inflate.eof:
                self._at -= len(self._inflate.unused_data)
                if content[self._at : self._at + 2] != b"\x1f\x8b":
                    return b""
                self._inflate = zlib.decompressobj(31)
            packed = self._inflate.unconsumed_tail or content[self._at : self._at + _PIECE]
            if not self._inflate.unconsumed_tail:
                self._at += len(packed)
            if not packed:
                raise UnreadableError(self._given.name, *DAMAGED)
            try:
                piece = self._inflate.decompress(packed, most)
            except zlib.error as error:
                raise UnreadableError(self._given.name, *DAMAGED) from error
            if piece:
                return piece
