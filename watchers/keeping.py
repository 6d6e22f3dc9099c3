"""The archive in its one writing thread: what must be kept is tried until it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from watchers.archive import Archive
from watchers.errors import ArchiveError

T = TypeVar("T")

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0


class Keeper:
    """`problem` is why nothing can be kept at the moment, or None; `noticed` is called when that changes."""

    def __init__(self, path: Path, noticed: Callable[[], None]) -> None:
        self.problem: str | None = None
        self._path, self._noticed = path, noticed
        self._thread = ThreadPoolExecutor(1, "archive")
        self._archive: Archive | None = None

    async def open(self) -> None:
        """Raises ArchiveError."""
        self._archive = await self._in_thread(Archive.open, self._path)

    async def close(self) -> None:
        """After what is being written."""
        archive, self._archive = self._archive, None
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

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _note(self, problem: str | None) -> None:
        if problem != self.problem:
            self.problem = problem
            self._noticed()
