"""The zip of a bundle (PKWARE's APPNOTE 6.3): stored, dated 1980-01-01, with Zip64 only where it must be."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from watchers.bundle.packing import Item

MAGIC = b"PK\x03\x04"
_HEAD, _ENTRY = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I")
_END, _END_64, _LOCATOR = struct.Struct("<4s4H2IH"), struct.Struct("<4sQ2H2I4Q"), struct.Struct("<4sIQI")
_PLAIN, _BIG = 20, 45
"""Versions of the format that a reader must know."""
_UNIX = 3 << 8
_DAY = 0x21
"""1980-01-01, the first that it knows."""
_MODE = 0o100644 << 16
_LONGEST = 255
"""Bytes of a name that are read."""
_MOST_32, _MOST_16 = 0xFFFFFFFF, 0xFFFF


class Zip:
    """Writes and reads its packing."""

    largest = _MOST_32 - 1

    def head(self, item: Item) -> bytes:
        name = item.path.encode()
        return _HEAD.pack(MAGIC, _PLAIN, 0, 0, 0, _DAY, item.crc, item.size, item.size, len(name), 0) + name

    def fill(self, size: int) -> bytes:
        return b""

    def tail(self, items: Iterable[Item], at: int) -> Iterator[bytes]:
        """The directory, and where it is."""
        count = size = 0
        for item in items:
            entry = _entry(item)
            count, size = count + 1, size + len(entry)
            yield entry
        if count >= _MOST_16 or size >= _MOST_32 or at >= _MOST_32:
            yield _END_64.pack(b"PK\x06\x06", 44, _UNIX | _BIG, _BIG, 0, 0, count, count, size, at)
            yield _LOCATOR.pack(b"PK\x06\x07", 0, at + size, 1)
        few = min(count, _MOST_16)
        yield _END.pack(b"PK\x05\x06", 0, 0, few, few, min(size, _MOST_32), min(at, _MOST_32), 0)

    def next(self, file: BinaryIO, at: int) -> Item | None:
        file.seek(at)
        fixed = file.read(_HEAD.size)
        if len(fixed) < _HEAD.size or not fixed.startswith(MAGIC):
            return None
        *_, crc, _, size, length, _ = _HEAD.unpack(fixed)
        name = file.read(length) if length <= _LONGEST else b""
        item = Item(name.decode("utf-8", "backslashreplace"), size, crc, at)
        return item if self.head(item) == fixed + name else None


def _entry(item: Item) -> bytes:
    name, far = item.path.encode(), item.at >= _MOST_32
    extra = struct.pack("<2HQ", 1, 8, item.at) if far else b""
    needed = _BIG if far else _PLAIN
    return b"".join((
        _ENTRY.pack(
            b"PK\x01\x02", _UNIX | needed, needed, 0, 0, 0, _DAY, item.crc, item.size, item.size,
            len(name), len(extra), 0, 0, 0, _MODE, min(item.at, _MOST_32),
        ),
        name,
        extra,
    ))  # fmt: skip


def is_zip(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(2) == b"PK"
