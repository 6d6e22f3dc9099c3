"""PNG pictures as rows of pixels, as far as a browser's screenshots need it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

_CHANNELS = {2: 3, 6: 4}


@dataclass(frozen=True, slots=True)
class Picture:
    """`rows` are red, green, blue, one byte each."""

    width: int
    height: int
    rows: tuple[bytes, ...]

    @property
    def colours(self) -> int:
        """How many different ones there are."""
        return len({row[at : at + 3] for row in self.rows for at in range(0, len(row), 3)})

    @property
    def painted(self) -> float:
        """The part of the pixels that are not of the most common colour."""
        counts: dict[bytes, int] = {}
        for row in self.rows:
            for at in range(0, len(row), 3):
                counts[row[at : at + 3]] = counts.get(row[at : at + 3], 0) + 1
        return 1 - max(counts.values()) / (self.width * self.height)

    def unlike(self, other: Picture) -> float:
        """The part of the pixels that differ."""
        differing = sum(
            one[at : at + 3] != two[at : at + 3]
            for one, two in zip(self.rows, other.rows, strict=True)
            if one != two
            for at in range(0, len(one), 3)
        )
        return differing / (self.width * self.height)


def picture(data: bytes) -> Picture:
    """Of 8 bits a channel, not interlaced, as Chromium writes them."""
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    assert (depth, interlaced) == (8, 0)
    channels = _CHANNELS[kind]
    raw, stride = zlib.decompress(b"".join(_chunks(data))), width * channels
    rows, above = [], bytearray(stride)
    for at in range(0, len(raw), stride + 1):
        above = _unfiltered(raw[at], bytearray(raw[at + 1 : at + 1 + stride]), above, channels)
        rows.append(bytes(above) if channels == 3 else _opaque(above))
    return Picture(width, height, tuple(rows))


def _chunks(data: bytes) -> list[bytes]:
    at, found = 8, []
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            found.append(data[at + 8 : at + 8 + size])
        at += size + 12
    return found


def _unfiltered(kind: int, row: bytearray, above: bytearray, channels: int) -> bytearray:
    for at in range(len(row)):
        left, up = row[at - channels] if at >= channels else 0, above[at]
        corner = above[at - channels] if at >= channels else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        row[at] = (row[at] + guess) & 255
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    base = left + up - corner
    return min((left, up, corner), key=lambda each: abs(base - each))


def _opaque(row: bytearray) -> bytes:
    return bytes(value for at, value in enumerate(row) if at % 4 != 3)
