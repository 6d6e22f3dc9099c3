"""Many numbers of documents in order, as a list shows them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, overload

import numpy as np

from watchers.archive.index.numbers import Numbers


class Listing(Sequence[int]):
    """Newest first; a million take four megabytes, and finding one among them less than a millisecond."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> array[int]: ...
    def __getitem__(self, at: int | slice) -> int | array[int]:
        if isinstance(at, slice):
            return array("q", self._numbers[at].astype(np.int64).tobytes())
        return int(self._numbers[at])

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and bool((self._numbers == number).any())

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Raises ValueError where it is not among them."""
        found = np.flatnonzero(self._numbers[start:stop] == value)
        if not len(found):
            raise ValueError(value)
        return int(found[0]) + start

    def first_of(self, others: Sequence[int]) -> int | None:
        """Where the first of other numbers stands that is among these; None where none is."""
        asked = others._numbers if isinstance(others, Listing) else np.array(others, np.uint32)
        if not len(self) or not len(asked):
            return None
        size = int(max(self._numbers.max(), asked.max())) + 1
        told = np.zeros(size, np.bool_)
        told[self._numbers] = True
        found = np.flatnonzero(told[asked])
        return self.index(int(asked[found[0]])) if len(found) else None
