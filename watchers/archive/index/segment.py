"""A part of the index: what was said of some documents at one moment. It never changes; later parts overrule it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from watchers.archive.index.numbers import Counts, Flags, Instants, Numbers, bitmap, flags, members
from watchers.archive.index.postings import Lists, Pairs, Postings

Kind = Literal["actor", "own actor", "region", "own region", "event", "label", "source", "state"]
KINDS: tuple[Kind, ...] = ("actor", "own actor", "region", "own region", "event", "label", "source", "state")
LISTED: tuple[Kind, ...] = ("actor", "region", "own region")
"""Kinds that are counted under any filter and have many tags."""
_FEW = 120_000
"""Of so many documents the tags are counted one by one; of more, by tag."""
_SMALL = 5_000


@dataclass(frozen=True, slots=True)
class Columns:
    """What each document is ordered and counted by; `cluster` is 0 for none. All of one length, by ascending number."""

    numbers: Numbers
    placed: Instants
    at: Instants
    cluster: Numbers

    def of(self, documents: Flags) -> Columns:
        """Only some documents."""
        kept = documents[self.numbers]
        return Columns(self.numbers[kept], self.placed[kept], self.at[kept], self.cluster[kept])


@dataclass(frozen=True)
class Segment:
    """`order` are the places of its documents in the order of the wire, the oldest first, `dated` in that of `at`."""

    columns: Columns
    order: Numbers
    dated: Numbers
    postings: Mapping[Kind, Postings]
    lists: Mapping[Kind, Lists]

    @classmethod
    def of(cls, columns: Columns, pairs: Mapping[Kind, Pairs]) -> Segment:
        """Of the tags of the documents in the columns."""
        numbers = columns.numbers
        order = np.lexsort((numbers, columns.at, columns.placed)).astype(np.uint32)
        dated = np.argsort(columns.at).astype(np.uint32)
        postings = {kind: Postings.of(pairs[kind], len(numbers)) for kind in KINDS}
        return cls(columns, order, dated, postings, {kind: Lists.of(pairs[kind], numbers) for kind in LISTED})

    @classmethod
    def merged(cls, segments: Sequence[Segment], live: Sequence[BitMap]) -> Segment:
        """One instead of several, of the documents of each that no later one tells of anew."""
        size = max(segment.end for segment in segments)
        kept = [flags(members(found), size) for found in live]
        columns = [segment.columns.of(told) for segment, told in zip(segments, kept, strict=True)]
        joined = {field: np.concatenate([getattr(each, field) for each in columns]) for field in Columns.__slots__}
        ascending = np.argsort(joined["numbers"])
        pairs: dict[Kind, Pairs] = {}
        for kind in KINDS:
            each = [s.postings[kind].pairs().of(told) for s, told in zip(segments, kept, strict=True)]
            tags, documents = (np.concatenate([getattr(one, f) for one in each]) for f in ("tags", "documents"))
            pairs[kind] = Pairs.ordered(tags.astype(np.int64), documents.astype(np.int64))
        return cls.of(Columns(**{field: values[ascending] for field, values in joined.items()}), pairs)

    def __len__(self) -> int:
        return len(self.columns.numbers)

    @cached_property
    def documents(self) -> BitMap:
        """All of its documents, not to be changed."""
        return bitmap(self.columns.numbers)

    @property
    def end(self) -> int:
        """One more than its highest number."""
        return int(self.columns.numbers[-1]) + 1 if len(self) else 1

    @cached_property
    def placed(self) -> Instants:
        """In the order of the wire."""
        return self.columns.placed[self.order]

    @cached_property
    def published(self) -> Instants:
        """Ascending."""
        return self.columns.at[self.dated]

    @cached_property
    def _slots(self) -> NDArray[np.int32]:
        slots = np.zeros(self.end, np.int32)
        slots[self.columns.numbers] = np.arange(len(self), dtype=np.int32)
        return slots

    def places(self, numbers: Numbers) -> NDArray[np.int64]:
        """Where its documents stand in the columns."""
        if len(self) < _SMALL:
            return np.searchsorted(self.columns.numbers, numbers)
        return self._slots[numbers].astype(np.int64)

    def counts(self, kind: Kind, inside: BitMap) -> Counts:
        """By tag, of some of its documents."""
        postings = self.postings[kind]
        if 2 * len(inside) <= len(self):
            return self._counts(kind, inside)
        outside = self.documents - inside
        return postings.sizes - self._counts(kind, outside) if outside else postings.sizes

    def _counts(self, kind: Kind, inside: BitMap) -> Counts:
        postings = self.postings[kind]
        if not inside:
            return np.zeros(postings.width, np.int64)
        if kind not in self.lists or len(inside) > _FEW:
            return postings.counts(inside)
        return self.lists[kind].counts(self.places(members(inside)), postings.width)

    def since(self, column: Literal["placed", "at"], start: int | None, end: int | None) -> BitMap:
        """From an instant until before another."""
        order, instants = (self.order, self.placed) if column == "placed" else (self.dated, self.published)
        first = 0 if start is None else int(np.searchsorted(instants, start, "left"))
        last = len(self) if end is None else int(np.searchsorted(instants, end, "left"))
        among = order[first:last]
        if len(among) == len(self):
            return self.documents
        if len(among) * 16 < len(self):
            return bitmap(np.sort(self.columns.numbers[among]))
        told = np.zeros(len(self), np.bool_)
        told[among] = True
        return bitmap(self.columns.numbers[told])

    def newest(self, inside: BitMap) -> Numbers:
        """Some of its documents in the order of the wire, the oldest first."""
        if len(inside) == len(self):
            return self.columns.numbers[self.order]
        numbers = members(inside)
        if len(numbers) * 16 < len(self):
            places = self.places(numbers)
            columns = self.columns
            return numbers[np.lexsort((numbers, columns.at[places], columns.placed[places]))]
        told = np.zeros(len(self), np.bool_)
        told[self.places(numbers)] = True
        return self.columns.numbers[self.order[told[self.order]]]
