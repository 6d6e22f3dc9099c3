"""What a worker makes of a feed: which of its entries are new, or new versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from watchers.document import Arrival, Document
from watchers.errors import UnreadableError
from watchers.reading import reading
from watchers.sources.feeds.identity import Decision, History, judge

Asked = tuple[Document, str, datetime, str | None]
"""A document to be tagged, the name of its arrival, when that was received, and where it reports from."""

_FEEDS = frozenset(["rss", "atom", "jsonfeed"])
_PAGES = frozenset(["html", "mhtml"])


@dataclass(frozen=True, slots=True)
class Visited:
    """`news` are new entries and new versions, newest first; `history` is to be handed in at the next visit.

    `trouble` is why it is no feed (`page`, `unreadable`), with the reason in a sentence; "" for a feed.
    """

    news: tuple[Decision, ...] = ()
    history: bytes = b""
    title: str | None = None
    warning: str = ""
    trouble: str = ""
    reason: str = ""


def visited(arrival: Arrival, history: bytes | None, since: datetime | None) -> Visited:
    """`history` is that of the last visit, which was at `since`; None at the first. Raises UnreadableError."""
    try:
        documents = tuple(reading(arrival))
    except UnreadableError as error:
        if "holds no entries" in error.reason:
            return Visited(history=history or _encoder.encode(History()), warning=error.reason)
        return Visited(trouble="unreadable", reason=error.reason)
    if documents[0].format not in _FEEDS:
        return Visited(trouble="page" if documents[0].format in _PAGES else "unreadable", reason="It is no feed.")
    judged = judge(None if history is None else _decoded(history), documents, since)
    news = [*judged.of("new"), *judged.of("revised")]
    return Visited(tuple(news), _encoder.encode(judged.history), _title(documents), _warning(documents))


def _decoded(history: bytes) -> History:
    """One that cannot be read any more counts as empty; the archive then tells what it has already."""
    try:
        return _decoder.decode(history)
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return History()


def _title(documents: tuple[Document, ...]) -> str | None:
    return documents[0].feed.title if documents[0].feed else None


def _warning(documents: tuple[Document, ...]) -> str:
    """What was repaired of the whole feed."""
    common = [each for each in documents[0].warnings if all(each in document.warnings for document in documents)]
    return common[0] if common else ""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(History)
