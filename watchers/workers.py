"""Worker processes, each on a channel of its own: one document has its time and memory, and costs nobody but itself."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from watchers import worker
from watchers.document import Analysis, Arrival, Document, Report
from watchers.errors import LexiconError, UnreadableError
from watchers.reading.parts import parts

if TYPE_CHECKING:
    from pebble import ProcessPool

    from watchers.analysis.own import Taken

T = TypeVar("T")

_MOST = 8
_START_SECONDS = 60.0
_LIVES = 2
"""Workers a document may cost before it is set aside; the first may have died of something else."""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """`count` 0 means one for each core; `seconds` and `megabytes` bound one document.

    `own` is the folder of the analyst's files; `home` is where documents come from that were read before.

    Each worker is a pool of one: workers that share a channel can lose each other's documents when one is killed.
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
        self._lexicon, self._own, self._home = lexicon, own, home
        self._seconds, self._megabytes = seconds, megabytes
        self._all: set[ProcessPool] = set()
        self._free: asyncio.Queue[ProcessPool] = asyncio.Queue()
        self._closed = False

    async def start(self) -> None:
        """Starts every worker and waits for the first. Raises LexiconError."""
        pools = [self._hire() for _ in range(self.count)]
        try:
            warm = [pool.schedule(worker.ready) for pool in pools]
            problem = await asyncio.wait_for(asyncio.wrap_future(warm[0]), _START_SECONDS)
        except (TimeoutError, OSError, RuntimeError) as error:
            raise LexiconError(self._lexicon, "no worker process could open it.") from error
        if problem:
            raise LexiconError(self._lexicon, problem)
        for pool in pools:
            self._free.put_nowait(pool)

    async def read_and_tag(self, arrival: Arrival) -> tuple[Report, ...]:
        """The arrival's documents; waits for a free worker. Raises UnreadableError."""
        tagged = await self._asked(arrival.name, worker.tag_arrival, arrival)
        names = parts([document for document, _, _ in tagged])
        unseen = replace(arrival, file_state=None)  # the file counts as taken with its last document
        arrivals = [unseen] * (len(tagged) - 1) + [arrival]
        return tuple(Report(came, *each, part) for came, each, part in zip(arrivals, tagged, names, strict=True))

    async def tag(self, document: Document, name: str, received: datetime) -> Analysis:
        """What is told about a document that was read before; waits as `read_and_tag` does. Raises UnreadableError."""
        return await self._asked(name, worker.tag_document, document, name, received)

    async def take_over(self) -> Taken:
        """What came of taking the analyst's files over; the others do so before their next document.

        Waits as `read_and_tag` does. Raises UnreadableError.
        """
        return await self._asked("the analyst's own lexicon", worker.take_over)

    async def _asked(self, name: str, work: Callable[..., T], *arguments: object) -> T:
        pool = await self._free.get()
        try:
            for _ in range(_LIVES):
                try:
                    return await self._answer(pool, work, arguments)
                except TimeoutError:
                    raise self._too_slow(name) from None
                except (OSError, RuntimeError):  # the worker has died
                    pool = await self._replaced(pool)
        finally:
            self._free.put_nowait(pool)
        reason = "The worker process died of it twice, most likely of its size."
        raise worker.unreadable(name, reason, "Split the file, or save its text as .txt.")

    async def close(self) -> None:
        """Ends all workers at once, whatever they have in hand."""
        self._closed = True
        await asyncio.gather(*(asyncio.to_thread(_stop, pool) for pool in self._all))
        self._all.clear()

    async def _answer(self, pool: ProcessPool, work: Callable[..., T], arguments: tuple[object, ...]) -> T:
        if self._closed:
            raise asyncio.CancelledError
        answer = asyncio.wrap_future(pool.schedule(work, args=arguments, timeout=self._seconds))
        try:
            done, _ = await asyncio.wait([answer], timeout=self._seconds + _START_SECONDS)
        finally:
            answer.cancel()
        if not done:
            raise BrokenProcessPool("The pool has lost a document.")
        result: T = answer.result()
        return result

    async def _replaced(self, broken: ProcessPool) -> ProcessPool:
        """Another worker in the place of one that died, on a new channel, whose locks nobody has taken along."""
        self._all.discard(broken)
        pool = self._hire()
        await asyncio.to_thread(_stop, broken)
        return pool

    def _hire(self) -> ProcessPool:
        from pebble import ProcessPool

        pool = ProcessPool(
            max_workers=1,
            initializer=worker.prepare,
            initargs=(self._lexicon, self._own, self._home, self._megabytes, self._seconds),
            context=multiprocessing.get_context("spawn"),
        )
        self._all.add(pool)
        return pool

    def _too_slow(self, name: str) -> UnreadableError:
        reason = f"It took longer than {self._seconds:g} s to read and tag."
        advice = "Split the file, or raise read_seconds in the settings."
        return worker.unreadable(name, reason, advice)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
