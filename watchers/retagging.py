"""Tags what an archive holds again: newest first, in the worker processes, each document written when it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from watchers.archive.changes import Change, change
from watchers.archive.reader import Reader
from watchers.archive.rows import Reread
from watchers.document import Analysis, Document
from watchers.errors import ArchiveError, UnreadableError
from watchers.filters import Filter
from watchers.keeping import Keeper
from watchers.retagged import Count, Failure, Retagged
from watchers.workers import Workers

T = TypeVar("T")
_PAUSE = 0.2
_DAMAGED = UnreadableError("", "What the archive kept of it is damaged.", "Take it in again from where it came.")

TagDocument = Callable[[Document, str, datetime], Awaitable[Analysis]]
"""Document, name and receipt to analysis. Raises UnreadableError."""
Keep = Callable[[int, int, Analysis], Awaitable[Change | None]]
"""Document number, version and analysis to what changes by it; None where that version is no longer the current one."""


class _Desk:
    """A reader of the archive in a thread of its own."""

    def __init__(self, reader: Reader, thread: ThreadPoolExecutor) -> None:
        self._reader, self._thread = reader, thread

    async def ask(self, question: Callable[[Reader], T]) -> T:
        """Raises ArchiveError."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, question, self._reader)


@asynccontextmanager
async def _desk(path: Path) -> AsyncIterator[_Desk]:
    thread = ThreadPoolExecutor(1, "re-tagging")
    try:
        reader = await asyncio.get_running_loop().run_in_executor(thread, Reader.open, path)
        try:
            yield _Desk(reader, thread)
        finally:
            thread.submit(reader.close)
    finally:
        thread.shutdown(wait=False)


async def at_once() -> None:
    """Nothing is more urgent."""


class Retagging:
    """One round over an archive, `hands` documents at a time; it may be cancelled at any moment, and begun again.

    Without `keep` it only counts. `calm` is awaited before each document, `told` called after it.
    """

    def __init__(
        self,
        path: Path,
        tag: TagDocument,
        keep: Keep | None,
        hands: int,
        count: Count,
        *,
        calm: Callable[[], Awaitable[None]] = at_once,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self.count = count
        self._path, self._tag, self._keep, self._hands = path, tag, keep, hands
        self._calm, self._told = calm, told

    async def run(self) -> Retagged:
        """Until every document has had its turn. Raises ArchiveError where the archive does not answer."""
        async with _desk(self._path) as desk:
            numbers = await desk.ask(lambda reader: reader.numbers(Filter(), datetime.now(UTC)))
            self.count.total = len(numbers)
            turns = iter(numbers)
            await _together(self._work(turns, desk) for _ in range(self._hands))
        return self.count.told()

    async def _work(self, turns: Iterator[int], desk: _Desk) -> None:
        for number in turns:
            await self._calm()
            await self._turn(number, desk)
            self.count.done += 1
            self._told()

    async def _turn(self, number: int, desk: _Desk) -> None:
        title = f"document {number}"
        try:
            kept = await desk.ask(lambda reader: reader.reread(number))
            if kept is not None:
                title = kept.title or title
                self.count.add(await self._again(kept))
        except UnreadableError as error:
            self.count.fail(Failure(number, title, f"{error.reason} {error.advice}"))
        except ArchiveError as error:
            if error.transient:
                raise
            self.count.fail(Failure(number, title, error.problem))

    async def _again(self, kept: Reread) -> Change:
        if kept.document is None:
            raise _DAMAGED
        analysis = await self._tag(kept.document, kept.title, kept.received)
        changed = change(kept.analysis, analysis)
        if changed.changed and self._keep is not None:
            return await self._keep(kept.number, kept.version, analysis) or Change()
        return changed


class Rounds:
    """Rounds beside a service, one at a time; what comes in goes first, and finds a worker free where there are two."""

    def __init__(
        self, path: Path, workers: Workers, keeper: Keeper, pending: Callable[[], int], doorbell: Callable[[], None]
    ) -> None:
        self._path, self._workers, self._keeper = path, workers, keeper
        self._pending, self._doorbell = pending, doorbell
        self._count: Count | None = None

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many documents have had their turn, of how many; None between rounds."""
        return (self._count.done, self._count.total) if self._count else None

    async def run(self) -> Retagged:
        """Raises ArchiveError."""
        self._count = Count()
        hands = max(1, self._workers.count - 1)
        turn = Retagging(self._path, self._workers.tag, self._keep, hands, self._count, calm=self._calm)
        try:
            return await turn.run()
        finally:
            self._count = None

    async def _keep(self, number: int, version: int, analysis: Analysis) -> Change | None:
        changed = await self._keeper.keep(lambda archive: archive.retag(number, version, analysis))
        self._doorbell()
        return changed

    async def _calm(self) -> None:
        while self._pending():  # noqa: ASYNC110
            await asyncio.sleep(_PAUSE)


@asynccontextmanager
async def alone(
    path: Path, workers: Workers, count: Count, told: Callable[[], None], *, dry: bool
) -> AsyncIterator[Retagging]:
    """A round with no service beside it, for the holder of the archive's Lock; a dry one writes nothing, without it.

    Raises ArchiveError, LexiconError.
    """
    keeper = Keeper(path, lambda: None)

    async def keep(number: int, version: int, analysis: Analysis) -> Change | None:
        return await keeper.ask(lambda archive: archive.retag(number, version, analysis))

    try:
        if not dry:
            await keeper.open()
        await workers.start()
        yield Retagging(path, workers.tag, None if dry else keep, workers.count + 2, count, told=told)
    finally:
        try:
            await workers.close()
        finally:
            await keeper.close()


async def _together(works: Iterable[Coroutine[None, None, None]]) -> None:
    """The first error ends the others."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
