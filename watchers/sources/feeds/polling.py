"""All subscribed feeds: each is visited when it is due, and the list of them is followed while it runs."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from watchers.document import Source
from watchers.errors import SettingsError
from watchers.sources.condition import State
from watchers.sources.feeds import schedule
from watchers.sources.feeds.feed import Feed, begun
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.intake import FeedIntake
from watchers.sources.feeds.state import FeedState, decoded, encoded
from watchers.sources.feeds.visit import Visit
from watchers.sources.feeds.weather import Weather
from watchers.sources.names import file_uri
from watchers.subscriptions import Subscription, load

_AT_ONCE = 48
"""Visits under way; what their answers bring waits for the workers."""
_LOOK_SECONDS = 1.0
"""How often it is looked whether the list of feeds has changed, and at least what is due."""
_KEEP_SECONDS = 0.5
"""How long what is known of feeds waits, to be kept together."""


def _now() -> datetime:
    return datetime.now(UTC)


class Polling:
    """`path` is the list of subscriptions, None for none; `given` are feeds beside it, for this run only.

    With `later` only those of the list are visited that come to it while this runs. `failure` is why none is visited.
    `open_fetcher` makes the one client of all, which is `fetcher` while it runs.
    """

    def __init__(
        self,
        path: Path | None,
        given: Sequence[Subscription] = (),
        *,
        later: bool = False,
        clock: Callable[[], datetime] = _now,
        open_fetcher: Callable[[], Fetcher] = Fetcher,
        jitter: Callable[[], float] = random.random,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.feeds: dict[str, Feed] = {}
        self.failure: str | None = None
        self.next_try: datetime | None = None
        self.fetcher: Fetcher | None = None
        self._problem: str | None = None
        self._path, self._given, self._later = path, tuple(given), later
        self._clock, self._open_fetcher, self._jitter, self._environ = clock, open_fetcher, jitter, environ
        self._kept: dict[str, FeedState] = {}
        self._signature: tuple[int, ...] | None = None
        self._passed: frozenset[str] = frozenset()
        self._wake = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._unkept: dict[str, Feed] = {}
        self._weather = Weather()

    @property
    def wrong(self) -> tuple[Source, State, str] | None:
        """What is wrong with the list of feeds itself."""
        problem = self.failure or self._problem
        name = self._path.name if self._path else "feeds"
        return (Source("file", name, file_uri(str(self._path or name))), "failing", problem) if problem else None

    def rescan(self, uri: str | None = None) -> None:
        """Visits one feed, or all that are not paused, as soon as their servers want it."""
        now = self._clock()
        for feed in self.feeds.values():
            if uri in {None, feed.uri} and not feed.state.paused:
                feed.state = schedule.resumed(feed.state, now) if uri else schedule.poll_now(feed.state, now)
        self._wake.set()

    def retry(self, uri: str) -> None:
        """Reads a feed again, though it is as it was."""
        if feed := self.feeds.get(uri):
            feed.digest = b""
            feed.state = replace(feed.state, etag=None, modified=None)
            self.rescan(uri)

    async def run(self, intake: FeedIntake) -> None:
        """Until cancelled."""
        self._kept = {uri: decoded(blob) for uri, blob in (await intake.feed_states()).items()}
        self._signature = None
        async with self._open_fetcher() as fetcher:
            self.fetcher = fetcher
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._keep_on(intake))
                    while True:
                        self._wake.clear()
                        await self._follow(intake)
                        for feed in self._due():
                            task = group.create_task(self._visit(feed, fetcher, intake))
                            self._running.add(task)
                            task.add_done_callback(self._ended)
                        with suppress(TimeoutError):
                            await asyncio.wait_for(self._wake.wait(), _LOOK_SECONDS)
            finally:
                self.fetcher = None
                await asyncio.shield(self._keep(intake))

    # --------------------------------------------------------------------------------------------- visiting
    def _due(self) -> list[Feed]:
        """Those that may be visited now, the one that has waited longest first."""
        now = self._clock()
        ready = sorted((feed for feed in self.feeds.values() if feed.is_due(now)), key=lambda f: schedule.due(f.state))
        chosen = ready[: max(0, _AT_ONCE - len(self._running))]
        for feed in chosen:
            feed.visiting = True
        return chosen

    async def _visit(self, feed: Feed, fetcher: Fetcher, intake: FeedIntake) -> None:
        try:
            outcome = await Visit(feed, fetcher, intake, self._clock, self._environ).outcome()
            if outcome is not None and self.feeds.get(feed.uri) is feed:
                outcome = replace(outcome, local=self._weather.is_local(feed.address, outcome))
                feed.state = schedule.after(feed.state, outcome, self._clock(), self._jitter())
                self._unkept[feed.uri] = feed
        finally:
            feed.visiting = False
            intake.noticed()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    # --------------------------------------------------------------------------------------------- keeping
    async def _keep_on(self, intake: FeedIntake) -> None:
        while True:
            await asyncio.sleep(_KEEP_SECONDS)
            await self._keep(intake)

    async def _keep(self, intake: FeedIntake) -> None:
        feeds, self._unkept = self._unkept, {}
        if feeds:
            await intake.keep_feeds([(feed.source, encoded(feed.state)) for feed in feeds.values()])

    # --------------------------------------------------------------------------------------- the list of feeds
    async def _follow(self, intake: FeedIntake) -> None:
        """Takes over what has changed in the list; one that cannot be read leaves all as it was."""
        signature = await asyncio.to_thread(_signature, self._path)
        first = self._signature is None
        if signature == self._signature:
            return
        self._signature = signature
        try:
            listed = await asyncio.to_thread(load, self._path) if self._path else None
        except SettingsError as error:
            self._problem = str(error)
            feeds: Iterable[Subscription] = ()
            if not first:
                intake.noticed()
                return
        else:
            feeds = listed.feeds if listed else ()
            self._problem = _mistakes(listed.mistakes) if listed else None
        if first and self._later:
            self._passed = frozenset(each.address for each in feeds)
        wanted = [*self._given, *(each for each in feeds if each.address not in self._passed)]
        self._take_over({each.address: each for each in reversed(wanted)}, intake)

    def _take_over(self, wanted: Mapping[str, Subscription], intake: FeedIntake) -> None:
        now = self._clock()
        for uri in [uri for uri in self.feeds if uri not in wanted]:
            gone = self.feeds.pop(uri)
            self._kept[uri] = gone.state
            self._unkept.pop(uri, None)
            intake.left(gone.source)
        for uri, subscription in wanted.items():
            if feed := self.feeds.get(uri):
                feed.wish(subscription, now)
            else:
                self.feeds[uri] = begun(subscription, self._kept.pop(uri, FeedState()), self._clock)
                intake.came(self.feeds[uri])
        intake.noticed()


def _signature(path: Path | None) -> tuple[int, ...]:
    """Another one whenever the file is another; () where there is none."""
    try:
        status = path.stat() if path else None
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_size, status.st_ino) if status else ()


def _mistakes(mistakes: Sequence[SettingsError]) -> str | None:
    if not mistakes:
        return None
    more = f" ({len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
    return f"{mistakes[0]}{more}"
