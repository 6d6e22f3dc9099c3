"""What is remembered of a feed between two visits, as one blob that later versions of wirewatch still read."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, get_type_hints

import msgspec

from watchers.sources.feeds.rhythm import Rhythm

NEVER = datetime.max.replace(tzinfo=UTC)
"""When a feed that is paused, or gone, is due."""

Kind = Literal["new", "unchanged", "failed", "limited", "gone"]
Trouble = Literal[
    "dns", "refused", "unreachable", "timeout", "tls", "too-large", "encoding", "redirects", "private", "scheme",
    "http", "protocol", "proxy", "limited", "gone", "page", "empty", "unreadable",
]  # fmt: skip
"""The fetcher's kinds of failure, and those of what came: a web page, no entries, no feed that can be read."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a publisher asks of readers: seconds to wait after a visit, hours in UTC and weekdays (Monday is 0) to skip.

    `fresh` are the seconds for which HTTP calls the answer fresh, `every` those of ttl or sy:updatePeriod.
    """

    fresh: int | None = None
    every: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one visit.

    `new` is a feed that was read, even where none of its entries is new; `entries` are the instants of its new ones.
    `moved` is where a 301 or 308 pointed to. `retry_after` are seconds. With `local` the trouble is this machine's own
    and not the feed's, as when all feeds fail at once. `warning` is a sentence about a feed that was read all the same.
    """

    kind: Kind
    status: int | None = None
    trouble: str | None = None
    reason: str = ""
    entries: tuple[datetime, ...] = ()
    hints: Hints | None = None
    moved: str | None = None
    retry_after: int | None = None
    local: bool = False
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the last visit brought nothing; `since` is the first of the visits that failed in this way."""

    trouble: str
    since: datetime
    status: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """All instants are in UTC; `every` are the seconds between visits that a person set.

    `etag` and `modified` are the server's own, sent back as they came; `content` is a digest of the bytes read
    last, for servers that send them again. `address` is that which a feed has moved to for good; `moved` is one it
    points to now, and how many answers did. `barred` is an instant before which the server wants no visit, not even
    one that a person asks for.
    """

    due: datetime | None = None
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    content: int = 0
    tried: datetime | None = None
    known_since: datetime | None = None
    succeeded: datetime | None = None
    changed: datetime | None = None
    brought: int = 0
    problem: Problem | None = None
    failures: int = 0
    warning: str = ""
    address: str | None = None
    taken_over: datetime | None = None
    moved: str | None = None
    moved_answers: int = 0
    gone: datetime | None = None
    barred: datetime | None = None
    hints: Hints = field(default_factory=Hints)
    rhythm: Rhythm = field(default_factory=Rhythm)
    every: int | None = None
    paused: datetime | None = None
    muted_until: datetime | None = None


def encoded(state: FeedState) -> bytes:
    """The blob, by field names, without what is as at the beginning."""
    fresh = FeedState()
    told = {each.name: getattr(state, each.name) for each in fields(state)}
    return msgspec.msgpack.encode({name: value for name, value in told.items() if value != getattr(fresh, name)})


def decoded(blob: bytes) -> FeedState:
    """What can be read of a blob: a field that is unknown or damaged is left as at the beginning, and never raises."""
    try:
        held = msgspec.msgpack.decode(blob)
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return FeedState()
    if not isinstance(held, dict):
        return FeedState()
    kept: dict[str, Any] = {}
    for name, kind in _types().items():
        if name in held:
            try:
                kept[name] = msgspec.convert(held[name], kind)
            except (msgspec.MsgspecError, ValueError, TypeError, OverflowError):
                continue
    return FeedState(**kept)


@cache
def _types() -> dict[str, Any]:
    return get_type_hints(FeedState)
