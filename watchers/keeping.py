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
_TRIES = 3
"""After so many, what fails while other documents are kept is itself at fault."""


class Keeper:
    """`problem` is why nothing can be kept at the moment, or None; `noticed` is called when that changes."""

    def __init__(self, path: Path, noticed: Callable[[], None]) -> None:
        self.problem: str | None = None
        self._path, self._noticed = path, noticed
        self._thread = ThreadPoolExecutor(1, "archive")
        self._archive: Archive | None = None
        self._kept = 0

    async def open(self) -> None:
        """Raises ArchiveError."""
        self._archive = await self._in_thread(Archive.open, self._path)

    async def close(self) -> None:
        """After what is being written."""
        archive, self._archive = self._archive, None
        if archive is not None:
            await self._in_thread(archive.close)
        self._thread.shutdown(wait=False)

    async def ask(self, work: Callable[[Archive], T]) -> T:
        """Once. Raises ArchiveError."""
        if self._archive is None:
            raise asyncio.CancelledError
        return await self._in_thread(work, self._archive)

    async def keep(self, work: Callable[[Archive], T]) -> T:
        """Until it is kept; raises ArchiveError only for what fails while others are kept."""
        before, pause, tries = self._kept, _FIRST_PAUSE, 0
        while True:
            try:
                result = await self.ask(work)
            except ArchiveError as error:
                tries += 1
                if tries >= _TRIES and self._kept > before:
                    raise
                self._note(str(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                self._kept += 1
                self._note(None)
                return result

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _note(self, problem: str | None) -> None:
        if problem != self.problem:
            self.problem = problem
            self._noticed()
