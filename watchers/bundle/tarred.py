"""The tar of a bundle (POSIX ustar): owned by nobody, dated 1970-01-01."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from watchers.bundle.packing import Item

_BLOCK = 512
_END = bytes(2 * _BLOCK)


class Tar:
    """Writes and reads its packing."""

    largest = 8**11 - 1

    def head(self, item: Item) -> bytes:
        """Raises ValueError for a name that does not fit in."""
        name = item.path.encode()
        if len(name) > 100:
            raise ValueError(item.path)
        fields = (name.ljust(100, b"\0"), b"0000644\0", b"0000000\0", b"0000000\0", b"%011o\0" % item.size)
        before = b"".join((*fields, b"00000000000\0"))
        after = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + b"0000000\0" + b"0000000\0" + bytes(167)
        total = sum(before) + 8 * 32 + sum(after)
        return before + b"%06o\0 " % total + after

    def fill(self, size: int) -> bytes:
        return bytes(-size % _BLOCK)

    def tail(self, items: Iterable[Item], at: int) -> Iterator[bytes]:
        """Two empty blocks."""
        yield _END

    def next(self, file: BinaryIO, at: int) -> Item | None:
        file.seek(at)
        block = file.read(_BLOCK)
        try:
            name = block[:100].rstrip(b"\0").decode("utf-8", "backslashreplace")
            item = Item(name, int(block[124:135], 8), 0, at)
            return item if item.size >= 0 and self.head(item) == block else None
        except ValueError:
            return None


def is_tar(file: BinaryIO) -> bool:
    file.seek(257)
    return file.read(5) == b"ustar"
