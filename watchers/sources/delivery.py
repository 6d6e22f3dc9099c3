"""Reads files that have rested and hands them over, several at once, the newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

from watchers.document import Arrival, Unreadable
from watchers.sources.backlog import Ready
from watchers.sources.intake import Intake
from watchers.sources.ledger import Ledger
from watchers.sources.place import Place
from watchers.sources.room import Room
from watchers.sources.scan import Seen
from watchers.sources.taking import taken

_LARGE_AT_ONCE = 4
"""Files as large as may be that are in memory at a time."""


class Delivery:
    """`again` is called with a file that changed while it was read."""

    def __init__(
        self,
        place: Place,
        ledger: Ledger,
        intake: Intake,
        threads: Executor,
        max_bytes: int,
        again: Callable[[Seen], None],
    ) -> None:
        self._place, self._ledger, self._intake, self._threads = place, ledger, intake, threads
        self._max_bytes, self._again = max_bytes, again
        self._more = asyncio.Event()
        self._room = Room(_LARGE_AT_ONCE * max_bytes)
        self._aside: dict[str, str] = {}

    @property
    def pending(self) -> int:
        """Files that have rested and are not kept yet."""
        return len(self._ledger.backlog)

    def go_on(self) -> None:
        """There is something in the backlog."""
        self._more.set()

    def is_aside(self, uri: str) -> bool:
        """Whether a file has been set aside since the start."""
        return uri in self._aside

    def forget(self, uri: str) -> None:
        """The file is gone, or is to be told of again if it cannot be taken."""
        self._aside.pop(uri, None)

    async def run(self) -> None:
        """One of several; until cancelled."""
        while True:
            ready = self._ledger.backlog.take()
            if ready is None:
                self._more.clear()
                await self._more.wait()
                continue
            try:
                async with self._room.taken(ready.seen.state.size):
                    await self._deliver(ready)
            finally:
                self._ledger.backlog.done(ready.seen.uri)
                self._more.set()
                self._intake.noticed()

    async def _deliver(self, ready: Ready) -> None:
        seen = ready.seen
        match await asyncio.get_running_loop().run_in_executor(self._threads, self._read, ready):
            case Arrival() as arrival, fingerprint:
                if not self._ledger.is_copy(seen, fingerprint):
                    await self._intake.take(arrival)
                self._ledger.take(seen, fingerprint)
                self._aside.pop(seen.uri, None)
            case Unreadable(reason=reason, file_state=state) as unreadable, _:
                if self._aside.get(seen.uri) != reason:
                    await self._intake.set_aside(unreadable)
                self._aside[seen.uri] = reason
                self._ledger.refuse(seen, state or seen.state)
            case _:
                self._again(seen)

    def _read(self, ready: Ready) -> tuple[Arrival | Unreadable | None, int]:
        """With a number that is another for other content."""
        place = self._place
        result = taken(ready.seen, place.source, ready.received, self._max_bytes)
        if not isinstance(result, Arrival):
            return result, 0
        return replace(result, home=place.home, columns=place.columns), hash(result.content)
