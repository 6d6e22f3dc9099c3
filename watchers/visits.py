"""What a worker makes of a feed: which of its entries are new, or new versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from watchers.document import Arrival, Document
from watchers.reading.feeds import NoFeedError, read_feed
from watchers.sources.feeds.identity import Decision, History, judge
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


def visited(arrival: Arrival, history: bytes | None, since: datetime | None) -> Visited:
    """`history` is that of the last visit, which was at `since`; None at the first."""
    try:
        feed = read_feed(arrival)
    except NoFeedError as error:
        return Visited(trouble=error.trouble, reason=error.reason)
    judged = judge(None if history is None else _decoded(history), feed.documents, since)
    facts = feed.facts
    return Visited(
        (*judged.of("new"), *judged.of("revised")),
        _encoder.encode(judged.history),
        facts.title,
        Hints(every=facts.every, skip_hours=facts.skip_hours, skip_days=facts.skip_days),
        next(iter(feed.warnings), "") if feed.documents else "The feed holds no entries.",
    )


def _decoded(history: bytes) -> History:
    """One that cannot be read any more counts as empty; the archive then tells what it has already."""
    try:
        return _decoder.decode(history)
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return History()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(History)
