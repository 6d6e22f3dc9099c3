"""The archive in its one writing thread: what must be kept is tried until it is."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from watchers.archive import Archive
from watchers.archive.rows import Stored
from watchers.document import Report
from watchers.errors import ArchiveError

T = TypeVar("T")

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_TOGETHER = 64
"""Reports of one transaction."""


class Keeper:
    """`problem` is why nothing can be kept at the moment, or None; `noticed` is called when that changes."""

    def __init__(self, path: Path, noticed: Callable[[], None]) -> None:
        self.problem: str | None = None
        self._path, self._noticed = path, noticed
        self._thread = ThreadPoolExecutor(1, "archive")
        self._archive: Archive | None = None
        self._waiting: deque[tuple[Report, asyncio.Future[Stored]]] = deque()
        self._storing: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Raises ArchiveError."""
        self._archive = await self._in_thread(Archive.open, self._path)

    async def close(self) -> None:
        """After what is being written."""
        archive, self._archive = self._archive, None
        if self._storing:
            self._storing.cancel()
        closing = self._thread.submit(archive.close) if archive else None
        self._thread.shutdown(wait=False)
        if closing:
            await asyncio.shield(asyncio.wrap_future(closing))

    async def ask(self, work: Callable[[Archive], T]) -> T:
        """Once. Raises ArchiveError."""
        if self._archive is None:
            raise asyncio.CancelledError
        return await self._in_thread(work, self._archive)

    async def keep(self, work: Callable[[Archive], T]) -> T:
        """Until it is kept; raises at once the ArchiveError that no waiting would mend."""
        pause = _FIRST_PAUSE
        while True:
            try:
                result = await self.ask(work)
            except ArchiveError as error:
                if not error.transient:
                    raise
                self._note(str(error))
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
        self._waiting.append((report, future))
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_on())
        return future

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

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _note(self, problem: str | None) -> None:
        if problem != self.problem:
            self.problem = problem
            self._noticed()


def _refuse(future: asyncio.Future[Stored], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
