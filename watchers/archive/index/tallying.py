"""What the panels count over a set of documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from watchers.archive.index.index import Index
from watchers.archive.index.numbers import Counts, bitmap, members
from watchers.archive.index.segment import Kind, Segment

_FEW = 100_000
"""Of so many documents in the span, trends are counted one by one; of more, by actor and bucket."""


@dataclass(frozen=True, slots=True)
class Scale:
    """So many equal buckets of the microseconds from `start` on; what comes after them counts in the last."""

    start: int
    width: int
    buckets: int

    def placed(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """The bucket of each instant, none of which is before the start."""
        return np.minimum((at - self.start) * self.buckets // self.width, self.buckets - 1)


def histogram(index: Index, found: BitMap, scale: Scale) -> list[int]:
    """Documents by bucket of publication."""
    at = index.column("at", found & index.since("at", scale.start, None))
    counts: Counts = np.bincount(scale.placed(at), minlength=scale.buckets)
    told: list[int] = counts.tolist()
    return told


def trends(index: Index, found: BitMap, actors: Sequence[int], scale: Scale) -> list[tuple[int, ...]]:
    """Of each actor, its documents by bucket."""
    whole = np.zeros((len(actors), scale.buckets), np.int64)
    for segment, inside in index.parts(found & index.since("at", scale.start, None)):
        numbers = members(inside)
        places = segment.places(numbers)
        buckets = scale.placed(segment.columns.at[places])
        if len(buckets) > _FEW:
            whole += _by_bucket(segment, numbers, buckets, actors, scale)
        else:
            whole += _one_by_one(segment, places, buckets, actors, scale)
    return [tuple(row) for row in whole.tolist()]


def _one_by_one(
    segment: Segment, places: NDArray[np.int64], buckets: NDArray[np.int64], actors: Sequence[int], scale: Scale
) -> Counts:
    tags, lengths = segment.lists["actor"].gathered(places)
    width = max(segment.postings["actor"].width, max(actors, default=0) + 1)
    keys = tags * np.int64(scale.buckets) + np.repeat(buckets, lengths)
    counts: Counts = np.bincount(keys, minlength=width * scale.buckets)
    return counts.reshape(width, scale.buckets)[list(actors)]


def _by_bucket(
    segment: Segment, numbers: NDArray[np.uint32], buckets: NDArray[np.int64], actors: Sequence[int], scale: Scale
) -> Counts:
    bearing = [segment.postings["actor"].having(actor) for actor in actors]
    sets = [bitmap(numbers[buckets == bucket]) for bucket in range(scale.buckets)]
    return np.array([[each.intersection_cardinality(some) for some in sets] for each in bearing], np.int64)


def matrix(index: Index, found: BitMap, one: tuple[Kind, Sequence[int]], other: tuple[Kind, Sequence[int]]) -> Counts:
    """Documents that bear both, by tags of the one kind and of the other."""
    (kind, tags), (across, heads) = one, other
    columns = [index.having(across, [head]) for head in heads]
    rows = [found & index.having(kind, [tag]) for tag in tags]
    return np.array([[row.intersection_cardinality(column) for column in columns] for row in rows], np.int64)


def distinct(values: NDArray[np.int64] | NDArray[np.uint32]) -> int:
    """How many different numbers there are but 0."""
    seen = np.zeros(int(values.max(initial=0)) + 1, np.bool_)
    seen[values] = True
    return int(np.count_nonzero(seen[1:]))
