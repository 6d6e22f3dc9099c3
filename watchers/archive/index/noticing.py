"""What is unusual, by the index; who tells of it comes from the archive itself, for the few that may be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np
from pyroaring import BitMap

from watchers.archive.columns import micros
from watchers.archive.index.index import Index
from watchers.archive.index.roster import Roster
from watchers.archive.index.tables import EVENTS
from watchers.archive.noticing import known_days, named
from watchers.unusual import FEWEST, KINDS, KNOWN, Kind, Stretch, Unusual, before, judged, lately, ranked, stands_out

_TELLERS = "SELECT id, source, origin FROM document WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What is counted often enough; the documents that tell of it lately."""

    kind: Kind
    number: int
    counts: tuple[int, int, int]
    documents: BitMap


def unusual(
    connection: sqlite3.Connection, index: Index, watched: BitMap, rosters: Mapping[str, Roster], now: datetime
) -> Sequence[Unusual]:
    """Among some documents; what is known of days goes by all there are."""
    known = known_days(lambda sql, *values: connection.execute(sql, values).fetchall(), now)
    if known < KNOWN:
        return ()
    late = watched & _during(index, lately(now))
    early = watched & BitMap.union(*(_during(index, stretch) for stretch in before(now)))
    candidates = [each for kind in KINDS for each in _candidates(index, kind, late, early, known)]
    told = _tellers(connection, BitMap.union(*(each.documents for each in candidates)) if candidates else BitMap())
    judgements = (
        judged(each.kind, *_named(rosters, each), each.counts, {told[document] for document in each.documents})
        for each in candidates
    )
    return ranked(found for found in judgements if found)


def _candidates(index: Index, kind: Kind, late: BitMap, early: BitMap, known: int) -> Iterator[_Candidate]:
    counts = index.counts(kind, late)
    often = np.flatnonzero(counts >= FEWEST)
    if not len(often):
        return
    earlier = np.zeros(max(len(counts), int(often[-1]) + 1), np.int64)
    told = index.counts(kind, early)[: len(earlier)]
    earlier[: len(told)] = told
    for number in often.tolist():
        count = int(counts[number]), int(earlier[number]), known
        if stands_out(*count):
            yield _Candidate(kind, number, count, late & index.having(kind, [number]))


def _during(index: Index, stretch: Stretch) -> BitMap:
    """By publication, both ends within."""
    start, end = stretch
    return index.since("at", micros(start), micros(end) + 1)


def _tellers(connection: sqlite3.Connection, documents: BitMap) -> dict[int, tuple[int, int | None]]:
    """Source and origin by document."""
    listed = msgspec.json.encode(list(documents)).decode() if documents else "[]"
    return {row[0]: row[1:] for row in connection.execute(_TELLERS, (listed,))}


def _named(rosters: Mapping[str, Roster], each: _Candidate) -> tuple[str, str]:
    """Id and name."""
    if each.kind == "event":
        return EVENTS[each.number], named("event", EVENTS[each.number])
    _, key, name, *_ = rosters[each.kind].facts[each.number]
    return key, name
