"""What a worker makes of a feed: which of its entries are new, or new versions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from watchers.document import Arrival, Document
from watchers.reading.feeds import NoFeedError, ReadFeed, read_feed
from watchers.sources.feeds.identity import Decision, History, Judged, judge, skippable
from watchers.sources.feeds.state import Hints

Asked = tuple[Document, str, datetime, str | None]
"""A document to be tagged, the name of its arrival, when that was received, and where it reports from."""


@dataclass(frozen=True, slots=True)
class Visited:
    """`news` are new entries and new versions, newest first; `history` is to be handed in at the next visit.

    `trouble` is why it is no feed, in a word and then in a sentence; "" for a feed. `warning` is what was repaired.
    """

    news: tuple[Decision, ...] = ()
    history: bytes = b""
    title: str | None = None
    hints: Hints = field(default_factory=Hints)
    warning: str = ""
    trouble: str = ""
    reason: str = ""


def visited(
    arrival: Arrival, history: bytes | None, since: datetime | None, again: frozenset[str] = frozenset()
) -> Visited:
    """`history` is that of the last visit, which was at `since`; None at the first. The keys `again` count as new."""
    known = None if history is None else _without(_decoded(history), again)
    try:
        feed, judged = _judged(arrival, known, since)
    except NoFeedError as error:
        return Visited(trouble=error.trouble, reason=error.reason)
    facts = feed.facts
    return Visited(
        (*judged.of("new"), *judged.of("revised")),
        _encoder.encode(judged.history),
        facts.title,
        Hints(every=facts.every, skip_hours=facts.skip_hours, skip_days=facts.skip_days),
        next(iter(feed.warnings), "") if feed.documents or feed.skipped else "The feed holds no entries.",
    )


def _judged(arrival: Arrival, known: History | None, since: datetime | None) -> tuple[ReadFeed, Judged]:
    """Entries that are as they were are not read again, except where the others are not sure to be told from them."""
    feed = read_feed(arrival, skippable(known))
    judged = judge(known, feed.documents, since, feed.marks, feed.skipped)
    if judged.sure:
        return feed, judged
    feed = read_feed(arrival)
    return feed, judge(known, feed.documents, since, feed.marks)


def _without(history: History, keys: frozenset[str]) -> History:
    return replace(history, entries=tuple(each for each in history.entries if each.key not in keys))


def _decoded(history: bytes) -> History:
    """One that cannot be read any more counts as empty; the archive then tells what it has already."""
    try:
        return _decoder.decode(history)
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return History()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(History)
