"""A body as it grows: small in the ordinary memory, large in a mapping that the system gets back whole."""

from __future__ import annotations

import mmap
from typing import Self

_SMALL = 256 * 1024


class Body:
    """At most `largest` bytes; a context. Freed blocks of many MB would stay with the process, a mapping does not."""

    def __init__(self, largest: int) -> None:
        self.size, self._largest = 0, largest
        self._small = bytearray()
        self._large: mmap.mmap | None = None

    def add(self, piece: bytes) -> None:
        """The caller sees to it that it fits."""
        if self._large is None and self.size + len(piece) <= _SMALL:
            self._small += piece
        else:
            self._mapped()[self.size : self.size + len(piece)] = piece
        self.size += len(piece)

    def whole(self) -> bytes:
        return bytes(self._small) if self._large is None else self._large[: self.size]

    def _mapped(self) -> mmap.mmap:
        if self._large is None:
            self._large = mmap.mmap(-1, max(self._largest, 1))  # untouched pages take no memory
            self._large[: self.size] = bytes(self._small)
            self._small.clear()
        return self._large

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._small.clear()
        if self._large is not None:
            self._large.close()
