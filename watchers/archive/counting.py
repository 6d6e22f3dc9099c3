"""The panels' questions answered by SQL alone: for commands, for small archives, and until there is an index."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

import msgspec

from watchers.archive import queries
from watchers.archive.classes import CLASSES, KINDS, EventClass
from watchers.archive.columns import micros
from watchers.archive.conditions import Condition, condition_of
from watchers.archive.rows import ActorCount, Count, Matrix, Points, RegionCount, Tag, Totals
from watchers.filters import Filter, Term, joined

Across = Literal["actor", "region"]


class Answers(Protocol):
    """What is asked of the documents of a filter; the methods of `Reader` tell what each answers."""

    last_look: datetime | None

    def numbers(self, wanted: Filter, now: datetime) -> Sequence[int]: ...
    def by_publication(self, wanted: Filter, now: datetime) -> Sequence[int]: ...
    def count(self, wanted: Filter, now: datetime) -> int: ...
    def clusters(self, wanted: Filter, now: datetime) -> int: ...
    def actor_counts(
        self, wanted: Filter, now: datetime, limit: int, buckets: int, span: timedelta
    ) -> list[ActorCount]: ...
    def region_counts(self, wanted: Filter, now: datetime) -> Sequence[RegionCount]: ...
    def event_counts(self, wanted: Filter, now: datetime) -> list[Count]: ...
    def source_counts(self, wanted: Filter, now: datetime) -> list[Count]: ...
    def histogram(self, wanted: Filter, now: datetime, span: timedelta, buckets: int) -> list[int]: ...
    def histograms(
        self, wanted: Filter, now: datetime, span: timedelta, buckets: int
    ) -> dict[EventClass, list[int]]: ...
    def points(self, wanted: Filter, now: datetime) -> Points: ...
    def matrix(self, wanted: Filter, now: datetime, across: Across, most: int) -> Matrix: ...
    def totals(self) -> Totals: ...


class Counting:
    """`ask` runs a query with its values; `last_look` is as the reader's."""

    def __init__(self, ask: Callable[..., list[Any]], last_look: datetime | None) -> None:
        self._ask, self.last_look = ask, last_look

    def numbers(self, wanted: Filter, now: datetime) -> array[int]:
        """All documents of a filter, newest first by receipt."""
        condition = self._condition(wanted, now)
        return array("q", (row[0] for row in self._ask(queries.numbers(condition), *condition.values)))

    def by_publication(self, wanted: Filter, now: datetime) -> array[int]:
        """The same, newest first by publication."""
        condition = self._condition(wanted, now)
        return array("q", (row[0] for row in self._ask(queries.published(condition), *condition.values)))

    def count(self, wanted: Filter, now: datetime) -> int:
        """How many documents a filter has."""
        condition = self._condition(wanted, now)
        return int(self._ask(queries.count(condition), *condition.values)[0][0])

    def clusters(self, wanted: Filter, now: datetime) -> int:
        """How many stories they tell, of those that are told of."""
        condition = self._condition(wanted, now)
        return int(self._ask(queries.clusters(condition), *condition.values)[0][0])

    def actor_counts(
        self, wanted: Filter, now: datetime, limit: int, buckets: int, span: timedelta
    ) -> list[ActorCount]:
        """Most first; a document counts for all that its actors belong to. The trend covers the span up to now."""
        condition = self._condition(wanted, now)
        found = self._ask(queries.actors(condition), *condition.values, limit)
        trends = self._trends(condition, [row[0] for row in found], now, span, buckets)
        return [ActorCount(key, name, kind, n, tuple(trends[number])) for number, key, name, kind, n in found]

    def region_counts(self, wanted: Filter, now: datetime) -> list[RegionCount]:
        """Every region of a document in the filter and every one around it, most first."""
        condition = self._condition(wanted, now)
        return [RegionCount(*row) for row in self._ask(queries.regions(condition), *condition.values)]

    def event_counts(self, wanted: Filter, now: datetime) -> list[Count]:
        """By kind, most first; a document counts once for each of its kinds."""
        condition = self._condition(wanted, now)
        return [Count(kind, kind, n) for kind, n in self._ask(queries.events(condition), *condition.values)]

    def source_counts(self, wanted: Filter, now: datetime) -> list[Count]:
        """By source, its uri the id, most first."""
        condition = self._condition(wanted, now)
        return [Count(*row) for row in self._ask(queries.sources(condition), *condition.values)]

    def histogram(self, wanted: Filter, now: datetime, span: timedelta, buckets: int) -> list[int]:
        """Documents by instant in equal parts of the span up to now, oldest first."""
        condition = self._condition(wanted, now)
        bars = [0] * buckets
        for bucket, n in self._ask(queries.histogram(condition), *_scale(now, span, buckets), *condition.values):
            bars[min(bucket, buckets - 1)] += n
        return bars

    def histograms(self, wanted: Filter, now: datetime, span: timedelta, buckets: int) -> dict[EventClass, list[int]]:
        """The same of the documents that tell events of each class."""
        return {name: self.histogram(wanted.plus(_of(name)), now, span, buckets) for name in CLASSES}

    def points(self, wanted: Filter, now: datetime) -> Points:
        """Where documents of a filter are, by the regions that they name themselves."""
        condition = self._condition(wanted, now)
        found = self._ask(queries.points(condition), *condition.values)
        latitudes, longitudes = (array("d", [row[column] for row in found]) for column in (5, 6))
        return Points([RegionCount(*row[:5]) for row in found], latitudes, longitudes)

    def matrix(self, wanted: Filter, now: datetime, across: Across, most: int) -> Matrix:
        """Actors by actors or by the regions that documents name themselves, the most named of the filter."""
        condition = self._condition(wanted, now)
        rows = self._ask(queries.actors(condition), *condition.values, most)
        heads = rows if across == "actor" else self._ask(queries.own_regions(condition), *condition.values, most)
        numbers = [_listed(row[0] for row in some) for some in (rows, heads)]
        found = self._ask(queries.pairs(across, condition), *condition.values, *numbers)
        told = {(row, column): n for row, column, n in found}
        counts = tuple(tuple(told.get((row[0], head[0]), 0) for head in heads) for row in rows)
        named, across_named = (tuple(Tag(*row[1:3]) for row in some) for some in (rows, heads))
        return Matrix(named, across_named, counts)

    def totals(self) -> Totals:
        """Of the whole archive."""
        return Totals(*self._ask(queries.TOTALS)[0])

    def _trends(
        self, condition: Condition, actors: list[int], now: datetime, span: timedelta, buckets: int
    ) -> defaultdict[int, list[int]]:
        trends: defaultdict[int, list[int]] = defaultdict(lambda: [0] * buckets)
        values = (*_scale(now, span, buckets), *condition.values, _listed(actors))
        for actor, bucket, n in self._ask(queries.trends(condition), *values):
            trends[actor][min(bucket, buckets - 1)] += n
        return trends

    def _condition(self, wanted: Filter, now: datetime) -> Condition:
        return condition_of(wanted, now, self.last_look)


def _scale(now: datetime, span: timedelta, buckets: int) -> tuple[int, int, int, int]:
    """What a query needs to sort instants into buckets: start, buckets, span, start."""
    width = max(span // timedelta(microseconds=1), 1)
    start = micros(now) - width
    return start, buckets, width, start


def _of(name: EventClass) -> Term:
    return joined("any", [Term("event", KINDS[name])])


def _listed(numbers: Iterable[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()
