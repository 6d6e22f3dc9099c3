"""An intake that keeps what it is given in memory, and a folder source that runs into it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from tests.waiting import until
from watchers.document import Arrival, FileState, Source, Unreadable
from watchers.settings import Folder, Settings
from watchers.sources.folder import FolderSource

QUICK = Settings(quiet_seconds=0.15, rescan_seconds=0.5, max_bytes=1000)


class Tray:
    """What a source brought, in its order."""

    def __init__(self, known: dict[str, FileState] | None = None) -> None:
        self.known = known or {}
        self.arrivals: list[Arrival] = []
        self.aside: list[Unreadable] = []
        self.lost: list[str] = []
        self.notices = 0

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Name and text of each arrival."""
        return [(a.name, a.content.decode()) for a in self.arrivals]

    @property
    def names(self) -> list[str]:
        return sorted(a.name for a in self.arrivals)

    async def states(self, source: Source) -> dict[str, FileState]:
        return dict(self.known)

    async def take(self, arrival: Arrival) -> None:
        await asyncio.sleep(0)
        self.arrivals.append(arrival)
        if arrival.file_state:
            self.known[arrival.uri] = arrival.file_state

    async def set_aside(self, unreadable: Unreadable) -> None:
        self.aside.append(unreadable)

    async def gone(self, source: Source, uri: str, when: datetime) -> None:
        self.lost.append(uri)
        self.known.pop(uri, None)

    def noticed(self) -> None:
        self.notices += 1


async def rested(newest: Path) -> None:
    """A file is older than the quiet that is asked for, and so are those written before it."""
    await until(lambda: time.time_ns() - newest.stat().st_ctime_ns > QUICK.quiet_seconds * 1e9)


async def looked(source: FolderSource) -> None:
    """All that is there now has been looked at, has rested until another look at everything, and is taken.

    The first look that ends may have begun before the call.
    """
    for _ in range(3):
        before = source.condition.last_success
        await until(lambda before=before: source.condition.last_success != before)  # type: ignore[misc]
    await until(lambda: not source.pending)


@asynccontextmanager
async def watching(
    folder: Path | Folder | FolderSource, tray: Tray, settings: Settings = QUICK
) -> AsyncIterator[FolderSource]:
    """The source of a folder, running until the block ends."""
    folder = Folder(folder) if isinstance(folder, Path) else folder
    source = FolderSource(folder, settings) if isinstance(folder, Folder) else folder
    running = asyncio.create_task(source.run(tray))
    try:
        yield source
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
