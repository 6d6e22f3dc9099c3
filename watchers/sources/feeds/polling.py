"""All subscribed feeds: each is visited when it is due, and the list of them is followed while it runs."""

from __future__ import annotations

import asyncio
import os
import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from watchers.clean import clean_line
from watchers.document import Source
from watchers.errors import WirewatchError
from watchers.sources.condition import State
from watchers.sources.feeds import schedule
from watchers.sources.feeds.feed import Feed, begun
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.following import Following
from watchers.sources.feeds.intake import FeedIntake
from watchers.sources.feeds.shelf import Shelf
from watchers.sources.feeds.state import FeedState, Outcome, decoded, encoded
from watchers.sources.feeds.visit import Visit
from watchers.sources.feeds.weather import Weather
from watchers.sources.names import file_uri
from watchers.subscriptions import Subscription

_AT_ONCE = 96
"""Visits under way, of which the fetcher lets so many ask as it may; what the others brought waits for the workers."""
_LOOK_SECONDS = 1.0
"""How often it is looked at least what is due."""
_KEEP_SECONDS = 0.5
"""How long what is known of feeds waits, to be kept together."""
_PATIENCE = 2.0
"""How long the end waits for an archive that cannot be written."""
_GIVEN_UP = 3
"""Visits in a row that fail where a feed has moved to, after which it is asked for where it was subscribed."""


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
        self._path, self._list = path, Following(path, given, later=later)
        self._clock, self.open_fetcher, self._jitter, self._environ = clock, open_fetcher, jitter, environ
        self._kept: dict[str, FeedState] = {}
        self._wake = asyncio.Event()
        self._ready: deque[Feed] = deque()
        self._running: dict[asyncio.Task[None], Feed] = {}
        self._unkept: dict[str, Feed] = {}
        self._weather, self._shelf = Weather(), Shelf()

    @property
    def wrong(self) -> tuple[Source, State, str] | None:
        """What is wrong with the list of feeds itself."""
        problem = self.failure or self._list.problem
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
        """Reads a feed again, though it is as it was, and what was set aside of it."""
        if feed := self.feeds.get(uri):
            feed.again = True
            self.rescan(uri)

    async def run(self, intake: FeedIntake) -> None:
        """Until cancelled."""
        self._kept = {uri: decoded(blob) for uri, blob in (await intake.feed_states()).items()}
        self._take_over(await self._list.now(), intake)
        async with self.open_fetcher() as fetcher:
            self.fetcher = fetcher
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._keep_on(intake))
                    group.create_task(self._follow_on(intake))
                    await self._visit_on(group, fetcher, intake)
            finally:
                self.fetcher = None
                with suppress(TimeoutError):  # an archive that cannot be written now has the feeds asked once more
                    async with asyncio.timeout(_PATIENCE):
                        await self._keep(intake)

    # --------------------------------------------------------------------------------------------- visiting
    async def _visit_on(self, group: asyncio.TaskGroup, fetcher: Fetcher, intake: FeedIntake) -> None:
        def begin() -> None:
            while self._ready and len(self._running) < _AT_ONCE:
                feed = self._ready.popleft()
                if self.feeds.get(feed.uri) is feed and feed.is_due(self._clock()):
                    feed.visiting = True
                    task = group.create_task(self._visit(feed, fetcher, intake))
                    self._running[task] = feed
                    task.add_done_callback(end)

        def end(task: asyncio.Task[None]) -> None:
            self._running.pop(task, None)
            if not task.cancelled():
                begin()

        while True:
            self._wake.clear()
            self._ready = deque(self._due())
            begin()
            with suppress(TimeoutError):  # `wait_for` of Python 3.11 may swallow the end of all
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._wake.wait()

    def _due(self) -> list[Feed]:
        """Those that may be visited now, the one that has waited longest first."""
        now = self._clock()
        return sorted((feed for feed in self.feeds.values() if feed.is_due(now)), key=lambda f: schedule.due(f.state))

    async def _visit(self, feed: Feed, fetcher: Fetcher, intake: FeedIntake) -> None:
        """Whatever goes wrong, it is this feed's own trouble, and the others go on."""
        again, feed.again = feed.again, False
        visit = Visit(feed, fetcher, intake, self._clock, self._environ, self._shelf, again=again)
        try:
            self._end(feed, await visit.outcome())
        except Exception as error:  # of the archive too: what was not kept is brought again
            feed.again = again
            self._end(feed, Outcome("failed", trouble="unreadable", reason=_why(error)))
        finally:
            feed.visiting = False
            intake.noticed()

    def _end(self, feed: Feed, outcome: Outcome) -> None:
        now = self._clock()
        local = outcome.local or self._weather.is_local(feed.address, outcome)
        state = schedule.after(feed.state, replace(outcome, local=local), now, self._jitter())
        if state.address and (state.gone or state.failures >= _GIVEN_UP):
            state = replace(schedule.moved_by_hand(state, None), gone=None)
        if feed.again:  # asked for meanwhile
            state = schedule.poll_now(state, now) if outcome.kind in {"new", "unchanged"} else state
            self._wake.set()
        feed.state = state
        self._unkept[feed.uri] = feed

    # --------------------------------------------------------------------------------------------- keeping
    async def _keep_on(self, intake: FeedIntake) -> None:
        while True:
            await asyncio.sleep(_KEEP_SECONDS)
            await self._keep(intake)

    async def _keep(self, intake: FeedIntake) -> None:
        feeds, self._unkept = self._unkept, {}
        try:
            if feeds:
                await intake.keep_feeds([(feed.source, encoded(feed.state)) for feed in feeds.values()])
        except BaseException:
            self._unkept = feeds | self._unkept
            raise

    # --------------------------------------------------------------------------------------- the list of feeds
    async def _follow_on(self, intake: FeedIntake) -> None:
        while True:
            await self._list.changed()
            self._take_over(await self._list.now(), intake)
            self._wake.set()

    def _take_over(self, subscriptions: Sequence[Subscription], intake: FeedIntake) -> None:
        """A visit to a feed that nobody wants any more ends at once."""
        now = self._clock()
        wanted = {each.address: each for each in subscriptions}
        for uri in [uri for uri in self.feeds if uri not in wanted]:
            gone = self.feeds.pop(uri)
            self._kept[uri] = gone.state
            self._unkept.pop(uri, None)
            for task in [task for task, feed in self._running.items() if feed is gone]:
                task.cancel()
            intake.left(gone.source)
        for uri, subscription in wanted.items():
            if feed := self.feeds.get(uri):
                feed.wish(subscription, now)
            else:
                self.feeds[uri] = begun(subscription, self._kept.pop(uri, FeedState()), self._clock)
                intake.came(self.feeds[uri])
        intake.noticed()


def _why(error: Exception) -> str:
    if isinstance(error, WirewatchError):
        return str(error)
    return f"It could not be taken in ({type(error).__name__}: {clean_line(str(error), 160)})."
