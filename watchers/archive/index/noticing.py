"""What is unusual, by the index; who tells of it comes from the archive itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from watchers.archive.columns import micros
from watchers.archive.index.index import Index
from watchers.archive.index.numbers import Counts, members
from watchers.archive.index.postings import Pairs
from watchers.archive.index.roster import Roster
from watchers.archive.index.tables import EVENTS
from watchers.archive.noticing import known_days, named
from watchers.unusual import FEWEST, KINDS, KNOWN, Kind, Stretch, Unusual, before, judged, lately, ranked, stands_out

_TELLERS = "SELECT id, source, ifnull(origin, 0) FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"


@dataclass(frozen=True, slots=True)
class _Often:
    """Tags of one kind that are counted often enough, with their documents lately and earlier. All of one length."""

    tags: Counts
    lately: Counts
    earlier: Counts

    def lists(self) -> tuple[list[int], list[int], list[int]]:
        return self.tags.tolist(), self.lately.tolist(), self.earlier.tolist()


@dataclass(frozen=True, slots=True)
class _Tellers:
    """Of documents, ascending, who told them; `origins` are numbered from 1, 0 for none. All of one length."""

    documents: NDArray[np.int64]
    sources: NDArray[np.int64]
    origins: NDArray[np.int64]


def unusual(
    connection: sqlite3.Connection, index: Index, watched: BitMap, rosters: Mapping[str, Roster], now: datetime
) -> Sequence[Unusual]:
    """Among some documents; what is known of days goes by all there are."""
    known = known_days(lambda sql, *values: connection.execute(sql, values).fetchall(), now)
    if known < KNOWN:
        return ()
    late = watched & _during(index, lately(now))
    early = watched & BitMap.union(*(_during(index, stretch) for stretch in before(now)))
    often = {kind: _often(index, kind, late, early, known) for kind in KINDS}
    pairs = {kind: _pairs(index, kind, late, each.tags) for kind, each in often.items()}
    tellers = _tellers(connection, BitMap.union(*(BitMap(each.documents.tolist()) for each in pairs.values())))
    judgements = (
        judged(kind, *_named(rosters, kind, tag), (count, usual, known), voices)
        for kind, each in often.items()
        for tag, count, usual, voices in zip(*each.lists(), _voices(pairs[kind], tellers, each.tags), strict=True)
    )
    return ranked(found for found in judgements if found)


def _often(index: Index, kind: Kind, late: BitMap, early: BitMap, known: int) -> _Often:
    counts = index.counts(kind, late)
    earlier = np.zeros(len(counts), np.int64)
    told = index.counts(kind, early)[: len(counts)]
    earlier[: len(told)] = told
    tags = np.flatnonzero(counts >= FEWEST)
    pairs = zip(counts[tags].tolist(), earlier[tags].tolist(), strict=True)
    tags = tags[np.array([stands_out(*each, known) for each in pairs], np.bool_)]
    return _Often(tags, counts[tags], earlier[tags])


def _pairs(index: Index, kind: Kind, late: BitMap, tags: Counts) -> Pairs:
    """Which of some tags the documents bear."""
    found = [np.empty((2, 0), np.int64), *(part for part in _parts(index, kind, late, tags) if len(tags))]
    bearing, documents = np.concatenate(found, axis=1)
    return Pairs.ordered(bearing, documents)


def _parts(index: Index, kind: Kind, late: BitMap, tags: Counts) -> Iterator[NDArray[np.int64]]:
    """By segment."""
    for segment, inside in index.parts(late):
        if lists := segment.lists.get(kind):
            numbers = members(inside)
            told, lengths = lists.gathered(segment.places(numbers))
            part = np.stack((told.astype(np.int64), np.repeat(numbers, lengths).astype(np.int64)))
            yield part[:, np.isin(part[0], tags)]
            continue
        for tag in tags.tolist():
            numbers = members(inside & segment.postings[kind].having(tag))
            yield np.stack((np.full(len(numbers), tag, np.int64), numbers.astype(np.int64)))


def _voices(pairs: Pairs, tellers: _Tellers, tags: Counts) -> list[int]:
    """How many tell of each tag, as `watchers.unusual.voices` counts them."""
    at = np.searchsorted(tellers.documents, pairs.documents)
    bearing = pairs.tags.astype(np.int64) << 32
    origins, sources = tellers.origins[at], bearing | tellers.sources[at]
    attributed = np.unique((bearing | origins)[origins > 0])
    alone = np.setdiff1d(sources, sources[origins > 0])
    told = np.sort(np.concatenate((attributed, alone)) >> 32)
    counts: list[int] = (np.searchsorted(told, tags, "right") - np.searchsorted(told, tags)).tolist()
    return counts


def _during(index: Index, stretch: Stretch) -> BitMap:
    """By publication, both ends within."""
    start, end = stretch
    return index.since("at", micros(start), micros(end) + 1)


def _tellers(connection: sqlite3.Connection, documents: BitMap) -> _Tellers:
    listed = msgspec.json.encode(list(documents)).decode() if documents else "[]"
    told = np.array(connection.execute(_TELLERS, (listed,)).fetchall(), np.int64).reshape(-1, 3)
    _, origins = np.unique(told[:, 2], return_inverse=True)
    return _Tellers(told[:, 0], told[:, 1], np.where(told[:, 2] == 0, 0, origins.reshape(-1) + 1))


def _named(rosters: Mapping[str, Roster], kind: Kind, number: int) -> tuple[str, str]:
    """Id and name."""
    if kind == "event":
        return EVENTS[number], named("event", EVENTS[number])
    facts: Any = rosters[kind].facts[number]
    return facts[1], facts[2]
