"""Worker processes: they answer in portions; one document has its time and memory, and costs nobody but itself."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from watchers import worker
from watchers.clean import clean_line
from watchers.document import Analysis, Arrival, Document, Report
from watchers.errands import Call, Errand, Waiting
from watchers.errors import LexiconError, UnreadableError
from watchers.portions import Portion, Told
from watchers.reading import remarked
from watchers.seat import Bounds, GivenUpError, Seat
from watchers.sources.feeds.news import Asked, Visited

if TYPE_CHECKING:
    from watchers.analysis.own import Taken

T = TypeVar("T")

_MOST = 8
_LIVES = 2
"""Workers a document may cost before it is set aside; the first may have died of something else."""
_IN_HAND = 2
"""Arrivals of many documents that one worker has in hand at a time."""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """`count` 0 means one for each core; `seconds` and `megabytes` bound one document.

    `own` is the folder of the analyst's files; `home` is where documents come from that were read before.
    """

    def __init__(
        self,
        lexicon: Path,
        count: int = 0,
        seconds: float = 20.0,
        megabytes: int = 1024,
        *,
        own: Path | None = None,
        home: str | None = None,
    ) -> None:
        self.count = count or min(cores(), _MOST)
        self._bounds = Bounds(lexicon, seconds, megabytes, own, home)
        self._waiting = Waiting()
        self._seats: list[Seat] = []
        self._serving: list[asyncio.Task[None]] = []
        self._work = asyncio.Event()
        self._in_hand: set[Errand | Call] = set()
        self._closed = False

    async def start(self) -> None:
        """Starts every worker and waits for the first. Raises LexiconError."""
        self._seats = [Seat(self._bounds) for _ in range(self.count)]
        for seat in self._seats:
            seat.warm()
        try:
            problem = await self._seats[0].ready()
        except GivenUpError as error:
            raise LexiconError(self._bounds.lexicon, "no worker process could open it.") from error
        if problem:
            raise LexiconError(self._bounds.lexicon, problem)
        self._serving = [asyncio.create_task(self._serve(seat)) for seat in self._seats]

    async def close(self) -> None:
        """Ends all workers at once, whatever they have in hand."""
        self._closed = True
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*(seat.close() for seat in self._seats), *self._serving, return_exceptions=True)
        for asked in [*self._waiting.drop(), *self._in_hand]:
            _drop(asked)

    async def read_and_tag(self, arrival: Arrival) -> AsyncIterator[Report]:
        """The arrival's documents as they come. Raises UnreadableError after those that lie before what is wrong.

        Only the last has the arrival's file state: with it the file counts as taken.
        """
        errand = Errand(next(_numbers), arrival, self._work.set)
        self._put(errand)
        unseen = replace(arrival, file_state=None)
        held: Told | None = None
        several = False
        try:
            while (told := await errand.next()) is not None:
                if held is not None:
                    several = True
                    yield _report(unseen, held, held.part)
                held = told
            if held is not None:
                whole = replace(held, document=remarked(held.document, errand.remarks))
                yield _report(arrival, whole, held.part if several else "")
        except UnreadableError as error:
            if held is None:
                raise
            yield _report(unseen, held, held.part)
            raise _after(error, errand.told) from None
        finally:
            errand.drop()

    async def tag(self, document: Document, name: str, received: datetime) -> Analysis:
        """What is told about a document that was read before; waits for a free worker. Raises UnreadableError."""
        return await self._asked(name, worker.tag_document, document, name, received)

    async def visit(
        self, arrival: Arrival, history: bytes | None, since: datetime | None, again: frozenset[str]
    ) -> Visited:
        """What is news in a feed; waits for a free worker. Raises UnreadableError."""
        return await self._asked(arrival.name, worker.visit, arrival, history, since, again)

    async def page(self, arrival: Arrival) -> Document:
        """The main text of a page; waits for a free worker. Raises UnreadableError."""
        return await self._asked(arrival.name, worker.page, arrival)

    async def tag_news(self, news: Sequence[Asked]) -> list[tuple[str, Analysis]]:
        """The titles of a few documents, and what is told about them; waits as others do. Raises UnreadableError."""
        return await self._asked(news[0][1], worker.tag_news, news)

    async def take_over(self) -> Taken:
        """What came of taking the analyst's files over; the others do so before their next document.

        Waits for a free worker. Raises UnreadableError.
        """
        return await self._asked("the analyst's own lexicon", worker.take_over)

    # ----------------------------------------------------------------------------------------------- asking them
    async def _asked(self, name: str, work: Callable[..., T], *arguments: object) -> T:
        call = Call(name, work, arguments)
        self._put(call)
        answer: T = await call.answer
        return answer

    def _put(self, asked: Errand | Call) -> None:
        if self._closed:
            raise asyncio.CancelledError
        self._waiting.put(asked)
        self._work.set()

    async def _serve(self, seat: Seat) -> None:
        """What waits and what is in hand take turns, so that a large archive keeps nobody waiting."""
        held: list[Errand] = []
        fresh = True
        while True:
            held = [errand for errand in held if not errand.ended]
            more = next((errand for errand in held if errand.has_room), None)
            fresh = len(held) < _IN_HAND and (more is None or not fresh)
            taken = self._waiting.take(self.count) if fresh else None
            if taken is None and more is None:
                self._work.clear()
                await self._work.wait()
            elif isinstance(taken, Call):
                held = await self._call(seat, taken, held)
            else:
                held = await self._portion(seat, taken or [], more, held)

    async def _portion(self, seat: Seat, new: list[Errand], more: Errand | None, held: list[Errand]) -> list[Errand]:
        """What the worker has in hand afterwards, the one that had its turn last."""
        errands = {errand.number: errand for errand in [*held, *new]}
        given = [errand.given for errand in new]
        self._in_hand.update(new)
        try:
            portion: Portion = await seat.ask(worker.portion, (given, more.number if more else 0, list(errands)))
        except GivenUpError as given_up:
            self._give_up(given_up, list(errands.values()))
            return []
        for number, said in portion.said:
            errands[number].say(said)
        self._put_back([errand for errand in new if errand.number in portion.unbegun])
        self._in_hand -= {errand for errand in errands.values() if errand.ended}
        left = [errand for errand in errands.values() if not errand.ended and errand.number not in portion.unbegun]
        return sorted(left, key=lambda errand: errand is more)

    async def _call(self, seat: Seat, call: Call, held: list[Errand]) -> list[Errand]:
        self._in_hand.add(call)
        try:
            answer = await seat.ask(call.work, call.arguments)
        except GivenUpError as given_up:
            self._give_up(given_up, [call, *held])
            return []
        except UnreadableError as error:
            _refuse(call, error)
        except Exception as error:  # an answer that cannot be sent; the worker itself is well
            reason = f"Its answer was lost ({type(error).__name__}: {clean_line(str(error), 120)})."
            _refuse(call, worker.unreadable(call.name, reason, worker.REPORT_IT))
        else:
            _answer(call, answer)
        self._in_hand.discard(call)
        return held

    # ------------------------------------------------------------------------------------------ what goes wrong
    def _give_up(self, given_up: GivenUpError, asked: Sequence[Errand | Call]) -> None:
        """What the worker was at is refused or has a life less; all others wait again."""
        blamed = [one for one in asked if isinstance(one, Errand) and one.number == given_up.number] or asked[:1]
        for one in blamed:
            one.deaths += 1
            if given_up.slow:
                _refuse(one, self._too_slow(_name(one), _place(given_up, one)), given_up.document)
            elif one.deaths >= _LIVES:
                _refuse(one, _deadly(_name(one), _place(given_up, one)), given_up.document)
        self._put_back([one for one in asked if not one.ended])

    def _put_back(self, asked: Sequence[Errand | Call]) -> None:
        self._in_hand.difference_update(asked)
        self._waiting.put_back(asked)
        if asked:
            self._work.set()

    def _too_slow(self, name: str, place: str) -> UnreadableError:
        reason = f"It took longer than {self._bounds.seconds:g} s to read and tag{place}."
        advice = "Split the file, or raise read_seconds in the settings."
        return worker.unreadable(name, reason, advice)


def _deadly(name: str, place: str) -> UnreadableError:
    reason = f"The worker process died of it twice{place}, most likely of its size."
    return worker.unreadable(name, reason, "Split the file, or save its text as .txt.")


def _name(asked: Errand | Call) -> str:
    return asked.arrival.name if isinstance(asked, Errand) else asked.name


def _place(given_up: GivenUpError, asked: Errand | Call) -> str:
    several = isinstance(asked, Errand) and given_up.document > 1
    return f", at its document {given_up.document:,}" if several else ""


def _after(error: UnreadableError, told: int) -> UnreadableError:
    kept = "The document before that is kept." if told == 1 else f"The {told:,} documents before that are kept."
    return UnreadableError(error.name, f"{error.reason} {kept}", error.advice)


def _report(arrival: Arrival, told: Told, part: str) -> Report:
    return Report(arrival, told.document, told.title, told.analysis, part)


def _refuse(asked: Errand | Call, error: UnreadableError, reached: int = 0) -> None:
    if isinstance(asked, Errand):
        asked.refuse(error, reached)
    elif not asked.ended:
        asked.answer.set_exception(error)


def _answer(call: Call, answer: object) -> None:
    if not call.ended:
        call.answer.set_result(answer)


def _drop(asked: Errand | Call) -> None:
    if isinstance(asked, Errand):
        asked.drop()
    else:
        asked.answer.cancel()


_numbers = count(1)
"""Of arrivals, so that what a worker still says of an earlier one is nobody else's."""
