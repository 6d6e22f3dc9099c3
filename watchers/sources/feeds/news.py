"""What a worker makes of a feed: which of its entries are new, or new versions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from watchers.document import Arrival, Document
from watchers.reading.feeds import NoFeedError
from watchers.sources.feeds.harvest import harvest
from watchers.sources.feeds.identity import Decision, History
from watchers.sources.feeds.state import Hints

Asked = tuple[Document, str, datetime, str | None]
"""A document to be tagged, the name of its arrival, when that was received, and where it reports from."""


@dataclass(frozen=True, slots=True)
class Visited:
    """`news` are new entries and new versions, newest first, each with the bytes to be kept for it.

    `history` is to be handed in at the next visit; `entries` are the instants of the new ones, for the feed's rhythm.
    `trouble` is why it is no feed, in a word and then in a sentence; "" for a feed. `warning` is what was repaired.
    """

    news: tuple[tuple[Decision, bytes], ...] = ()
    history: bytes = b""
    entries: tuple[datetime, ...] = ()
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
        found = harvest(arrival, known, since)
    except NoFeedError as error:
        return Visited(trouble=error.trouble, reason=error.reason)
    news = tuple(zip(found.decisions, found.originals, strict=True))
    told = _encoder.encode(found.history)
    return Visited(news, told, found.entries, found.facts.title, found.hints(None), found.warning)


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
