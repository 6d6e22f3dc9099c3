"""What a board asks of an archive; it never writes."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from watchers.archive import decoding, queries, related
from watchers.archive.columns import UNREADABLE, instant, micros, plain, unpacked
from watchers.archive.conditions import Condition, condition_of
from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.archive.rows import (
    ActorCount,
    ActorFacts,
    Count,
    Health,
    RegionCount,
    RegionFacts,
    Related,
    Reread,
    Row,
    StoredDocument,
    Totals,
    Version,
    VersionText,
)
from watchers.document import Unreadable
from watchers.errors import ArchiveCorruptError
from watchers.filters import Filter

_DAY = timedelta(hours=24)


class Reader:
    """Used from one thread, any number of them beside a writer; an answer is of one moment.

    `last_look` is what `since:last` and `is:new` mean, as it was when the archive was opened; with None everything is
    since then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_reading(path)
        self._version = self._data_version()
        looked = self._ask(queries.LOOK)
        self.last_look: datetime | None = instant(looked[0][0]) if looked else None

    @classmethod
    def open(cls, path: Path) -> Reader:
        """An archive that is there; raises ArchiveError."""
        return cls(path)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Answers within it agree with each other, whatever is written meanwhile; keep it short."""
        if self._connection.in_transaction:
            yield
            return
        with naming_errors(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with naming_errors(self.path):
                if self._connection.in_transaction:  # SQLite itself rolls back after some errors
                    self._connection.execute("ROLLBACK")

    def numbers(self, wanted: Filter, now: datetime) -> array[int]:
        """All documents of a filter, newest first by receipt."""
        condition = self._condition(wanted, now)
        return array("q", (row[0] for row in self._ask(queries.numbers(condition), *condition.values)))

    def by_publication(self, wanted: Filter, now: datetime) -> array[int]:
        """The same, newest first by publication."""
        condition = self._condition(wanted, now)
        return array("q", (row[0] for row in self._ask(queries.published(condition), *condition.values)))

    def rows(self, documents: Sequence[int]) -> list[Row]:
        """In the order given; those that are not there are left out."""
        wanted = msgspec.json.encode(list(documents)).decode()
        found = {row[0]: decoding.row(row) for row in self._ask(queries.ROWS, wanted)}
        return [found[number] for number in documents if number in found]

    def actor_counts(
        self, wanted: Filter, now: datetime, limit: int = 200, buckets: int = 8, span: timedelta = _DAY
    ) -> list[ActorCount]:
        """Most first; a document counts for all that its actors belong to. The trend covers the span up to now."""
        condition = self._condition(wanted, now)
        with self.moment():
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

    def actor(self, key: str) -> ActorFacts | None:
        """By its id; None for one that no document ever named."""
        found = self._ask(queries.ACTOR, plain(key))
        return ActorFacts(*found[0]) if found else None

    def region(self, key: str) -> RegionFacts | None:
        """By its id; None for one that no document ever named."""
        found = self._ask(queries.REGION, plain(key))
        return RegionFacts(*found[0]) if found else None

    def histogram(self, wanted: Filter, now: datetime, span: timedelta, buckets: int) -> list[int]:
        """Documents by instant in equal parts of the span up to now, oldest first."""
        condition = self._condition(wanted, now)
        bars = [0] * buckets
        for bucket, n in self._ask(queries.histogram(condition), *_scale(now, span, buckets), *condition.values):
            bars[min(bucket, buckets - 1)] += n
        return bars

    def document(self, number: int) -> StoredDocument | None:
        """Its current version; with `row.damaged` and what could be read where the stored one cannot be."""
        with self.moment():
            row, body = self._ask(queries.ONE_ROW, number), self._ask(queries.BODY, number)
            found = decoding.stored_document(row[0], body[0]) if row and body else None
            return found and related.with_others(self._ask, found)

    def related(self, number: int, limit: int = 50) -> list[Related]:
        """What else tells its story, newest first; those of the same text say so."""
        with self.moment():
            return related.of(self._ask, number, limit)

    def without_cluster(self, after: int, limit: int) -> list[int]:
        """The first so many documents behind a number that nobody has put together with others yet."""
        return [number for (number,) in self._ask(queries.WITHOUT_CLUSTER, after, limit)]

    def reread(self, number: int) -> Reread | None:
        """What its current version is tagged from; None where there is no such document, or no version of it."""
        found = self._ask(queries.REREAD, number)
        return decoding.reread(number, found[0]) if found else None

    def versions(self, document: int) -> list[Version]:
        """All that is kept of it, kills too, in its provider's order, the oldest first."""
        return decoding.versions(self._ask(queries.VERSIONS, document))

    def version_text(self, document: int, number: int) -> VersionText | None:
        """What one of its versions said; None where there is none, or it is damaged."""
        found = self._ask(queries.VERSION_TEXT, document, number)
        return decoding.version_text(found[0]) if found else None

    def original(self, number: int) -> bytes | None:
        """The bytes of its current version as they came in; raises ArchiveCorruptError where they cannot be read."""
        found = self._ask(queries.ORIGINAL, number)
        try:
            return unpacked(found[0][0]) if found else None
        except UNREADABLE as error:
            problem = f"the original of document {number} is damaged. Take the document in again from where it came."
            raise ArchiveCorruptError(self.path, problem) from error

    def sources(self) -> list[Health]:
        """All sources that ever came, the first first."""
        return [decoding.health(row) for row in self._ask(queries.SOURCES)]

    def set_aside(self, source_uri: str | None = None) -> list[Unreadable]:
        """Documents that could not be taken, the newest first, of one source or of all."""
        where, values = ("", ()) if source_uri is None else ("WHERE s.uri = ?", (plain(source_uri),))
        order = "ORDER BY a.since DESC, s.id, a.uri"
        return [decoding.unreadable(row) for row in self._ask(f"{queries.SET_ASIDE} {where} {order}", *values)]

    def feeds(self) -> dict[str, bytes]:
        """What is known of how to ask each feed again, by the uri of its source."""
        return dict(self._ask(queries.FEEDS))

    def totals(self) -> Totals:
        return Totals(*self._ask(queries.TOTALS)[0])

    def changed(self) -> bool:
        """Whether anyone wrote since the last time this was asked, or since opening."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def _trends(
        self, condition: Condition, actors: list[int], now: datetime, span: timedelta, buckets: int
    ) -> defaultdict[int, list[int]]:
        trends: defaultdict[int, list[int]] = defaultdict(lambda: [0] * buckets)
        values = (*_scale(now, span, buckets), *condition.values, msgspec.json.encode(actors).decode())
        for actor, bucket, n in self._ask(queries.trends(condition), *values):
            trends[actor][min(bucket, buckets - 1)] += n
        return trends

    def _condition(self, wanted: Filter, now: datetime) -> Condition:
        return condition_of(wanted, now, self.last_look)

    def _data_version(self) -> int:
        value: int = self._ask("PRAGMA data_version")[0][0]
        return value

    def _ask(self, sql: str, *values: str | int | bytes) -> list[Any]:
        with naming_errors(self.path):
            return self._connection.execute(sql, values).fetchall()


def _scale(now: datetime, span: timedelta, buckets: int) -> tuple[int, int, int, int]:
    """What a query needs to sort instants into buckets: start, buckets, span, start."""
    width = max(span // timedelta(microseconds=1), 1)
    start = micros(now) - width
    return start, buckets, width, start
