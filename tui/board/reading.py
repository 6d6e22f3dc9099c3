"""The thread that asks the archive, and what it hands back: one frozen view, so that all panels always agree."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from tui.board import muting
from tui.board.indexing import Indexing, Making
from tui.board.muting import Mute, Out
from watchers.archive.rows import (
    ActorCount,
    ActorFacts,
    Count,
    Health,
    RegionCount,
    RegionFacts,
    Row,
    StoredDocument,
    Totals,
    Version,
    VersionText,
)
from watchers.document import Unreadable
from watchers.filters import Filter, Term
from watchers.filters.moments import since, within

if TYPE_CHECKING:
    from watchers.archive.naming import KnownNames

if TYPE_CHECKING:
    from watchers.archive.index.answers import Made

T = TypeVar("T")
DAY = timedelta(days=1)
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=36_500)
ACTORS = 200
TREND = 8
BUCKETS = 96
AROUND = 60
FIRST = 500
COUNTING = "counting…"
"""What stands where nothing has been counted yet."""


class Reader(Protocol):
    """What the board asks of the archive; made and used in one thread."""

    @property
    def swift(self) -> bool: ...
    @property
    def indexed(self) -> bool: ...
    @property
    def index_due(self) -> bool: ...
    def take(self, made: Made, /) -> None: ...
    def newest(self, wanted: Filter, now: datetime, /, most: int) -> Sequence[int]: ...
    def numbers(self, wanted: Filter, now: datetime, /) -> Sequence[int]: ...
    def count(self, wanted: Filter, now: datetime, /) -> int: ...
    def rows(self, documents: Sequence[int], /) -> list[Row]: ...
    def actor_counts(
        self, wanted: Filter, now: datetime, /, limit: int, buckets: int, span: timedelta
    ) -> list[ActorCount]: ...
    def region_counts(self, wanted: Filter, now: datetime, /) -> Sequence[RegionCount]: ...
    def event_counts(self, wanted: Filter, now: datetime, /) -> list[Count]: ...
    def source_counts(self, wanted: Filter, now: datetime, /) -> list[Count]: ...
    def actor(self, key: str, /) -> ActorFacts | None: ...
    def region(self, key: str, /) -> RegionFacts | None: ...
    def histogram(self, wanted: Filter, now: datetime, /, span: timedelta, buckets: int) -> list[int]: ...
    def document(self, number: int, /) -> StoredDocument | None: ...
    def versions(self, document: int, /) -> list[Version]: ...
    def version_text(self, document: int, number: int, /) -> VersionText | None: ...
    def sources(self, *, counted: bool = True) -> list[Health]: ...
    def set_aside(self, source_uri: str | None = None) -> list[Unreadable]: ...
    def totals(self) -> Totals: ...
    @property
    def last_look(self) -> datetime | None: ...
    def changed(self) -> bool: ...
    def moment(self) -> AbstractContextManager[None]: ...
    def close(self) -> None: ...


class Marks(Protocol):
    """What a person marks; made and used in one thread."""

    def read(self, documents: Iterable[int], read: bool) -> None: ...
    def star(self, documents: Iterable[int], starred: bool) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for; `shown` are documents on the screen now, `anchor` the one under the cursor.

    `mutes` are the saved filters whose documents are not to be shown.
    """

    filter: Filter
    now: datetime
    shown: tuple[int, ...] = ()
    anchor: int | None = None
    mutes: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Everything the panels show of one filter at one moment; `rows` are those a screen needs first.

    `timeline` counts by equal parts of `span`, which ends at `now`. `hidden` documents would fit but for being muted,
    which `muted` lists, and `outs` tells apart; `unread` of the totals leaves muted ones out. One that is not `counted`
    yet has the newest documents alone.
    """

    filter: Filter
    now: datetime
    numbers: Sequence[int]
    rows: tuple[Row, ...]
    actors: tuple[ActorCount, ...]
    regions: Sequence[RegionCount]
    timeline: tuple[int, ...]
    span: timedelta
    sources: tuple[Health, ...]
    totals: Totals
    hidden: int = 0
    muted: Term | None = None
    outs: tuple[Out, ...] = ()
    counted: bool = True


def empty(now: datetime) -> View:
    """What is shown before the archive has answered."""
    return View(Filter(), now, (), (), (), (), (), DAY, (), Totals(0, 0, 0))


def span_of(asked: Filter, now: datetime, last_look: datetime | None = None) -> timedelta:
    """The time that a filter looks back over, a day where it does not say; terms within groups do not count."""
    stretches = [
        [told(value, now, last_look) for value in term.values]
        for term, told in (*((t, since) for t in asked.of("since")), *((t, within) for t in asked.of("on")))
        if not term.negated
    ]
    begins = [min(starts) for each in stretches if (starts := [s.start for s in each if s and s.start])]
    return min(max(now - max(begins), SHORTEST), LONGEST) if begins else DAY


def view(reader: Reader, question: Question, wait: bool = True) -> View:
    """The answer of one moment; where counting takes long, only its newest documents, unless one may `wait`."""
    with reader.moment():
        return _view(reader, question) if wait or reader.swift else _first_view(reader, question)


def _first_view(reader: Reader, question: Question) -> View:
    now, sources = question.now, tuple(reader.sources(counted=False))
    found = muting.outs(question.filter, sources, question.mutes, now)
    asked, span = muting.shown(question.filter, found), span_of(question.filter, now, reader.last_look)
    numbers = reader.newest(asked, now, most=FIRST)
    rows = tuple(reader.rows(_first(numbers, question)))
    nothing = empty(now)
    return replace(
        nothing, filter=question.filter, numbers=numbers, rows=rows, span=span, sources=sources, counted=False
    )


def _view(reader: Reader, question: Question) -> View:
    now, sources = question.now, tuple(reader.sources())
    found = muting.outs(question.filter, sources, question.mutes, now)
    out, asked = muting.together(found), muting.shown(question.filter, found)
    span = span_of(asked, now, reader.last_look)
    numbers = reader.numbers(asked, now)
    return View(
        question.filter,
        now,
        numbers,
        tuple(reader.rows(_first(numbers, question))),
        tuple(reader.actor_counts(asked, now, limit=ACTORS, buckets=TREND, span=span)),
        reader.region_counts(asked, now),
        tuple(reader.histogram(asked, now, span=span, buckets=BUCKETS)),
        span,
        sources,
        _totals(reader, out, now),
        reader.count(question.filter.plus(out), now) if out else 0,
        out,
        muting.counted(found, lambda term: reader.count(question.filter.plus(term), now)),
    )


def _totals(reader: Reader, out: Term | None, now: datetime) -> Totals:
    totals = reader.totals()
    if out is None:
        return totals
    unread = reader.count(Filter((out, Term("is", ("unread",)))), now)
    return replace(totals, unread=totals.unread - unread)


def _first(numbers: Sequence[int], question: Question) -> list[int]:
    wanted = dict.fromkeys(numbers[:AROUND])
    if question.anchor is not None and question.anchor not in wanted:
        try:
            at = numbers.index(question.anchor)
        except ValueError:
            at = 0
        wanted.update(dict.fromkeys(numbers[max(0, at - AROUND) : at + AROUND]))
    return [*wanted, *(number for number in question.shown if number not in wanted)]


class Reading:
    """One reader in a thread of its own, and one pen for marks in another, both opened when first needed.

    `place` says which file the archive is now, None where it is not there: of another one both open anew. Where `index`
    makes one, it is had made when it is due; then `renewed` is called in the loop.
    """

    def __init__(
        self,
        open_reader: Callable[[], Reader],
        open_marks: Callable[[], Marks],
        *,
        place: Callable[[], object] = lambda: None,
        open_names: Callable[[], KnownNames] | None = None,
        index: Callable[[bool], Making] | None = None,
    ) -> None:
        self._open_reader, self._open_marks, self._place = open_reader, open_marks, place
        self.open_names = open_names
        self._read_of: object = None
        self._marked_in: object = None
        self._indexing = Indexing(index, self._made) if index else None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.renewed: Callable[[], None] = lambda: None
        self._reader: Reader | None = None
        self._pen: Marks | None = None
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-reader")
        self._marking = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-marks")

    async def ask(self, question: Callable[[Reader], T]) -> T:
        """The answer of the reader. Raises ArchiveError as the reader does."""
        self._loop = asyncio.get_running_loop()
        return await self._loop.run_in_executor(self._desk, self._answer, question)

    async def view(self, question: Question) -> View:
        """The same of a view; while an index is on its way, one is not waited for. Raises ArchiveError."""
        return await self.ask(lambda reader: view(reader, question, wait=self._indexing is None))

    async def mark(self, change: Callable[[Marks], None]) -> None:
        """Makes a change of marks. Raises ArchiveError as the pen does."""
        await asyncio.get_running_loop().run_in_executor(self._marking, self._write, change)

    def _answer(self, question: Callable[[Reader], T]) -> T:
        now = self._place()
        if self._reader is not None and now is not None and now != self._read_of:
            self._reader.close()
            self._reader = None
        if self._reader is None:
            self._reader, self._read_of = self._open_reader(), now
        answer = question(self._reader)
        if self._indexing and self._reader.index_due:
            self._indexing.start(self._reader.indexed)
        return answer

    def _made(self, made: Made | None) -> None:
        """In the index's thread."""
        with suppress(RuntimeError):  # the board is being closed
            self._desk.submit(self._take, made)

    def _take(self, made: Made | None) -> None:
        """Without an index, counting is waited for, and none is made again."""
        if made is None:
            self._indexing = None
        elif self._reader is not None:
            self._reader.take(made)
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.renewed)

    def _write(self, change: Callable[[Marks], None]) -> None:
        now = self._place()
        if self._pen is not None and now != self._marked_in:
            self._pen.close()
            self._pen = None
        if self._pen is None:
            self._pen, self._marked_in = self._open_marks(), now
        change(self._pen)

    def close(self) -> None:
        """Ends all threads when what they are at is done; waits for it."""
        if indexing := self._indexing:
            indexing.close()
        self._desk.submit(self._shut)
        self._desk.shutdown(wait=True)
        if self._pen is not None:
            self._marking.submit(self._pen.close)
        self._marking.shutdown(wait=True)

    def _shut(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
