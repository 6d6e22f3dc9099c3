"""The panels' questions answered by the index; names and what has no bitmap come from the archive itself."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import numpy as np
from pyroaring import BitMap

from watchers import unusual as watching
from watchers.archive.classes import GRAVEST_FIRST, KINDS, EventClass
from watchers.archive.columns import micros
from watchers.archive.counting import Across
from watchers.archive.index import noticing, tables, tallying
from watchers.archive.index.counted import Counted
from watchers.archive.index.index import Index
from watchers.archive.index.listing import Listing
from watchers.archive.index.numbers import members
from watchers.archive.index.roster import Roster
from watchers.archive.index.segment import Kind, Segment
from watchers.archive.index.sets import Searches, Sets
from watchers.archive.index.tables import EVENTS, HELD
from watchers.archive.index.tallying import Scale
from watchers.archive.index.tree import Regions, region
from watchers.archive.rows import ActorCount, Count, Matrix, Points, RegionCount, Tag, Totals
from watchers.filters import Filter


@dataclass(frozen=True, slots=True)
class Made:
    """An index and who its tags are, which was known at least as late."""

    index: Index
    actors: Roster
    regions: Roster


class Indexed:
    """Used from the thread of its connection, within a transaction; `last_look` is as the reader's."""

    def __init__(self, connection: sqlite3.Connection, made: Made, last_look: datetime | None) -> None:
        self._connection, self.index, self.last_look = connection, made.index, last_look
        self._actors, self._regions = made.actors, made.regions
        self._searches = Searches(connection)
        self._sets: Sets | None = None
        self.outdated = False

    def catch_up(self) -> bool:
        """Takes in what has changed, but for so much that a new index is due first; False where this one is of no use.

        Then it answers for the moment at which it was made.
        """
        revision, pruned = self._connection.execute(tables.REVISION).fetchone()
        if revision == self.index.revision and pruned == self.index.pruned:
            return True
        if pruned != self.index.pruned or revision < self.index.revision:
            return False
        if self._connection.execute(tables.CHANGED, (self.index.revision,)).fetchone()[0] > tables.MOST:
            self.outdated = True
            return True
        news = tables.read(self._connection, self.index.revision)
        self.index, self._sets = self.index.plus(news, revision), None
        self.outdated = self.index.overgrown
        self._actors.learn(self._connection, _tags(news, "actor"))
        self._regions.learn(self._connection, _tags(news, "region"))
        self._searches.renew(news.documents)
        return True

    def numbers(self, wanted: Filter, now: datetime) -> Sequence[int]:
        """All documents of a filter, newest first by receipt."""
        return Listing(self.index.ordered(self._found(wanted, now)))

    def by_publication(self, wanted: Filter, now: datetime) -> Sequence[int]:
        """The same, newest first by publication."""
        return Listing(self.index.dated(self._found(wanted, now)))

    def count(self, wanted: Filter, now: datetime) -> int:
        """How many documents a filter has."""
        return len(self._found(wanted, now))

    def clusters(self, wanted: Filter, now: datetime) -> int:
        """How many stories they tell, of those that are told of."""
        return tallying.distinct(self.index.column("cluster", self._found(wanted, now)))

    def placed(self, documents: Sequence[int]) -> list[int]:
        """When each came in, in microseconds since 1970."""
        asked = np.array(documents, np.int64)
        found = BitMap(asked) & self.index.documents
        numbers = members(found)
        placed = np.zeros(len(numbers) + 1, np.int64)
        for segment, inside in self.index.parts(found):
            some = members(inside)
            placed[np.searchsorted(numbers, some)] = segment.columns.placed[segment.places(some)]
        at = np.searchsorted(numbers, asked)
        at[~np.isin(asked, numbers)] = len(numbers)
        told: list[int] = placed[at].tolist()
        return told

    def actor_counts(
        self, wanted: Filter, now: datetime, limit: int, buckets: int, span: timedelta
    ) -> list[ActorCount]:
        """Most first, with trends."""
        found = self._found(wanted, now)
        counts = self.index.counts("actor", found)
        listed = self._actors.ranked(counts, limit).tolist()
        trends = tallying.trends(self.index, found, "actor", listed, scale(now, span, buckets))
        told = zip(listed, counts[listed].tolist(), trends, strict=True)
        return [_actor(self._actors.facts[number], count, trend) for number, count, trend in told]

    def region_counts(self, wanted: Filter, now: datetime) -> Sequence[RegionCount]:
        """Every region and every one around it, most first."""
        counts = self.index.counts("region", self._found(wanted, now))
        return Regions(self._regions.ranked(counts), counts, self._regions)

    def event_counts(self, wanted: Filter, now: datetime) -> list[Count]:
        """By kind, most first."""
        counts = self.index.counts("event", self._found(wanted, now))
        told = [Count(EVENTS[kind], EVENTS[kind], int(counts[kind])) for kind in np.flatnonzero(counts)]
        return sorted(told, key=lambda count: (-count.count, count.id))

    def source_counts(self, wanted: Filter, now: datetime) -> list[Count]:
        """By source, most first."""
        counts = self.index.counts("source", self._found(wanted, now))
        named = self._connection.execute("SELECT id, uri, name FROM source").fetchall()
        told = [Count(uri, name, int(counts[n])) for n, uri, name in named if n < len(counts) and counts[n]]
        return sorted(told, key=lambda count: (-count.count, count.name, count.id))

    def histogram(
        self, wanted: Filter, now: datetime, span: timedelta, buckets: int, end: datetime | None = None
    ) -> list[int]:
        """Documents by instant in equal parts of the span up to its end, which is now unless told; oldest first."""
        told, stop = scale(end or now, span, buckets), micros(end) if end else None
        return tallying.histogram(self.index, self._found(wanted, now), told, stop)

    def histograms(
        self, wanted: Filter, now: datetime, span: timedelta, buckets: int, end: datetime | None = None
    ) -> dict[EventClass, list[int]]:
        """The same of the documents by the gravest class of events that they tell."""
        left, told = self._found(wanted, now), scale(end or now, span, buckets)
        stop = micros(end) if end else None
        bars: dict[EventClass, list[int]] = {}
        for name in GRAVEST_FIRST:
            each = self.index.having("event", map(EVENTS.index, KINDS[name]))
            bars[name] = tallying.histogram(self.index, left & each, told, stop)
            left = left - each
        return bars

    def trends(
        self, wanted: Filter, now: datetime, kind: watching.Kind, ids: Sequence[str], buckets: int, span: timedelta
    ) -> dict[str, tuple[int, ...]]:
        """Of some actors, regions or kinds of event, their documents by bucket."""
        known = self._numbers(kind, ids)
        told = tallying.trends(
            self.index, self._found(wanted, now), kind, list(known.values()), scale(now, span, buckets)
        )
        return dict.fromkeys(ids, (0,) * buckets) | dict(zip(known, told, strict=True))

    def unusual(self, now: datetime, watched: Filter) -> Sequence[watching.Unusual]:
        """What is in the news of the filter far more often than it is wont to be, the most unusual first."""
        rosters = {"actor": self._actors, "region": self._regions}
        return noticing.unusual(self._connection, self.index, self._found(watched, now), rosters, now)

    def points(self, wanted: Filter, now: datetime) -> Points:
        """Where documents of a filter are, by the regions that they name themselves."""
        counts = self.index.counts("own region", self._found(wanted, now))
        listed = self._regions.ranked(counts)
        where = self._regions.coordinates(listed)
        known = ~np.isnan(where[:, 0])
        regions = Counted(listed[known], counts, self._regions.facts, region)
        latitudes, longitudes = (array("d", where[known, column].tobytes()) for column in (0, 1))
        told = (array("q", each.tobytes()) for each in (counts[listed[known]], self._regions.kinds[listed[known]]))
        return Points(regions, latitudes, longitudes, *told)

    def matrix(self, wanted: Filter, now: datetime, across: Across, most: int) -> Matrix:
        """Actors by actors or by regions, the most named of the filter."""
        found = self._found(wanted, now)
        rows = self._actors.ranked(self.index.counts("actor", found), most).tolist()
        kind: Kind = "actor" if across == "actor" else "own region"
        roster = self._actors if across == "actor" else self._regions
        heads = roster.ranked(self.index.counts(kind, found), most).tolist()
        counts = tallying.matrix(self.index, found, ("actor", rows), (kind, heads))
        return Matrix(_named(self._actors, rows), _named(roster, heads), tuple(map(tuple, counts.tolist())))

    def totals(self) -> Totals:
        """Of the whole archive."""
        documents = self.index.documents
        read = self.index.having("state", [HELD.index("read")])
        return Totals(len(documents), len(documents) - len(read), documents.max() if documents else 0)

    def _numbers(self, kind: watching.Kind, ids: Sequence[str]) -> dict[str, int]:
        """By id, of those that there are."""
        if kind == "event":
            return {key: EVENTS.index(key) for key in ids if key in EVENTS}
        listed = msgspec.json.encode(list(ids)).decode()
        sql = f"SELECT key, id FROM {kind} WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(sql, (listed,)).fetchall())

    def _found(self, wanted: Filter, now: datetime) -> BitMap:
        if self._sets is None or (self._sets.now, self._sets.last) != (now, self.last_look):
            self._sets = Sets(self._connection, self.index, self._searches, now, self.last_look)
        return self._sets.of(wanted)


def scale(now: datetime, span: timedelta, buckets: int) -> Scale:
    """The buckets of the span up to now."""
    width = max(span // timedelta(microseconds=1), 1)
    return Scale(micros(now) - width, width, buckets)


def _tags(segment: Segment, kind: Kind) -> list[int]:
    found: list[int] = np.flatnonzero(segment.postings[kind].sizes).tolist()
    return found


def _named(roster: Roster, numbers: list[int]) -> tuple[Tag, ...]:
    return tuple(Tag(*roster.facts[number][1:3]) for number in numbers)


def _actor(facts: Any, count: int, trend: tuple[int, ...]) -> ActorCount:
    return ActorCount(facts[1], facts[2], facts[3], count, trend)
