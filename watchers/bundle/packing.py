"""A bundle in one file: uncompressed, and every byte of the packing follows from the names and bytes in it.

So a changed byte anywhere is found, damage to one file touches no other, and nothing can swell when it is unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Item:
    """A file in it; `crc` is its CRC-32, `at` where its head begins."""

    path: str
    size: int
    crc: int
    at: int


class Packing(Protocol):
    """A form of it."""

    largest: int
    """Bytes that one file in it may have."""

    def head(self, item: Item) -> bytes:
        """What stands before the file's bytes."""

    def fill(self, size: int) -> bytes:
        """What stands behind so many bytes."""

    def tail(self, items: Iterable[Item], at: int) -> Iterator[bytes]:
        """What stands behind the last file; it begins at `at`."""

    def next(self, file: BinaryIO, at: int) -> Item | None:
        """The file whose head begins at `at`; None where no file does."""
