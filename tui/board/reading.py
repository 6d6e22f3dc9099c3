"""The thread that asks the archive, and what it hands back: one frozen view, so that all panels always agree."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from tui.board import muting
from tui.board.muting import Mute, Out
from watchers.archive.rows import (
    ActorCount,
    ActorFacts,
    Count,
    Health,
    RegionCount,
    RegionFacts,
    Related,
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

T = TypeVar("T")
DAY = timedelta(days=1)
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=36_500)
ACTORS = 200
TREND = 8
BUCKETS = 96
AROUND = 60


class Reader(Protocol):
    """What the board asks of the archive; made and used in one thread."""

    def numbers(self, wanted: Filter, now: datetime, /) -> array[int]: ...
    def rows(self, documents: Sequence[int], /) -> list[Row]: ...
    def actor_counts(
        self, wanted: Filter, now: datetime, /, limit: int, buckets: int, span: timedelta
    ) -> list[ActorCount]: ...
    def region_counts(self, wanted: Filter, now: datetime, /) -> list[RegionCount]: ...
    def event_counts(self, wanted: Filter, now: datetime, /) -> list[Count]: ...
    def source_counts(self, wanted: Filter, now: datetime, /) -> list[Count]: ...
    def actor(self, key: str, /) -> ActorFacts | None: ...
    def region(self, key: str, /) -> RegionFacts | None: ...
    def histogram(self, wanted: Filter, now: datetime, /, span: timedelta, buckets: int) -> list[int]: ...
    def document(self, number: int, /) -> StoredDocument | None: ...
    def versions(self, document: int, /) -> list[Version]: ...
    def version_text(self, document: int, number: int, /) -> VersionText | None: ...
    def original(self, number: int, /) -> bytes | None: ...
    def related(self, number: int, /) -> list[Related]: ...
    def sources(self) -> list[Health]: ...
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
    def note(self, document: int, text: str, when: datetime) -> None: ...
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
    which `muted` lists, and `outs` tells apart; `unread` of the totals leaves muted ones out.
    """

    filter: Filter
    now: datetime
    numbers: array[int]
    rows: tuple[Row, ...]
    actors: tuple[ActorCount, ...]
    regions: tuple[RegionCount, ...]
    timeline: tuple[int, ...]
    span: timedelta
    sources: tuple[Health, ...]
    totals: Totals
    hidden: int = 0
    muted: Term | None = None
    outs: tuple[Out, ...] = ()


def empty(now: datetime) -> View:
    """What is shown before the archive has answered."""
    return View(Filter(), now, array("q"), (), (), (), (), DAY, (), Totals(0, 0, 0))


def span_of(asked: Filter, now: datetime, last_look: datetime | None = None) -> timedelta:
    """The time that a filter looks back over, a day where it does not say; terms within groups do not count."""
    stretches = [
        [told(value, now, last_look) for value in term.values]
        for term, told in (*((t, since) for t in asked.of("since")), *((t, within) for t in asked.of("on")))
        if not term.negated
    ]
    begins = [min(starts) for each in stretches if (starts := [s.start for s in each if s and s.start])]
    return min(max(now - max(begins), SHORTEST), LONGEST) if begins else DAY


def view(reader: Reader, question: Question) -> View:
    """The answer of one moment."""
    with reader.moment():
        return _view(reader, question)


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
        tuple(reader.region_counts(asked, now)),
        tuple(reader.histogram(asked, now, span=span, buckets=BUCKETS)),
        span,
        sources,
        _totals(reader, out, now),
        len(reader.numbers(question.filter.plus(out), now)) if out else 0,
        out,
        muting.counted(found, lambda term: len(reader.numbers(question.filter.plus(term), now))),
    )


def _totals(reader: Reader, out: Term | None, now: datetime) -> Totals:
    totals = reader.totals()
    if out is None:
        return totals
    unread = reader.numbers(Filter((out, Term("is", ("unread",)))), now)
    return replace(totals, unread=totals.unread - len(unread))


def _first(numbers: array[int], question: Question) -> list[int]:
    wanted = dict.fromkeys(numbers[:AROUND])
    if question.anchor is not None and question.anchor not in wanted:
        try:
            at = numbers.index(question.anchor)
        except ValueError:
            at = 0
        wanted.update(dict.fromkeys(numbers[max(0, at - AROUND) : at + AROUND]))
    return [*wanted, *(number for number in question.shown if number not in wanted)]


class Reading:
    """One reader in a thread of its own, and one pen for marks in another, both opened when first needed."""

    def __init__(
        self,
        open_reader: Callable[[], Reader],
        open_marks: Callable[[], Marks],
        place: Callable[[], object] = lambda: None,
        open_names: Callable[[], KnownNames] | None = None,
    ) -> None:
        """`place` says which file the archive is now, None where it is not there: of another one both open anew."""
        self._open_reader, self._open_marks, self._place = open_reader, open_marks, place
        self.open_names = open_names
        self._read_of: object = None
        self._marked_in: object = None
        self._reader: Reader | None = None
        self._pen: Marks | None = None
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-reader")
        self._marking = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-marks")

    async def ask(self, question: Callable[[Reader], T]) -> T:
        """The answer of the reader. Raises ArchiveError as the reader does."""
        return await asyncio.get_running_loop().run_in_executor(self._desk, self._answer, question)

    async def mark(self, change: Callable[[Marks], None]) -> None:
        """Makes a change of marks. Raises ArchiveError as the pen does."""
        await asyncio.get_running_loop().run_in_executor(self._marking, self._write, change)

    def _answer(self, question: Callable[[Reader], T]) -> T:
        now = self._place()
        if self._reader is not None and now is not None and now != self._read_of:
            self._shut()
        if self._reader is None:
            self._reader, self._read_of = self._open_reader(), now
        return question(self._reader)

    def _write(self, change: Callable[[Marks], None]) -> None:
        now = self._place()
        if self._pen is not None and now != self._marked_in:
            self._pen.close()
            self._pen = None
        if self._pen is None:
            self._pen, self._marked_in = self._open_marks(), now
        change(self._pen)

    def close(self) -> None:
        """Ends both threads when what they are at is done; waits for it."""
        self._desk.submit(self._shut)
        self._desk.shutdown(wait=True)
        if self._pen is not None:
            self._marking.submit(self._pen.close)
        self._marking.shutdown(wait=True)

    def _shut(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
