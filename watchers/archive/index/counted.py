"""Tags with their counts, made into values only when they are looked at: of a tree of regions a screen shows some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from watchers.archive.index.numbers import Counts

T = TypeVar("T")


class Counted(Sequence[T], Generic[T]):
    """`numbers` in the order of the answer; `make` is told the facts of one, and its count."""

    __slots__ = ("_counts", "_facts", "_make", "_numbers")

    def __init__(
        self, numbers: NDArray[np.int64], counts: Counts, facts: Mapping[int, Any], make: Callable[[Any, int], T]
    ) -> None:
        self._numbers, self._counts = numbers, counts[numbers]
        self._facts, self._make = facts, make

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[T]:
        return self._made(slice(None))

    def _made(self, at: slice) -> Iterator[T]:
        facts, make = self._facts, self._make
        told = zip(self._numbers[at].tolist(), self._counts[at].tolist(), strict=True)
        return (make(facts[number], count) for number, count in told)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(self._made(at))
        return self._make(self._facts[int(self._numbers[at])], int(self._counts[at]))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Counted):
            return np.array_equal(self._numbers, other._numbers) and np.array_equal(self._counts, other._counts)
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
