"""One worker process that is asked one thing at a time, killed when it takes too long, replaced when it dies."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from watchers import worker

if TYPE_CHECKING:
    from pebble import ProcessPool

START_SECONDS = 60.0
LOOK_SECONDS = 0.25
"""How often each pool looks after its worker: often enough for a time limit, seldom enough to cost nothing idle."""


class GivenUpError(Exception):
    """The worker was `slow` and is killed, or has died, of what it was asked or of something else.

    `number` is that of the arrival it had in hand, 0 where that is not known, `document` which of its documents.
    """

    def __init__(self, number: int, document: int, *, slow: bool) -> None:
        self.number, self.document, self.slow = number, document, slow
        super().__init__(number, document)


@dataclass(frozen=True, slots=True)
class Bounds:
    """`lexicon` is a folder; `own` that of the analyst's files; `seconds` and `megabytes` bound one document.

    `home` is where documents come from that were read before.
    """

    lexicon: Path
    seconds: float
    megabytes: int
    own: Path | None = None
    home: str | None = None

    @property
    def portion(self) -> float:
        """Seconds after which a worker answers with what it has."""
        return min(1.0, self.seconds / 2)


class Seat:
    """A pool of one: workers that share a channel can lose each other's documents when one is killed."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._reached = RawArray("q", 2)
        self._pool = self._hire()
        self._closed = False

    def warm(self) -> None:
        """Has the worker open the lexicon; what it is asked meanwhile waits for that."""
        self._scheduled(worker.ready)

    async def ready(self) -> str | None:
        """Why the worker cannot tag, or None. Raises GivenUpError."""
        problem: str | None = await self._answer(self._scheduled(worker.ready), START_SECONDS)
        return problem

    async def ask(self, work: Callable[..., Any], arguments: Sequence[object]) -> Any:
        """The worker's answer, or its exception. Raises GivenUpError, and has another worker then."""
        seconds = self._bounds.seconds + self._bounds.portion
        self._reached[0] = 0
        try:
            asked = self._scheduled(work, args=list(arguments), timeout=seconds)
            return await self._answer(asked, seconds + START_SECONDS)
        except GivenUpError as given_up:
            if not given_up.slow and not self._closed:
                await self._replace()
            raise

    async def close(self) -> None:
        """Ends the worker, whatever it has in hand."""
        self._closed = True
        await asyncio.to_thread(_stop, self._pool)

    def _scheduled(self, work: Callable[..., Any], **how: Any) -> Any:
        """A worker begun now never hears ^C, which is for its parent, not even while it imports."""
        resource_tracker.ensure_running()  # begun later, it would let the signal through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.schedule(work, **how)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    async def _answer(self, asked: Any, patience: float) -> Any:
        """A pool that does not answer at all has lost what it was asked."""
        answer = asyncio.wrap_future(asked)
        try:
            done, _ = await asyncio.wait([answer], timeout=patience)
        finally:
            answer.cancel()
        try:
            return answer.result() if done else self._give_up(slow=False)
        except TimeoutError:
            self._give_up(slow=True)
        except (OSError, RuntimeError):
            self._give_up(slow=False)

    def _give_up(self, *, slow: bool) -> NoReturn:
        raise GivenUpError(self._reached[0], self._reached[1], slow=slow) from None

    async def _replace(self) -> None:
        """On a new channel, whose locks nobody has taken along."""
        broken, self._pool = self._pool, self._hire()
        await asyncio.to_thread(_stop, broken)

    def _hire(self) -> ProcessPool:
        from pebble import CONSTS, ProcessPool

        CONSTS.sleep_unit = LOOK_SECONDS
        bounds = self._bounds
        self._reached[0] = 0
        return ProcessPool(
            max_workers=1,
            initializer=worker.prepare,
            initargs=(bounds.lexicon, bounds.own, bounds.home, bounds.megabytes, bounds.seconds, self._reached),
            context=multiprocessing.get_context("spawn"),
        )


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
