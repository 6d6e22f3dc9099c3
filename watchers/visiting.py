"""What feeds bring goes through the workers into the archive, entry by entry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watchers.archive.rows import Health
from watchers.document import Analysis, Arrival, Document, Report, Source, Unreadable
from watchers.errors import UnreadableError
from watchers.keeping import Keeper
from watchers.posts import Post, Posts
from watchers.sources.feeds.feed import Feed
from watchers.sources.feeds.identity import Decision
from watchers.sources.feeds.news import Asked, Visited
from watchers.workers import Workers

News = tuple[Arrival, Decision]


@dataclass(slots=True)
class _Known:
    """What the archive has of a source that is not visited now."""

    documents: int = 0
    aside: set[str] = field(default_factory=set)


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
        self._known: dict[str, _Known] = {}

    async def feed_states(self) -> dict[str, bytes]:
        return await self._keeper.keep(lambda archive: archive.feeds())

    async def keep_feeds(self, feeds: Sequence[tuple[Source, bytes]]) -> None:
        await self._keeper.keep(lambda archive: archive.keep_feeds(feeds))

    async def read_feed(self, arrival: Arrival, since: datetime | None, *, again: bool) -> Visited:
        history = await self._keeper.keep(lambda archive: archive.feed_entries(arrival.source))
        post = self._posts.get(arrival.source.uri)
        keys = frozenset(uri.rpartition("#")[2] for uri in post.aside) if again and post else frozenset()
        return await self._workers.visit(arrival, history, since, keys)

    async def read_page(self, arrival: Arrival) -> Document:
        return await self._workers.page(arrival)

    async def take_news(self, news: Sequence[News]) -> None:
        """What a worker cannot tag with others is tried alone first."""
        try:
            told = await self._workers.tag_news([_asked(*one) for one in news])
        except UnreadableError as error:
            if len(news) == 1:
                await self._refuse(*news[0], error)
            else:
                for one in news:
                    await self.take_news([one])
        else:
            await self._store(news, told)

    async def keep_entries(self, source: Source, history: bytes) -> None:
        await self._keeper.keep(lambda archive: archive.keep_feed_entries(source, history))

    def came(self, feed: Feed) -> None:
        known = self._known.pop(feed.uri, _Known())
        self._posts[feed.uri] = Post(feed, known.documents, known.aside)

    def left(self, source: Source) -> None:
        if post := self._posts.pop(source.uri, None):
            self._known[source.uri] = _Known(post.documents, post.aside)
        self.noticed()

    def count(self, kept: Sequence[Health], aside: Sequence[Unreadable]) -> None:
        """What the archive has already."""
        self._known = {health.source.uri: _Known(health.documents) for health in kept}
        for unreadable in aside:
            self._known[unreadable.source.uri].aside.add(unreadable.uri)

    async def _store(self, news: Sequence[News], told: Sequence[tuple[str, Analysis]]) -> None:
        reports = [
            Report(arrival, each.document, title, analysis, each.key, backlog=each.backlog)
            for (arrival, each), (title, analysis) in zip(news, told, strict=True)
        ]
        stored = await asyncio.gather(*map(self._keeper.store, reports))
        if post := self._posts.get(news[0][0].source.uri):
            post.documents += sum(one.outcome == "new" for one in stored)
            post.aside.difference_update(report.uri for report in reports)
        self._doorbell()

    async def _refuse(self, arrival: Arrival, decision: Decision, error: UnreadableError) -> None:
        uri, name = f"{arrival.uri}#{decision.key}", decision.document.headline or arrival.name
        unreadable = Unreadable(arrival.source, uri, name, error.reason, error.advice, arrival.received)
        await self._keeper.keep(lambda archive: archive.set_aside(unreadable))
        if post := self._posts.get(arrival.source.uri):
            post.aside.add(uri)
        self._doorbell()


def _asked(arrival: Arrival, decision: Decision) -> Asked:
    return decision.document, arrival.name, arrival.received, arrival.home
