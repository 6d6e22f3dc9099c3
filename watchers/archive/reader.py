"""What a board asks of an archive; it never writes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from watchers.archive import decoding, queries, related
from watchers.archive.classes import EventClass
from watchers.archive.columns import UNREADABLE, instant, plain, unpacked
from watchers.archive.conditions import condition_of
from watchers.archive.counting import Across, Answers, Counting
from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.archive.rows import (
    ActorCount,
    ActorFacts,
    Count,
    Health,
    Matrix,
    Points,
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

if TYPE_CHECKING:
    from watchers.archive.index.answers import Indexed, Made

SMALL = 5_000
"""Documents that SQL counts in some milliseconds, so that an index gains nothing."""
_DAY = timedelta(hours=24)
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class Reader:
    """Used from one thread, any number of them beside a writer; an answer is of one moment.

    `last_look` is what `since:last` and `is:new` mean, as it was when the archive was opened; with None everything is
    since then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_reading(path)
        self._version = self._data_version()
        self._index: Indexed | None = None
        self._current = False
        looked = self._ask(queries.LOOK)
        self.last_look: datetime | None = instant(looked[0][0]) if looked else None
        self._tables = Counting(self._ask, self.last_look)

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
        self._current = False
        try:
            yield
        finally:
            with naming_errors(self.path):
                if self._connection.in_transaction:  # SQLite itself rolls back after some errors
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _answering(self) -> Iterator[Answers]:
        """By the index where there is one, which is caught up at the beginning of a moment."""
        with self.moment(), naming_errors(self.path):
            if self._index is not None and not self._current:
                self._current = self._index.catch_up()
                self._index = self._index if self._current else None
            answers: Answers = self._index or self._tables
            answers.last_look = self.last_look
            yield answers

    @property
    def indexed(self) -> bool:
        """Whether an index answers, in milliseconds however many documents there are."""
        return self._index is not None

    @property
    def small(self) -> bool:
        """Whether there are so few documents that tables are asked as fast as an index."""
        return bool(self._ask(queries.NEWEST_NUMBER)[0][0] <= SMALL)

    @property
    def swift(self) -> bool:
        """Whether everything is counted in milliseconds."""
        return self.indexed or self.small

    @property
    def index_due(self) -> bool:
        """Whether a new index would answer faster."""
        return self._index.outdated if self._index is not None else not self.small

    def take(self, made: Made) -> None:
        """Lets an index answer from now on."""
        from watchers.archive.index.answers import Indexed  # brings numpy along

        self._index = Indexed(self._connection, made, self.last_look)

    def newest(self, wanted: Filter, now: datetime, most: int) -> Sequence[int]:
        """The first so many of `numbers`, which SQL finds soon where these are many."""
        with self._answering() as answers:
            if answers is not self._tables:
                return answers.numbers(wanted, now)[:most]
        condition = condition_of(wanted, now, self.last_look)
        return array(
            "q", (row[0] for row in self._ask(f"{queries.numbers(condition)} LIMIT ?", *condition.values, most))
        )

    def numbers(self, wanted: Filter, now: datetime) -> Sequence[int]:
        """All documents of a filter, newest first by receipt."""
        with self._answering() as answers:
            return answers.numbers(wanted, now)

    def by_publication(self, wanted: Filter, now: datetime) -> Sequence[int]:
        """The same, newest first by publication."""
        with self._answering() as answers:
            return answers.by_publication(wanted, now)

    def count(self, wanted: Filter, now: datetime) -> int:
        """How many documents a filter has."""
        with self._answering() as answers:
            return answers.count(wanted, now)

    def clusters(self, wanted: Filter, now: datetime) -> int:
        """How many stories the documents of a filter tell, of those that are told of."""
        with self._answering() as answers:
            return answers.clusters(wanted, now)

    def rows(self, documents: Sequence[int]) -> list[Row]:
        """In the order given; those that are not there are left out."""
        wanted = msgspec.json.encode(list(documents)).decode()
        found = {row[0]: decoding.row(row) for row in self._ask(queries.ROWS, wanted)}
        return [found[number] for number in documents if number in found]

    def actor_counts(
        self, wanted: Filter, now: datetime, limit: int = 200, buckets: int = 8, span: timedelta = _DAY
    ) -> list[ActorCount]:
        """Most first; a document counts for all that its actors belong to. The trend covers the span up to now."""
        with self._answering() as answers:
            return answers.actor_counts(wanted, now, limit, buckets, span)

    def region_counts(self, wanted: Filter, now: datetime) -> Sequence[RegionCount]:
        """Every region of a document in the filter and every one around it, most first."""
        with self._answering() as answers:
            return answers.region_counts(wanted, now)

    def event_counts(self, wanted: Filter, now: datetime) -> list[Count]:
        """By kind, most first; a document counts once for each of its kinds."""
        with self._answering() as answers:
            return answers.event_counts(wanted, now)

    def source_counts(self, wanted: Filter, now: datetime) -> list[Count]:
        """By source, its uri the id, most first."""
        with self._answering() as answers:
            return answers.source_counts(wanted, now)

    def points(self, wanted: Filter, now: datetime) -> Points:
        """Where documents of a filter are, by the regions that they name themselves and that have coordinates."""
        with self._answering() as answers:
            return answers.points(wanted, now)

    def matrix(self, wanted: Filter, now: datetime, across: Across = "actor", most: int = 20) -> Matrix:
        """How many documents name both of two actors, or an actor and a region itself, of the most named."""
        with self._answering() as answers:
            return answers.matrix(wanted, now, across, most)

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
        with self._answering() as answers:
            return answers.histogram(wanted, now, span, buckets)

    def histograms(self, wanted: Filter, now: datetime, span: timedelta, buckets: int) -> dict[EventClass, list[int]]:
        """The same of the documents that tell events of each class; one may count in several."""
        with self._answering() as answers:
            return answers.histograms(wanted, now, span, buckets)

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

    def sources(self, *, counted: bool = True) -> list[Health]:
        """All sources that ever came, the first first; with their documents counted or not."""
        with self.moment():
            counts = {c.id: c.count for c in self.source_counts(Filter(), _ANY_TIME)} if counted else {}
            rows = self._ask(queries.SOURCES)
        found = [decoding.health((*row[:9], counts.get(row[2], 0), row[9])) for row in rows]
        return found if counted else [replace(health, counted=False) for health in found]

    def set_aside(self, source_uri: str | None = None) -> list[Unreadable]:
        """Documents that could not be taken, the newest first, of one source or of all."""
        where, values = ("", ()) if source_uri is None else ("WHERE s.uri = ?", (plain(source_uri),))
        order = "ORDER BY a.since DESC, s.id, a.uri"
        return [decoding.unreadable(row) for row in self._ask(f"{queries.SET_ASIDE} {where} {order}", *values)]

    def feeds(self) -> dict[str, bytes]:
        """What is known of how to ask each feed again, by the uri of its source."""
        return dict(self._ask(queries.FEEDS))

    def totals(self) -> Totals:
        """Of the whole archive."""
        with self._answering() as answers:
            return answers.totals()

    def changed(self) -> bool:
        """Whether anyone wrote since the last time this was asked, or since opening."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def _data_version(self) -> int:
        value: int = self._ask("PRAGMA data_version")[0][0]
        return value

    def _ask(self, sql: str, *values: str | int | bytes) -> list[Any]:
        with naming_errors(self.path):
            return self._connection.execute(sql, values).fetchall()
