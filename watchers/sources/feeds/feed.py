"""A subscribed feed as a source: what a person wants of it, what is known of it, how it fares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from watchers.document import Source
from watchers.sources.condition import Condition
from watchers.sources.feeds import health, schedule
from watchers.sources.feeds.state import FeedState
from watchers.sources.names import shown
from watchers.subscriptions import Subscription

_LONGEST = timedelta(days=8)
_FIRST = datetime.min.replace(tzinfo=UTC)
_TOLD_SECONDS = 20
"""How long a sentence stands of a state that stays: it only changes when a visit falls due, or a day ends."""


@dataclass(slots=True)
class Feed:
    """`digest` is that of the bytes that were read last; `visiting` while a visit is under way.

    `pending` are its news that are not kept yet. With `again` it is to be read though it is as it was.
    """

    subscription: Subscription
    state: FeedState
    clock: Callable[[], datetime]
    digest: bytes = b""
    visiting: bool = False
    pending: int = 0
    again: bool = False
    _told: tuple[tuple[FeedState, int], Condition] | None = field(default=None, repr=False)

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
        """Also where it is due later than ever asked for: that was told by a clock that has been put back since."""
        due = schedule.due(self.state)
        return not self.visiting and (due <= now or (due < schedule.NEVER and due - now > _LONGEST))

    @property
    def condition(self) -> Condition:
        """How it fares now, in one sentence whatever it is; it is asked for all feeds whenever one of them changes."""
        now = self.clock()
        of = (self.state, int(now.timestamp()) // _TOLD_SECONDS)
        if self._told is None or self._told[0][0] is not of[0] or self._told[0][1] != of[1]:
            self._told = of, _condition(self.state, now)
        return self._told[1]


def _condition(state: FeedState, now: datetime) -> Condition:
    due, told = schedule.due(state), health.sentence(state, now)
    standing = health.standing(state, now)
    fine = standing in {"live", "off"} and not state.gone
    return Condition(
        standing,
        None if fine else told,
        state.succeeded,
        due if _FIRST < due < schedule.NEVER else None,
        told if fine else None,
        state.muted_until,
    )


def begun(subscription: Subscription, state: FeedState, clock: Callable[[], datetime]) -> Feed:
    """A feed that is taken up, with what was known of it."""
    feed = Feed(replace(subscription, paused=state.paused is not None), state, clock)
    feed.wish(subscription, clock())
    return feed
