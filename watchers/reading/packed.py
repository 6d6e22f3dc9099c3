"""ZIP files, and the office documents that are ZIP files, opened in memory within limits; nothing is written."""

from __future__ import annotations

import stat
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from watchers.clean import clean_line
from watchers.errors import UnreadableError
from watchers.reading.given import Given, Spare

LARGEST = 50 * 2**20
"""Bytes of one file when it is unpacked."""
MOST_FILES = Spare().files
_UNSUSPECTED = 2**20
_RATIO = 200
"""Times its packed size that a file of more than 1 MB may unpack to; text rarely shrinks to a twentieth."""
_METHODS = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2)
_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_BROKEN = (
    BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError, ValueError, struct.error, IndexError,
    OverflowError, KeyError,
)  # fmt: skip
"""What zipfile raises for damaged bytes."""
DAMAGED = ("It is damaged or cut short.", "Fetch or copy it again.")
LOCKED = ("It is protected by a password.", "Save a copy without one.")


@dataclass(frozen=True)
class Packed:
    """An open ZIP file."""

    given: Given
    archive: ZipFile

    def entries(self) -> list[ZipInfo]:
        """Its files in their order, without folders and links."""
        return [
            info
            for info in self.archive.infolist()
            if info.filename and not info.filename.endswith("/") and not _is_link(info)
        ]

    def names(self) -> frozenset[str]:
        """Of its files."""
        return frozenset(self.archive.NameToInfo)

    def part(self, name: str, most: int = LARGEST) -> bytes:
        """A file by its name, `b""` where there is none. Raises UnreadableError."""
        info = self.archive.NameToInfo.get(name)
        return self.content(info, most) if info else b""

    def content(self, info: ZipInfo, most: int = LARGEST) -> bytes:
        """A file unpacked, and counted. Raises UnreadableError."""
        name = clean_line(info.filename, 200)
        if info.flag_bits & 0x1:
            raise UnreadableError(name, *LOCKED)
        if info.compress_type not in _METHODS:
            raise UnreadableError(name, "It is packed in a way that is not read.", "Pack it again as an ordinary .zip.")
        try:
            with self.archive.open(info) as file:
                content = file.read(most + 1)
        except _BROKEN as error:
            raise UnreadableError(name, *DAMAGED) from error
        check(name, len(content), info.compress_size, most)
        take(self.given, len(content))
        return content


def opened(given: Given) -> Packed:
    """A ZIP file, its files not yet unpacked. Raises UnreadableError."""
    if given.content.count(_ENTRY) > MOST_FILES:
        raise _too_many(given)
    try:
        archive = ZipFile(BytesIO(given.content))
    except _BROKEN as error:
        raise UnreadableError(given.name, *DAMAGED) from error
    if _overlapping(archive.infolist()):
        raise UnreadableError(given.name, "Its files lie over one another, as in a bomb.", "Pack it again.")
    return Packed(given, archive)


def check(name: str, size: int, packed: int, most: int = LARGEST) -> None:
    """Raises UnreadableError where a file is too large, or larger than honest packing makes it."""
    if size > most:
        raise UnreadableError(name, f"It unpacks to over {most // 2**20} MB.", "Split it.")
    if size > max(_UNSUSPECTED, packed * _RATIO):
        raise UnreadableError(
            name, f"It unpacks to over {_RATIO} times its size, as a bomb does.", "Unpack it by hand."
        )


def take(given: Given, size: int, files: int = 0) -> None:
    """Counts what was unpacked. Raises UnreadableError where that is more than one file may bring."""
    given.spare.size -= size
    given.spare.files -= files
    if given.spare.files < 0:
        raise _too_many(given)
    if given.spare.size < 0:
        raise UnreadableError(given.name, f"It unpacks to over {Spare().size // 2**20} MB.", "Split it.")


def _too_many(given: Given) -> UnreadableError:
    return UnreadableError(given.name, f"It holds over {MOST_FILES:,} files.", "Split it.")


def _overlapping(entries: list[ZipInfo]) -> bool:
    spans = sorted((e.header_offset, e.header_offset + _LOCAL_HEADER + e.compress_size) for e in entries)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
