"""Which documents bear each tag of a kind, and which tags each document bears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from watchers.archive.index.numbers import Counts, Flags, Numbers, bitmap, members, spread, taken

_HEAVY = 256
"""A tag of more than one in so many documents is kept as a bitmap; with fewer, counting them all at once is faster."""
_FEWEST = 64
_AT_ONCE = 16_384
"""Documents whose tags fit into a processor's own memory."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Tags and the documents that bear them, ordered by tag, then document; both arrays are of one length."""

    tags: Numbers
    documents: Numbers

    @classmethod
    def ordered(cls, tags: NDArray[np.int64], documents: NDArray[np.int64]) -> Pairs:
        """Of pairs in any order."""
        pairs = cls(tags.astype(np.uint32), documents.astype(np.uint32))
        if pairs._in_order():  # as a table has them
            return pairs
        keys = (pairs.tags.astype(np.uint64) << np.uint64(32)) | pairs.documents
        keys.sort()
        return cls((keys >> np.uint64(32)).astype(np.uint32), keys.astype(np.uint32))

    def _in_order(self) -> bool:
        same = self.tags[1:] == self.tags[:-1]
        rising = self.documents[1:] >= self.documents[:-1]
        return bool(((self.tags[1:] > self.tags[:-1]) | (same & rising)).all())

    def of(self, documents: Flags) -> Pairs:
        """Only those of some documents."""
        kept = documents[self.documents]
        return Pairs(self.tags[kept], self.documents[kept])

    def turned(self) -> Pairs:
        """Documents as tags of their tags."""
        return Pairs.ordered(self.documents.astype(np.int64), self.tags.astype(np.int64))


@dataclass(frozen=True)
class Postings:
    """`heavy` are tags of many documents; of the other tags, `rare`, `documents` holds those from each of `starts`."""

    heavy: Mapping[int, BitMap]
    rare: Numbers
    starts: NDArray[np.int64]
    documents: Numbers

    @classmethod
    def of(cls, pairs: Pairs, whole: int) -> Postings:
        """Of a segment of so many documents."""
        edges = np.flatnonzero(pairs.tags[1:] != pairs.tags[:-1]) + 1
        firsts = np.concatenate(([0], edges)) if len(pairs.tags) else edges
        tags, sizes = pairs.tags[firsts], np.diff(firsts, append=len(pairs.tags))
        many = sizes > max(whole // _HEAVY, _FEWEST)
        heavy = {
            int(tag): bitmap(pairs.documents[at : at + size])
            for tag, at, size in zip(tags[many], firsts[many], sizes[many], strict=True)
        }
        rare = ~many
        starts = np.concatenate(([0], np.cumsum(sizes[rare]))).astype(np.int64)
        kept = pairs.documents[np.repeat(rare, sizes)]
        return cls(heavy, tags[rare].astype(np.uint32), starts, kept)

    def pairs(self) -> Pairs:
        """What it was made of."""
        tags = [np.full(len(found), tag, np.uint32) for tag, found in self.heavy.items()]
        documents = [members(found) for found in self.heavy.values()]
        tags.append(np.repeat(self.rare, np.diff(self.starts)))
        documents.append(self.documents)
        return Pairs.ordered(np.concatenate(tags).astype(np.int64), np.concatenate(documents).astype(np.int64))

    @cached_property
    def sizes(self) -> Counts:
        """Documents by tag."""
        counts = np.zeros(self.width, np.int64)
        counts[self.rare] = np.diff(self.starts)
        for tag, found in self.heavy.items():
            counts[tag] = len(found)
        return counts

    @cached_property
    def width(self) -> int:
        """One more than the highest tag."""
        return max([int(self.rare[-1]) if len(self.rare) else -1, *self.heavy]) + 1

    @cached_property
    def _end(self) -> int:
        return int(self.documents.max(initial=0)) + 1

    def having(self, tag: int) -> BitMap:
        """The documents of a tag, not to be changed."""
        if found := self.heavy.get(tag):
            return found
        at = int(np.searchsorted(self.rare, tag))
        if at == len(self.rare) or self.rare[at] != tag:
            return BitMap()
        return bitmap(self.documents[self.starts[at] : self.starts[at + 1]])

    def counts(self, inside: BitMap) -> Counts:
        """By tag, of documents inside: the time it takes hardly depends on how many these are."""
        counts = np.zeros(self.width, np.int64)
        for tag, found in self.heavy.items():
            counts[tag] = inside.intersection_cardinality(found)
        if len(self.rare):
            told = np.zeros(max(self._end, inside.max() + 1), np.uint8)
            told[members(inside)] = 1
            counts[self.rare] = np.add.reduceat(taken(told, self.documents), self.starts[:-1], dtype=np.uint32)
        return counts


@dataclass(frozen=True, slots=True)
class Lists:
    """The tags of each document, which are those from each of `starts`; documents go by their place in a segment."""

    starts: Numbers
    tags: NDArray[Any]

    @classmethod
    def of(cls, pairs: Pairs, numbers: Numbers) -> Lists:
        """Of a segment that holds these documents, ascending."""
        turned = pairs.turned()
        ends = np.searchsorted(turned.tags, numbers, "right")
        tags = turned.documents
        narrow = np.uint16 if tags.max(initial=0) < 1 << 16 else np.uint32
        return cls(np.concatenate(([0], ends)).astype(np.uint32), tags.astype(narrow))

    def gathered(self, places: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The tags of documents, one after the other, and how many each has."""
        starts = self.starts[places].astype(np.int64)
        lengths = self.starts[places + 1] - starts
        return self.tags[spread(starts, lengths)], lengths

    def counts(self, places: NDArray[np.int64], width: int) -> Counts:
        """By tag, of documents; the tags are below the width."""
        counts = np.zeros(width, np.int64)
        for first in range(0, len(places), _AT_ONCE):
            tags, _ = self.gathered(places[first : first + _AT_ONCE])
            counts += np.bincount(tags, minlength=width)
        return counts
