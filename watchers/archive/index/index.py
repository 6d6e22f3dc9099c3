"""The whole archive as segments, the first of nearly everything, the others of what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from pyroaring import BitMap

from watchers.archive.index.numbers import Counts, Numbers, members
from watchers.archive.index.segment import Kind, Segment

_SMALL = 8_192
"""Segments are merged into ones of about so many documents, which takes some tens of milliseconds."""
_MOST = 50_000
"""With more documents than this in later segments, and more than a quarter of the first, a new index is due."""


@dataclass(frozen=True)
class Index:
    """A value: what has changed gives another. `live` are the documents of each segment of which no later one tells.

    It stands for the archive as it was at `revision`, after the pruning of that number, 0 for none.
    """

    segments: tuple[Segment, ...]
    live: tuple[BitMap, ...]
    revision: int
    pruned: int

    @classmethod
    def of(cls, segment: Segment, revision: int, pruned: int) -> Index:
        """Of the whole archive."""
        return cls((segment,), (segment.documents,), revision, pruned)

    def plus(self, news: Segment, revision: int) -> Index:
        """With what has changed; small segments are merged as they come to be many."""
        segments = [*self.segments, news]
        live = [*(found - news.documents for found in self.live), news.documents]
        while len(segments) > 2 and _worth_merging(segments[-2], segments[-1]):
            segments[-2:] = [Segment.merged(segments[-2:], live[-2:])]
            live[-2:] = [segments[-1].documents]
        return Index(tuple(segments), tuple(live), revision, self.pruned)

    @property
    def overgrown(self) -> bool:
        """Whether so much has changed that one made anew answers faster."""
        later = sum(map(len, self.segments[1:]))
        return later > _MOST and later * 4 > len(self.segments[0])

    @cached_property
    def documents(self) -> BitMap:
        """All, not to be changed."""
        return BitMap.union(*self.live)

    def having(self, kind: Kind, tags: Iterable[int]) -> BitMap:
        """The documents that bear any of some tags; not to be changed."""
        found = [
            segment.postings[kind].having(tag) & live
            if len(live) < len(segment)
            else segment.postings[kind].having(tag)
            for tag in tags
            for segment, live in zip(self.segments, self.live, strict=True)
        ]
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()

    def since(self, column: Literal["placed", "at"], start: int | None, end: int | None) -> BitMap:
        """From an instant until before another."""
        parts = (s.since(column, start, end) & live for s, live in zip(self.segments, self.live, strict=True))
        return BitMap.union(*parts)

    def parts(self, found: BitMap) -> Iterable[tuple[Segment, BitMap]]:
        """Those of some documents that each segment tells of; segments that tell of none are left out."""
        for segment, live in zip(self.segments, self.live, strict=True):
            if inside := found & live:
                yield segment, inside

    def counts(self, kind: Kind, found: BitMap) -> Counts:
        """By tag."""
        counts = [segment.counts(kind, inside) for segment, inside in self.parts(found)]
        if len(counts) == 1:
            return counts[0]
        whole = np.zeros(max(map(len, counts), default=0), np.int64)
        for each in counts:
            whole[: len(each)] += each
        return whole

    def column(self, name: Literal["placed", "at", "cluster"], found: BitMap) -> Counts:
        """What some documents have there, in no order."""
        told = [getattr(s.columns, name)[s.places(members(inside))] for s, inside in self.parts(found)]
        return np.concatenate(told) if told else np.empty(0, np.int64)

    def ordered(self, found: BitMap) -> Numbers:
        """Some documents in the order of the wire, the newest first."""
        parts = list(self.parts(found))
        whole = np.empty(0, np.uint32)
        if parts:
            first, *later = parts
            whole = first[0].newest(first[1])
            if later:
                whole = _woven(first[0], whole, later)
        return whole[::-1]

    def dated(self, found: BitMap) -> Numbers:
        """The same, the newest first by publication."""
        numbers = members(found)
        at = np.empty(len(numbers), np.int64)
        for segment, inside in self.parts(found):
            some = members(inside)
            at[np.searchsorted(numbers, some)] = segment.columns.at[segment.places(some)]
        return numbers[np.lexsort((numbers, at))][::-1]


def _worth_merging(older: Segment, newer: Segment) -> bool:
    return len(older) < 3 * len(newer) and len(older) + len(newer) < _SMALL


def _woven(base: Segment, numbers: Numbers, later: list[tuple[Segment, BitMap]]) -> Numbers:
    """The documents of later segments put into the order of the first one's."""
    some = [members(inside) for _, inside in later]
    news = np.concatenate(some)
    placed, at = (
        np.concatenate([getattr(s.columns, name)[s.places(each)] for (s, _), each in zip(later, some, strict=True)])
        for name in ("placed", "at")
    )
    order = np.lexsort((news, at, placed))
    news, placed, at = news[order], placed[order], at[order]
    there = base.columns.placed[base.places(numbers)]
    before, behind = np.searchsorted(there, placed, "left"), np.searchsorted(there, placed, "right")
    for tied in np.flatnonzero(before < behind):
        among = numbers[before[tied] : behind[tied]]
        published = base.columns.at[base.places(among)]
        earlier = (published < at[tied]) | ((published == at[tied]) & (among < news[tied]))
        before[tied] += int(np.count_nonzero(earlier))
    return np.insert(numbers, before, news)
