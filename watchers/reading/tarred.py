"""Tar archives (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU), read as a stream, so that no header can send it back."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import IO

from watchers.clean import clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.packed import DAMAGED, LARGEST, check
from watchers.reading.unpacking import Member, read_members

_MAGIC_AT = 257
_END = bytes(512)
_BROKEN = (
    tarfile.TarError, zlib.error, EOFError, OSError, ValueError, IndexError, KeyError, TypeError, OverflowError,
    AttributeError, RecursionError,
)  # fmt: skip
"""What tarfile raises for damaged bytes."""


def read(given: Given) -> Iterator[Document]:
    """The documents of its files, in their order; one without the zeros at its end is still being written."""
    if not given.content.endswith(_END):
        raise UnreadableError(given.name, *DAMAGED)
    yield from read_stream(given, BytesIO(given.content))


def is_tar(head: bytes) -> bool:
    """Told by the first 512 bytes."""
    return head.startswith(b"ustar", _MAGIC_AT)


def read_stream(given: Given, stream: IO[bytes]) -> Iterator[Document]:
    """The same of a tar archive that is unpacked on the way. Raises UnreadableError."""
    yield from read_members(given, _members(given, stream))


def _members(given: Given, stream: IO[bytes]) -> Iterator[Member]:
    """Each must be unpacked before the next is asked for."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # tarfile keeps them all
                if info.isfile():
                    yield clean_line(info.name, 300), partial(_content, archive, info)
    except _BROKEN as error:
        raise UnreadableError(given.name, *DAMAGED) from error


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    name = clean_line(info.name, 200)
    check(name, info.size, info.size)
    if info.issparse():
        raise UnreadableError(name, "It is stored with holes, which are not read.", "Pack it again.")
    try:
        file = archive.extractfile(info)
        content = file.read(LARGEST) if file else b""
    except _BROKEN as error:
        raise UnreadableError(name, *DAMAGED) from error
    if len(content) < info.size:
        raise UnreadableError(name, *DAMAGED)
    return content
