"""Regions with their counts as a tree, of which only what is looked at is made."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchers.archive.index.counted import Counted
from watchers.archive.index.numbers import Counts
from watchers.archive.index.roster import Roster
from watchers.archive.rows import REGION_KINDS, RegionCount
from watchers.document import RegionKind

_ROOT, _UNKNOWN = -1, -2


def region(facts: Any, count: int) -> RegionCount:
    """From a row of the roster."""
    return RegionCount(facts[1], facts[2], facts[3], facts[4], count)


class Regions(Counted[RegionCount]):
    """Most documents first; `roster` is that of all regions, and `counts` go by its numbers."""

    __slots__ = ("_above", "_by_key", "_kinds", "_parents", "_places")

    def __init__(self, numbers: NDArray[np.int64], counts: Counts, roster: Roster) -> None:
        super().__init__(numbers, counts, roster.facts, region)
        self._parents, self._kinds, self._by_key = roster.parents[numbers], roster.kinds[numbers], roster.by_key
        self._places: NDArray[np.int64] | None = None
        self._above: NDArray[np.int64] = self._parents

    def of_kind(self, kind: RegionKind) -> list[RegionCount]:
        """Most documents first."""
        return [self[place] for place in np.flatnonzero(self._kinds == REGION_KINDS.index(kind)).tolist()]

    def within(self, parent: str | None) -> list[RegionCount]:
        """The regions right below one, most documents first; for None those that lie in none that is counted."""
        return [self[place] for place in self._below(parent).tolist()]

    def holds(self, parent: str) -> bool:
        """Whether any lies right below it."""
        return bool(self._below(parent).size)

    def _below(self, parent: str | None) -> NDArray[np.int64]:
        """The places in this list."""
        if self._places is None:
            known = np.isin(self._parents, self._numbers) & (self._parents != self._numbers)
            above = np.where(known, self._parents, _ROOT)
            self._places = np.argsort(above, kind="stable")
            self._above = above[self._places]
        number = _ROOT if parent is None else self._by_key.get(parent, _UNKNOWN)
        first, end = np.searchsorted(self._above, (number, number + 1))
        return self._places[first:end]
