"""What the feeds ask of the one who runs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from watchers.document import Arrival, Document, Source
from watchers.sources.feeds.feed import Feed
from watchers.sources.feeds.identity import Decision
from watchers.sources.feeds.news import Visited


class FeedIntake(Protocol):
    """Takes what feeds bring; a call returns when the archive has it."""

    async def feed_states(self) -> dict[str, bytes]:
        """What was kept of each feed, by its address."""
        ...

    async def keep_feeds(self, feeds: Sequence[tuple[Source, bytes]]) -> None:
        """Keeps what is known of feeds."""
        ...

    async def read_feed(self, arrival: Arrival, since: datetime | None, *, again: bool) -> Visited:
        """Which entries are news after what was kept of the feed's last ones. Raises UnreadableError.

        With `again` those that were set aside are, too.
        """
        ...

    async def read_page(self, arrival: Arrival) -> Document:
        """The main text of a page. Raises UnreadableError."""
        ...

    async def take_news(self, news: Sequence[tuple[Arrival, Decision]]) -> None:
        """Tags and keeps a few news of one feed, each with the bytes it came from, or sets them aside."""
        ...

    async def keep_entries(self, source: Source, history: bytes) -> None:
        """Keeps what is to be told from now on of a feed's entries, when its news are kept."""
        ...

    def came(self, feed: Feed) -> None:
        """A feed is visited from now on."""
        ...

    def left(self, source: Source) -> None:
        """A feed is visited no more."""
        ...

    def noticed(self) -> None:
        """How the feeds fare is another now."""
        ...
