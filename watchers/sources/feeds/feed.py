"""A subscribed feed as a source: what a person wants of it, what is known of it, how it fares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from watchers.document import Source
from watchers.sources.condition import Condition
from watchers.sources.feeds import health, schedule
from watchers.sources.feeds.state import FeedState
from watchers.sources.names import shown
from watchers.subscriptions import Subscription


@dataclass(slots=True)
class Feed:
    """`digest` is that of the bytes that were read last; `visiting` while a visit is under way.

    `pending` are its news that are not kept yet.
    """

    subscription: Subscription
    state: FeedState
    clock: Callable[[], datetime]
    digest: bytes = b""
    visiting: bool = False
    pending: int = 0

    @property
    def uri(self) -> str:
        return self.subscription.address

    @property
    def address(self) -> str:
        """Where it is now."""
        return self.state.address or self.subscription.address

    @property
    def source(self) -> Source:
        """Called as the person calls it, else as it calls itself, else by its host."""
        name = self.subscription.name or self.state.title or urlsplit(self.uri).hostname or self.uri
        return Source("feed", shown(name), self.uri)

    def wish(self, subscription: Subscription, now: datetime) -> None:
        """Takes over what a person wants of it now."""
        if not subscription.paused and self.subscription.paused:
            self.state = schedule.resumed(self.state, now)
        self.subscription = subscription
        every = int(subscription.every.total_seconds()) if subscription.every else None
        self.state = schedule.wished(self.state, every, subscription.paused, subscription.muted_until, now)

    def is_due(self, now: datetime) -> bool:
        return not self.visiting and schedule.due(self.state) <= now

    @property
    def condition(self) -> Condition:
        """How it fares now, in one sentence whatever it is."""
        now = self.clock()
        due, told = schedule.due(self.state), health.sentence(self.state, now)
        standing = health.standing(self.state, now)
        fine = standing in {"live", "off"} and not self.state.gone
        return Condition(
            standing,
            None if fine else told,
            self.state.succeeded,
            None if due == schedule.NEVER else max(due, now),
            told if fine else None,
            self.state.muted_until,
        )


def begun(subscription: Subscription, state: FeedState, clock: Callable[[], datetime]) -> Feed:
    """A feed that is taken up, with what was known of it."""
    feed = Feed(replace(subscription, paused=False), state, clock)
    feed.wish(subscription, clock())
    return feed
