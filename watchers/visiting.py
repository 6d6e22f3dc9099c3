"""What feeds bring goes through the workers into the archive, entry by entry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from watchers.archive.rows import Health
from watchers.document import Arrival, Document, Report, Source, Unreadable
from watchers.errors import UnreadableError
from watchers.keeping import Keeper
from watchers.posts import Post, Posts
from watchers.sources.feeds.feed import Feed
from watchers.sources.feeds.identity import Decision
from watchers.visits import Asked, Visited
from watchers.workers import Workers

News = tuple[Arrival, Decision]
_TOGETHER = 8
"""Entries that go to a worker at once."""
_LEFT = "No longer in the list of feeds; its documents are kept."


class Visiting:
    """The intake of the feeds. `doorbell` is called on the loop after each commit, `noticed` as the feeds call."""

    def __init__(
        self,
        posts: Posts,
        workers: Workers,
        keeper: Keeper,
        doorbell: Callable[[], None],
        noticed: Callable[[], None],
    ) -> None:
        self._posts, self._workers, self._keeper, self._doorbell = posts, workers, keeper, doorbell
        self.noticed = noticed
        self._feeds: dict[str, Feed] = {}
        self._documents: dict[str, int] = {}
        self._farewells: set[asyncio.Task[None]] = set()

    async def feed_states(self) -> dict[str, bytes]:
        return await self._keeper.keep(lambda archive: archive.feeds())

    async def keep_feeds(self, feeds: Sequence[tuple[Source, bytes]]) -> None:
        await self._keeper.keep(lambda archive: archive.keep_feeds(feeds))

    async def read_feed(self, arrival: Arrival, since: datetime | None) -> Visited:
        history = await self._keeper.keep(lambda archive: archive.feed_entries(arrival.source))
        return await self._workers.visit(arrival, history, since)

    async def read_page(self, arrival: Arrival) -> Document:
        return await self._workers.page(arrival)

    async def take_news(self, source: Source, news: Sequence[News], history: bytes) -> None:
        """Where one is set aside, the feed's history stays as it was, so that it can be taken again."""
        feed = self._feeds.get(source.uri)
        refused = 0
        try:
            for at in range(0, len(news), _TOGETHER):
                if feed:
                    feed.pending = len(news) - at
                refused += await self._take(news[at : at + _TOGETHER])
        finally:
            if feed:
                feed.pending = 0
        if not refused:
            await self._keeper.keep(lambda archive: archive.keep_feed_entries(source, history))

    def came(self, feed: Feed) -> None:
        self._feeds[feed.uri] = feed
        self._posts[feed.uri] = Post(feed, self._documents.get(feed.uri, 0))

    def left(self, source: Source) -> None:
        self._feeds.pop(source.uri, None)
        if post := self._posts.pop(source.uri, None):
            self._documents[source.uri] = post.documents
        told = Health(source, "off", said=_LEFT)
        task = asyncio.create_task(self._keeper.keep(lambda archive: archive.health(told)))
        self._farewells.add(task)
        task.add_done_callback(self._parted)

    def count(self, documents: Mapping[str, int]) -> None:
        """What the archive has already, by the address of the feed."""
        self._documents = dict(documents)

    def _parted(self, task: asyncio.Task[None]) -> None:
        self._farewells.discard(task)
        if not task.cancelled() and task.exception() is None:
            self._doorbell()

    async def _take(self, some: Sequence[News]) -> int:
        """How many are set aside: what a worker cannot tag with others is tried alone first."""
        try:
            told = await self._workers.tag_news([_asked(*one) for one in some])
        except UnreadableError as error:
            if len(some) > 1:
                return sum([await self._take([one]) for one in some])
            await self._refuse(*some[0], error)
            return 1
        reports = [
            Report(arrival, each.document, title, analysis, each.key, backlog=each.backlog)
            for (arrival, each), (title, analysis) in zip(some, told, strict=True)
        ]
        stored = await asyncio.gather(*(self._keeper.store(report) for report in reports))
        if post := self._posts.get(some[0][0].source.uri):
            post.documents += sum(one.outcome == "new" for one in stored)
            post.aside.difference_update(report.uri for report in reports)
        self._doorbell()
        return 0

    async def _refuse(self, arrival: Arrival, decision: Decision, error: UnreadableError) -> None:
        uri, name = f"{arrival.uri}#{decision.key}", decision.document.headline or arrival.name
        unreadable = Unreadable(arrival.source, uri, name, error.reason, error.advice, arrival.received)
        await self._keeper.keep(lambda archive: archive.set_aside(unreadable))
        if post := self._posts.get(arrival.source.uri):
            post.aside.add(uri)
        self._doorbell()


def _asked(arrival: Arrival, decision: Decision) -> Asked:
    return decision.document, arrival.name, arrival.received, arrival.home
