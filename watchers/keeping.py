"""The archive in its one writing thread: what must be kept is tried until it is."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from watchers.archive.holding import Holding
from watchers.archive.rows import Stored
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.errors import ArchiveError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keeping:
    """Why nothing can be kept at the moment, how many documents wait in memory for it, and what was last mended."""

    problem: str | None = None
    waiting: int = 0
    remark: str | None = None


_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_LOOK_SECONDS = 1.0
"""How often it is looked whether the archive's file is still there, though nothing is to be kept."""
_TOGETHER = 64
"""Reports of one transaction."""


class Keeper:
    """`problem` is why nothing can be kept at the moment, or None; `noticed` is called when that changes.

    Each source waits until what it brought is kept before it brings more, which bounds what waits in memory; what it
    did not bring yet it finds again.
    """

    def __init__(self, path: Path, noticed: Callable[[], None]) -> None:
        self.problem: str | None = None
        self._reason: str | None = None
        self._path, self._noticed = path, noticed
        self._thread = ThreadPoolExecutor(1, "archive")
        self._holding: Holding | None = None
        self._waiting: deque[tuple[Report, asyncio.Future[Stored]]] = deque()
        self._storing: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._at_hand = 0

    @property
    def keeping(self) -> Keeping:
        """How it fares; the remark is of an archive that was moved, deleted or replaced."""
        return Keeping(self._reason, self._at_hand, self._holding.remark if self._holding else None)

    async def open(self) -> None:
        """Raises ArchiveError."""
        self._holding = await self._in_thread(Holding, self._path)
        self._looking = asyncio.create_task(self._look_on())

    async def close(self) -> None:
        """After what is being written."""
        holding, self._holding = self._holding, None
        for task in (self._storing, self._looking):
            if task:
                task.cancel()
        closing = self._thread.submit(holding.close) if holding else None
        self._thread.shutdown(wait=False)
        if closing:
            await asyncio.shield(asyncio.wrap_future(closing))

    async def ask(self, work: Callable[[Archive], T]) -> T:
        """Once. Raises ArchiveError."""
        if self._holding is None:
            raise asyncio.CancelledError
        return await self._in_thread(self._holding.do, work)

    async def keep(self, work: Callable[[Archive], T]) -> T:
        """Until it is kept; raises at once the ArchiveError that no waiting would mend."""
        pause = _FIRST_PAUSE
        while True:
            try:
                result = await self.ask(work)
            except ArchiveError as error:
                if not error.transient:
                    raise
                self._note(error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                self._note(None)
                return result

    def store(self, report: Report) -> asyncio.Future[Stored]:
        """Begins to keep a report, in the order of the calls: those that wait for a transaction have the next together.

        Its result as of `keep`.
        """
        future: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        self._at_hand += 1
        future.add_done_callback(self._done)
        self._waiting.append((report, future))
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_on())
        return future

    def _done(self, _: asyncio.Future[Stored]) -> None:
        self._at_hand -= 1

    async def _store_on(self) -> None:
        try:
            while self._waiting:
                some = [self._waiting.popleft() for _ in range(min(len(self._waiting), _TOGETHER))]
                await self._store_some([one for one in some if not one[1].cancelled()])
        finally:
            self._storing = None

    async def _store_some(self, some: Sequence[tuple[Report, asyncio.Future[Stored]]]) -> None:
        """What the archive refuses is kept from the others."""
        reports = [report for report, _ in some]
        try:
            stored = await self.keep(lambda archive: archive.store_all(reports))
        except Exception as error:
            if len(some) == 1:
                _refuse(some[0][1], error)
            else:
                for one in some:
                    await self._store_some([one])
        else:
            for (_, future), result in zip(some, stored, strict=True):
                if not future.done():
                    future.set_result(result)

    async def _look_on(self) -> None:
        """An archive that is gone is told of at once, and one that is back is taken up, though nothing comes in."""
        gone: ArchiveError | None = None
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                await self.ask(_nothing)
            except ArchiveError as error:
                gone = error
                self._note(error)
            else:
                if gone and str(gone) == self.problem:
                    self._note(None)
                gone = None

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _note(self, error: ArchiveError | None) -> None:
        problem = str(error) if error else None
        if problem != self.problem:
            self.problem, self._reason = problem, error.problem if error else None
            self._noticed()


def _refuse(future: asyncio.Future[Stored], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


def _nothing(_: Archive) -> None:
    """Has it looked whether the archive is there."""
