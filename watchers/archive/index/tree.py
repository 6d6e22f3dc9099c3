"""Regions with their counts as a tree, of which only what is looked at is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchers.archive.index.counted import Counted
from watchers.archive.index.numbers import Counts
from watchers.archive.rows import RegionCount
from watchers.document import RegionKind

_ROOT = -1


def region(facts: Any, count: int) -> RegionCount:
    """From a row of the roster."""
    return RegionCount(facts[1], facts[2], facts[3], facts[4], count)


class Regions(Counted[RegionCount]):
    """Most documents first; `parents` are the numbers of what regions lie in by theirs, -1 for none."""

    __slots__ = ("_parents", "_within")

    def __init__(
        self, numbers: NDArray[np.int64], counts: Counts, facts: Mapping[int, Any], parents: NDArray[np.int64]
    ) -> None:
        super().__init__(numbers, counts, facts, region)
        self._parents = parents[numbers]
        self._within: dict[str | None, NDArray[np.int64]] | None = None

    def of_kind(self, kind: RegionKind) -> list[RegionCount]:
        """Most documents first."""
        facts = self._facts
        return [self[place] for place, number in enumerate(self._numbers.tolist()) if facts[number][3] == kind]

    def within(self, parent: str | None) -> list[RegionCount]:
        """The regions right below one, most documents first; for None those that lie in none that is counted."""
        if self._within is None:
            self._within = self._grouped()
        return [self[place] for place in self._within.get(parent, np.empty(0, np.int64)).tolist()]

    def _grouped(self) -> dict[str | None, NDArray[np.int64]]:
        """Places in this list by the id of the parent."""
        known = np.isin(self._parents, self._numbers) & (self._parents != self._numbers)
        above = np.where(known, self._parents, _ROOT)
        order = np.argsort(above, kind="stable")
        groups = np.split(order, np.flatnonzero(np.diff(above[order])) + 1)
        told = [(int(above[group[0]]), group) for group in groups if len(group)]
        return {None if number == _ROOT else self._facts[number][1]: group for number, group in told}
