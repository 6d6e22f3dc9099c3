"""One run of a folder source: it looks, waits until files rest, delivers them; until cancelled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import inf
from pathlib import Path
from typing import TypeVar

from watchers.document import Arrival, Unreadable
from watchers.settings import Settings
from watchers.sources import root
from watchers.sources.backlog import Ready
from watchers.sources.intake import Intake
from watchers.sources.ledger import Ledger
from watchers.sources.names import file_path, file_uri, shown
from watchers.sources.place import Place
from watchers.sources.quiet import HINT_DELAY
from watchers.sources.root import Root
from watchers.sources.scan import Seen, Sweep, look, sweep
from watchers.sources.taking import taken
from watchers.sources.watch import Watch

ROOT_SECONDS = 1.0
"""How often it is looked whether the folder is still there, and the same."""
COALESCE_SECONDS = 0.03
WITHOUT_HINTS_SECONDS = 2.0
DISTRUST_SECONDS = 300.0
"""For so long hints are not relied on after one was missed."""
SHARE = 10
"""A look at the whole folder takes no more than one part in so many of the time."""

T = TypeVar("T")


class Visit:
    """`fares` notes how the folder fares, and answers whether that is another than before."""

    def __init__(
        self,
        place: Place,
        settings: Settings,
        clock: Callable[[], datetime],
        intake: Intake,
        *,
        ledger: Ledger,
        fares: Callable[[root.State, str | None, datetime | None], bool],
    ) -> None:
        self._place, self._path, self._source = place, place.path, place.source
        self._settings, self._clock = settings, clock
        self._intake, self._ledger, self._note = intake, ledger, fares
        self._threads = ThreadPoolExecutor(thread_name_prefix="folder", max_workers=8)
        self._root: Root | None = None
        self._watch: Watch | None = None
        self._watch_problem: str | None = None
        self._wake, self._more = asyncio.Event(), asyncio.Event()
        self._fresh, self._sweep_due, self._swept, self._sweep_seconds = True, -inf, -inf, 0.0
        self._distrust_until = -inf
        self._again: set[str] = set()
        self._retried: set[str] = set()
        self._aside: dict[str, str] = {}

    @property
    def pending(self) -> int:
        return len(self._ledger.backlog)

    def rescan(self) -> None:
        self._sweep_due = -inf
        self._wake.set()

    def retry(self, uris: set[str] | None) -> None:
        """Has the next look, which comes at once, take files as if nothing were known of them; None: all of them."""
        for uri in self._ledger.doubt(uris):
            self._aside.pop(uri, None)
            self._retried.add(file_path(uri))
        self._wake.set()

    async def run(self, at_once: int) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_on())
                for _ in range(at_once):
                    group.create_task(self._deliver_on())
        finally:
            unwatched = self._threads.submit(self._unwatch)
            self._threads.shutdown(wait=False)
            await asyncio.shield(asyncio.wrap_future(unwatched))

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    # ------------------------------------------------------------------------------------------------ looking
    async def _look_on(self) -> None:
        while True:
            self._wake.clear()
            found = await self._in_thread(root.look, self._path)
            if found.place is None:
                await self._be_away(found)
            else:
                if self._root is None or found.place != self._root.place or (self._watch and not self._watch.alive):
                    await self._rewatch(found)
                await self._look()
            await self._rest()

    async def _be_away(self, found: Root) -> None:
        if self._root is not None:
            self._root = None
            self._ledger.unsettle()
            await self._in_thread(self._unwatch)
        self._fares(found.state, found.problem)

    async def _rewatch(self, found: Root) -> None:
        """Watches before it looks, so that nothing falls between the two."""
        await self._in_thread(self._unwatch)
        loop = asyncio.get_running_loop()
        watch = self._watch = Watch(self._path, partial(_wake, loop, self._wake))
        self._watch_problem = await self._in_thread(watch.start)
        if self._watch_problem is not None:
            self._watch = None
        self._root, self._fresh, self._sweep_due = found, True, -inf

    def _unwatch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    async def _look(self) -> None:
        hints, everything = self._watch.drain() if self._watch else (set(), False)
        if everything:
            self._sweep_due = min(self._sweep_due, self._swept + 3 * self._sweep_seconds)
        if time.monotonic() >= self._sweep_due:
            await self._sweep(hints)
        hints, self._again = hints | self._again, set()
        if hints:
            await self._look_at(hints)
        retried, self._retried = self._retried, set()
        await self._look_at(retried, inf)
        self._ledger.ripen(time.monotonic(), self._clock())
        if self.pending:
            self._more.set()
            self._intake.noticed()

    async def _sweep(self, hints: set[str]) -> None:
        begun = time.monotonic()
        swept = await self._in_thread(sweep, self._path, self._ledger.known, self._place.patterns)
        self._swept = time.monotonic()
        self._sweep_seconds = self._swept - begun
        if not self._fresh and self._watch and any(self._was_missed(seen, hints) for seen in swept.changed):
            self._distrust_until = self._swept + DISTRUST_SECONDS
        self._see(swept.changed, inf if self._fresh else HINT_DELAY)
        await self._look_at(map(file_path, self._ledger.missing(swept)))
        self._fresh, self._sweep_due = False, self._swept + self._pause()
        self._fares("live", self._problem(swept), self._clock())

    def _was_missed(self, seen: Seen, hints: set[str]) -> bool:
        """The system has not told of a change that is older than hints are late."""
        late = time.time_ns() - seen.changed_ns > 2 * HINT_DELAY * 1e9
        return late and seen.uri not in self._aside and seen.path not in hints and self._ledger.is_news(seen)

    def _pause(self) -> float:
        """Seconds until the next look at the whole folder."""
        rely = self._watch is not None and time.monotonic() > self._distrust_until
        usual = self._settings.rescan_seconds
        return max(usual if rely else min(usual, WITHOUT_HINTS_SECONDS), SHARE * self._sweep_seconds)

    async def _look_at(self, paths: Iterable[str], believed: float = HINT_DELAY) -> None:
        for uri, seen in await self._in_thread(self._looks, list(paths)):
            if seen is not None:
                self._see([seen], believed)
            elif self._ledger.forget(uri):
                self._aside.pop(uri, None)
                await self._intake.gone(self._source, uri, self._clock())

    def _looks(self, paths: Iterable[str]) -> list[tuple[str, Seen | None]]:
        return [(file_uri(path), look(path)) for path in paths if self._place.is_wanted(path)]

    def _see(self, files: Iterable[Seen], believed: float) -> None:
        now, wall = time.monotonic(), time.time_ns()
        for seen in files:
            self._ledger.see(seen, now, wall, believed)

    async def _rest(self) -> None:
        until = time.monotonic() + min(ROOT_SECONDS, self._settings.rescan_seconds)
        if self._root is not None:
            until = min(until, self._sweep_due, self._ledger.next_due())
        try:
            async with asyncio.timeout(max(until - time.monotonic(), 0.0)):
                await self._wake.wait()
                await asyncio.sleep(COALESCE_SECONDS)
        except TimeoutError:
            await asyncio.sleep(0)

    # --------------------------------------------------------------------------------------------- delivering
    async def _deliver_on(self) -> None:
        while True:
            ready = self._ledger.backlog.take()
            if ready is None:
                self._more.clear()
                await self._more.wait()
                continue
            try:
                await self._deliver(ready)
            finally:
                self._ledger.backlog.done(ready.seen.uri)
                self._more.set()
                self._intake.noticed()

    async def _deliver(self, ready: Ready) -> None:
        seen, source = ready.seen, self._source
        match await self._in_thread(taken, seen, source, ready.received, self._settings.max_bytes):
            case Arrival() as arrival:
                await self._intake.take(replace(arrival, home=self._place.home, columns=self._place.columns))
                self._ledger.known[seen.uri] = seen.state
                self._aside.pop(seen.uri, None)
            case Unreadable(reason=reason, file_state=state) as unreadable:
                if self._aside.get(seen.uri) != reason:
                    await self._intake.set_aside(unreadable)
                self._aside[seen.uri] = reason
                self._ledger.known[seen.uri] = state or seen.state
            case None:
                self._again.add(seen.path)
                self._wake.set()

    # ------------------------------------------------------------------------------------------------ telling
    def _problem(self, swept: Sweep) -> str | None:
        if self._watch_problem:
            return f"{self._watch_problem}; it is looked through every {max(self._pause(), 1):.0f} s instead."
        if swept.blind:
            example = shown(Path(file_path(swept.blind[0])).name)
            others = f" and {len(swept.blind) - 1} more" if len(swept.blind) > 1 else ""
            return f"The folder {example} in it{others} may not be read; give read permission."
        return None

    def _fares(self, state: root.State, problem: str | None, success: datetime | None = None) -> None:
        if self._note(state, problem, success):
            self._intake.noticed()


def _wake(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    """From another thread."""
    loop.call_soon_threadsafe(event.set)
