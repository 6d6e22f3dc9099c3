"""One run of a folder source: it looks, waits until files rest, has them delivered; until cancelled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from itertools import islice
from math import inf
from pathlib import Path
from typing import TypeVar

from watchers.settings import Settings
from watchers.sources import root
from watchers.sources.delivery import Delivery
from watchers.sources.hints import WITHOUT_SECONDS, Hints
from watchers.sources.intake import Intake
from watchers.sources.ledger import Ledger
from watchers.sources.looking import looks
from watchers.sources.names import file_path, shown
from watchers.sources.place import Place
from watchers.sources.quiet import HINT_DELAY
from watchers.sources.root import Root
from watchers.sources.scan import Seen, Sweep, sweep

ROOT_SECONDS = 1.0
"""How often it is looked whether the folder is still there, and the same."""
COALESCE_SECONDS = 0.03
PAUSED_SECONDS = 2.0
"""A rest that takes so much longer than it was meant to: the process stood still, and hints may be lost."""
SHARE = 10
"""A look at the whole folder takes no more than one part in so many of the time."""
_AT_ONCE = 1000
"""Files that are thought about before others on the loop have their turn."""

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
        self._place, self._settings, self._clock = place, settings, clock
        self._intake, self._ledger, self._note = intake, ledger, fares
        self._threads = ThreadPoolExecutor(thread_name_prefix="folder", max_workers=8)
        self._delivery = Delivery(place, ledger, intake, self._threads, settings.max_bytes, self._changed_meanwhile)
        self._root: Root | None = None
        self._wake = asyncio.Event()
        self._hints = Hints(place, partial(_wake, asyncio.get_running_loop(), self._wake))
        self._fresh, self._sweep_due, self._swept, self._sweep_seconds = True, -inf, -inf, 0.0
        self._first, self._first_until = clock(), -inf
        self._again: set[str] = set()
        self._retried: set[str] = set()

    @property
    def pending(self) -> int:
        return self._delivery.pending

    def rescan(self) -> None:
        self._sweep_due = -inf
        self._wake.set()

    def retry(self, uris: set[str] | None) -> None:
        """Has the next look, which comes at once, take files as if nothing were known of them; None: all of them."""
        for uri in self._ledger.doubt(uris):
            self._delivery.forget(uri)
            self._retried.add(file_path(uri))
        self._wake.set()

    async def run(self, at_once: int) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_on())
                for _ in range(at_once):
                    group.create_task(self._delivery.run())
        finally:
            ended = self._threads.submit(self._hints.end)
            self._threads.shutdown(wait=False)
            await asyncio.shield(asyncio.wrap_future(ended))

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    # ------------------------------------------------------------------------------------------------ looking
    async def _look_on(self) -> None:
        while True:
            self._wake.clear()
            found = await self._in_thread(root.look, self._place.path)
            if found.place is None:
                await self._be_away(found)
            else:
                if self._root is None or found.place != self._root.place or self._hints.must_begin:
                    await self._begin(found)
                await self._look()
            await self._rest()

    async def _be_away(self, found: Root) -> None:
        if self._root is not None:
            self._root = None
            self._ledger.unsettle()
            await self._in_thread(self._hints.stop)
        self._fares(found.state, found.problem)

    async def _begin(self, found: Root) -> None:
        """Asks for hints before it looks, so that nothing falls between the two."""
        await self._in_thread(self._hints.begin)
        self._root, self._fresh, self._sweep_due = found, True, -inf

    async def _look(self) -> None:
        hints, everything = self._hints.drain()
        if everything:
            self._sweep_due = min(self._sweep_due, self._swept + 3 * self._sweep_seconds)
        if time.monotonic() >= self._sweep_due:
            await self._sweep(hints)
        hints, self._again = hints | self._again, set()
        await self._look_at(hints)
        retried, self._retried = self._retried, set()
        if retried:
            self._first_until = -inf
        await self._look_at(retried, inf)
        await self._ripen()

    async def _sweep(self, hints: set[str]) -> None:
        begun = time.monotonic()
        if self._fresh:
            self._first = self._clock()
        swept = await self._in_thread(self._swept_through)
        self._swept = time.monotonic()
        self._sweep_seconds = self._swept - begun
        if not self._fresh and self._hints.come and any(self._was_missed(seen, hints) for seen in swept.changed):
            self._hints.missed()
        await self._see(swept.changed, inf if self._fresh else HINT_DELAY)
        await self._look_at(map(file_path, self._ledger.missing(swept)), strictly=True)
        if self._fresh:
            self._first_until = time.monotonic() + self._settings.quiet_seconds
        self._fresh, self._sweep_due = False, self._swept + self._pause()
        self._fares("live", self._hints.problem(self._pause()) or _closed(swept), self._clock())

    def _swept_through(self) -> Sweep:
        """In a thread."""
        swept = sweep(self._place.path, self._ledger.known, self._ledger.marks, self._place.patterns)
        for uri, changed_ns in swept.present.items():
            self._ledger.marks.setdefault(uri, changed_ns)
        self._hints.cover(swept.folders, swept.linked)
        return swept

    def _was_missed(self, seen: Seen, hints: set[str]) -> bool:
        """The system has not told of a change that is older than hints are late."""
        late = time.time_ns() - seen.changed_ns > 2 * HINT_DELAY * 1e9
        return late and not self._delivery.is_aside(seen.uri) and seen.path not in hints and self._ledger.is_news(seen)

    def _pause(self) -> float:
        """Seconds until the next look at the whole folder."""
        usual = self._settings.rescan_seconds
        pause = usual if self._hints.are_relied_on else min(usual, WITHOUT_SECONDS)
        return max(pause, SHARE * self._sweep_seconds)

    async def _look_at(self, paths: Iterable[str], believed: float = HINT_DELAY, *, strictly: bool = False) -> None:
        """`strictly` also where a file system takes one name for another, which differ in case."""
        wanted = [path for path in paths if self._place.is_wanted(path)]
        if not wanted:
            return
        found, absent = await self._in_thread(looks, wanted, self._place.begin if strictly else None)
        await self._see(found, believed)
        for uri in absent:
            if self._ledger.forget(uri):
                self._delivery.forget(uri)
                await self._intake.gone(self._place.source, uri, self._clock())

    async def _see(self, files: Iterable[Seen], believed: float) -> None:
        rest = iter(files)
        while some := list(islice(rest, _AT_ONCE)):
            now, wall = time.monotonic(), time.time_ns() - int(self._hints.doubted_seconds * 1e9)
            for seen in some:
                self._ledger.see(seen, now, wall, believed)
            await asyncio.sleep(0)

    async def _ripen(self) -> None:
        """What lay there at the first look came in at one instant, so that the newest file of all stands first."""
        now = time.monotonic()
        if now > self._first_until:
            self._first = self._clock()
        while self._ledger.ripen(now, self._first, _AT_ONCE):  # noqa: ASYNC110
            await asyncio.sleep(0)
        if self.pending:
            self._delivery.go_on()
            self._intake.noticed()

    def _changed_meanwhile(self, seen: Seen) -> None:
        self._again.add(seen.path)
        self._wake.set()

    async def _rest(self) -> None:
        until = time.monotonic() + min(ROOT_SECONDS, self._settings.rescan_seconds)
        if self._root is not None:
            until = min(until, self._sweep_due, self._ledger.next_due())
        begun, seconds = time.time(), max(until - time.monotonic(), 0.0)
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
                await asyncio.sleep(COALESCE_SECONDS)
        except TimeoutError:
            await asyncio.sleep(0)
        if time.time() - begun > seconds + PAUSED_SECONDS:
            self._sweep_due = -inf

    # ------------------------------------------------------------------------------------------------ telling
    def _fares(self, state: root.State, problem: str | None, success: datetime | None = None) -> None:
        if self._note(state, problem, success):
            self._intake.noticed()


def _closed(swept: Sweep) -> str | None:
    """Folders that could not be listed, in a sentence."""
    if not swept.blind:
        return None
    example = shown(Path(file_path(swept.blind[0])).name)
    others = f" and {len(swept.blind) - 1} more" if len(swept.blind) > 1 else ""
    return f"The folder {example} in it{others} may not be read; give read permission."


def _wake(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    """From another thread."""
    loop.call_soon_threadsafe(event.set)
