"""One visit to a feed: asked, read, its news taken in; what came of it is told to the schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from watchers.document import Arrival
from watchers.errors import UnreadableError
from watchers.reading.clean import clean_line
from watchers.sources.feeds.answers import Asked, Failed, Fetched, Tokens, Unchanged
from watchers.sources.feeds.answers import Hints as Asking
from watchers.sources.feeds.feed import Feed
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.identity import Decision
from watchers.sources.feeds.intake import Brought, FeedIntake
from watchers.sources.feeds.pages import whole
from watchers.sources.feeds.state import Hints, Outcome
from watchers.subscriptions.secrets import SecretError, credentials

_NAME = "feed"
"""What readers call it: an address would be taken for the name of a file."""


class Visit:
    """`environ` has the passwords that the settings name."""

    def __init__(
        self,
        feed: Feed,
        fetcher: Fetcher,
        intake: FeedIntake,
        clock: Callable[[], datetime],
        environ: Mapping[str, str],
    ) -> None:
        self._feed, self._fetcher, self._intake = feed, fetcher, intake
        self._clock, self._environ = clock, environ

    async def outcome(self) -> Outcome:
        """What came of it. Raises ArchiveError only."""
        try:
            asked = self._asked()
        except SecretError as error:
            return Outcome("failed", trouble="scheme", reason=error.problem)
        match await self._fetcher.fetch(asked):
            case Failed() as failed:
                return _failure(failed)
            case Unchanged() as same:
                self._remember(same.tokens)
                return Outcome("unchanged", 304, hints=_hints(same.hints), moved=same.moved)
            case Fetched() as fetched:
                return await self._read(fetched)

    def _asked(self) -> Asked:
        feed, wanted = self._feed, self._feed.subscription
        shown = credentials(wanted, self._environ)
        tokens = Tokens(feed.state.etag, feed.state.modified)
        login = {"user": shown.user or "", "password": shown.password or "", "headers": dict(shown.headers)}
        return Asked(feed.address, tokens, **login, allow_private=wanted.allow_private)  # type: ignore[arg-type]

    async def _read(self, fetched: Fetched) -> Outcome:
        feed = self._feed
        fresh = _hints(fetched.hints)
        digest = sha256(fetched.content).digest()
        if digest == feed.digest:
            self._remember(fetched.tokens)
            return Outcome("unchanged", fetched.status, hints=fresh, moved=fetched.moved)
        arrival = Arrival(feed.source, feed.uri, _NAME, fetched.content, self._clock())
        try:
            brought = await self._intake.read_feed(arrival, feed.state.succeeded)
        except UnreadableError as error:
            return Outcome("failed", fetched.status, "unreadable", error.reason)
        if brought.trouble:
            return Outcome("failed", fetched.status, brought.trouble, brought.reason)
        await self._take(arrival, brought)
        feed.digest = digest
        self._remember(fetched.tokens)
        return Outcome(
            "new",
            fetched.status,
            entries=_instants(brought, arrival.received),
            hints=replace(brought.hints, fresh=fresh.fresh),
            moved=fetched.moved,
            warning=brought.warning,
        )

    async def _take(self, arrival: Arrival, brought: Brought) -> None:
        feed = self._feed
        feed.state = replace(feed.state, title=brought.title or feed.state.title)
        arrival = replace(arrival, source=feed.source, name=feed.source.name, home=feed.subscription.home)
        news = [(arrival, self._credited(each)) for each in brought.news]
        if feed.subscription.full_text:
            news = [await whole(*each, self._page, self._intake) for each in news]
        await self._intake.take_news(feed.source, news, brought.history)

    def _credited(self, decision: Decision) -> Decision:
        """With the agency that the subscription names, where the entry names none."""
        document, agency = decision.document, self._feed.subscription.agency
        return replace(decision, document=replace(document, credit=document.credit or agency))

    async def _page(self, asked: Asked) -> Fetched | Failed | Unchanged:
        return await self._fetcher.fetch(replace(asked, allow_private=self._feed.subscription.allow_private))

    def _remember(self, tokens: Tokens) -> None:
        self._feed.state = replace(self._feed.state, etag=tokens.etag, modified=tokens.modified)


def _failure(failed: Failed) -> Outcome:
    kind = {410: "gone", 429: "limited"}.get(failed.status or 0, "failed")
    reason = clean_line(failed.reason, 300)
    return Outcome(kind, failed.status, failed.kind, reason, retry_after=failed.retry_after)  # type: ignore[arg-type]


def _hints(hints: Asking) -> Hints:
    return Hints(fresh=hints.max_age if hints.max_age is not None else hints.expires)


def _instants(brought: Brought, received: datetime) -> tuple[datetime, ...]:
    """When the new entries were published; those in the future, or without an instant, now."""
    new = [each.document for each in brought.news if each.verdict == "new"]
    return tuple(min(each.published or received, received) for each in new)
