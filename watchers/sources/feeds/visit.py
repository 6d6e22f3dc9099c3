"""One visit to a feed: asked, read, its news taken in; what came of it is told to the schedule."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from watchers.clean import clean_line
from watchers.document import Arrival
from watchers.errors import UnreadableError
from watchers.sources.feeds.answers import Asked, Failed, Fetched, Tokens, Unchanged
from watchers.sources.feeds.answers import Hints as Asking
from watchers.sources.feeds.feed import Feed
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.identity import Decision
from watchers.sources.feeds.intake import FeedIntake
from watchers.sources.feeds.news import Visited
from watchers.sources.feeds.pages import whole
from watchers.sources.feeds.shelf import Shelf
from watchers.sources.feeds.state import Hints, Kind, Outcome
from watchers.subscriptions.secrets import SecretError, credentials

_NAME = "feed"
"""What readers call it: an address would be taken for the name of a file."""
_TOGETHER = 8
"""Entries that are taken in at once."""
_CROWDED = "It sends so much, while others do too, that it had to give way."


class Visit:
    """`environ` has the passwords that the settings name. With `again` the feed is read though it is as it was."""

    def __init__(
        self,
        feed: Feed,
        fetcher: Fetcher,
        intake: FeedIntake,
        clock: Callable[[], datetime],
        environ: Mapping[str, str],
        shelf: Shelf,
        *,
        again: bool = False,
    ) -> None:
        self._feed, self._fetcher, self._intake = feed, fetcher, intake
        self._clock, self._environ, self._shelf, self._again = clock, environ, shelf, again

    async def outcome(self) -> Outcome:
        """What came of it; the archive has what it brought. Raises ArchiveError."""
        try:
            asked = await self._asked()
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

    async def _asked(self) -> Asked:
        """Secrets are shown where the feed is subscribed, and not where a redirect has moved it since."""
        feed, wanted = self._feed, self._feed.subscription
        tokens = Tokens() if self._again else Tokens(feed.state.etag, feed.state.modified)
        asked = Asked(feed.address, tokens, allow_private=wanted.allow_private)
        if not is_of(feed.address, wanted.address):
            return asked
        if wanted.keyring:  # which may ask the person, and wait
            shown = await asyncio.to_thread(credentials, wanted, self._environ)
        else:
            shown = credentials(wanted, self._environ)
        return replace(asked, user=shown.user or "", password=shown.password or "", headers=dict(shown.headers))

    async def _read(self, fetched: Fetched) -> Outcome:
        feed = self._feed
        fresh = _hints(fetched.hints)
        digest = sha256(fetched.content).digest()
        if digest == feed.digest and not self._again:
            self._remember(fetched.tokens)
            return Outcome("unchanged", fetched.status, hints=fresh, moved=fetched.moved)
        with self._shelf.place(len(fetched.content)) as found:
            if not found:
                return Outcome("failed", fetched.status, "too-large", _CROWDED, local=True)
            arrival = Arrival(feed.source, feed.uri, _NAME, fetched.content, self._clock())
            try:
                brought = await self._intake.read_feed(arrival, self._since, again=self._again or not feed.digest)
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
            entries=brought.entries,
            hints=replace(brought.hints, fresh=fresh.fresh),
            moved=fetched.moved,
            warning=brought.warning,
        )

    @property
    def _since(self) -> datetime | None:
        """The last visit that succeeded; a clock that was put back since has not seen the future."""
        succeeded = self._feed.state.succeeded
        return min(succeeded, self._clock()) if succeeded else None

    async def _take(self, arrival: Arrival, brought: Visited) -> None:
        """A few entries at a time, so that their pages are not all in memory; what is known of them comes last."""
        feed = self._feed
        feed.state = replace(feed.state, title=brought.title or feed.state.title)
        arrival = replace(arrival, source=feed.source, name=feed.source.name, home=feed.subscription.home)
        try:
            for at in range(0, len(brought.news), _TOGETHER):
                feed.pending = len(brought.news) - at
                taken = brought.news[at : at + _TOGETHER]
                some = [(replace(arrival, content=content), self._credited(each)) for each, content in taken]
                if feed.subscription.full_text:
                    some = await asyncio.gather(*(whole(*each, self._page, self._intake) for each in some))
                await self._intake.take_news(some)
        finally:
            feed.pending = 0
        await self._intake.keep_entries(feed.source, brought.history)

    def _credited(self, decision: Decision) -> Decision:
        """With the agency that the subscription names, where the entry names none."""
        document, agency = decision.document, self._feed.subscription.agency
        return replace(decision, document=replace(document, credit=document.credit or agency))

    async def _page(self, asked: Asked) -> Fetched | Failed | Unchanged:
        return await self._fetcher.fetch(replace(asked, allow_private=self._feed.subscription.allow_private))

    def _remember(self, tokens: Tokens) -> None:
        self._feed.state = replace(self._feed.state, etag=tokens.etag, modified=tokens.modified)


def _failure(failed: Failed) -> Outcome:
    kind: Kind = "gone" if failed.status == 410 else "limited" if failed.status == 429 else "failed"
    trouble = failed.kind if kind == "failed" else kind
    return Outcome(kind, failed.status, trouble, clean_line(failed.reason, 300), retry_after=failed.retry_after)


def _hints(hints: Asking) -> Hints:
    return Hints(fresh=hints.max_age if hints.max_age is not None else hints.expires)


def is_of(address: str, subscribed: str) -> bool:
    """Whether an address is on the server that was subscribed, or on the same one by TLS."""
    one, other = urlsplit(address), urlsplit(subscribed)
    if (one.scheme, one.netloc) == (other.scheme, other.netloc):
        return True
    upgraded = (one.scheme, other.scheme) == ("https", "http")
    return upgraded and one.hostname == other.hostname and (one.port, other.port) in {(None, None), (443, 80)}
