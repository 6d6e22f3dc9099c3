"""What an address answers with, before anybody subscribes to it: a feed with its entries, or a page with its feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from watchers.clean import clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.formats import WORDS, Format, reader
from watchers.reading.given import Given
from watchers.reading.page import parse
from watchers.reading.sniff import sniff
from watchers.sources.feeds.discovery import Candidate, candidates

By = Literal["guid", "link", "title"]

_FEEDS: tuple[Format, ...] = ("rss", "atom", "jsonfeed")
_NO_ENTRIES = "The feed holds no entries."
_ADVICE = "Give the address of a feed, or of a page that tells of one."


@dataclass(frozen=True, slots=True)
class Entry:
    """`identity` is the guid, else the link, else the title: what `by` says."""

    title: str
    identity: str
    by: By
    link: str | None
    published: datetime | None
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """`form` in words, `charset` as it was read; entries in the feed's order."""

    form: str
    title: str
    page: str | None
    language: str | None
    charset: str
    entries: tuple[Entry, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A web page and the feeds it may have, the likeliest first."""

    title: str
    feeds: tuple[Candidate, ...]


Look = Feed | Page


def look(content: bytes, address: str) -> Look:
    """What the bytes are that an address gave. Raises UnreadableError for what is neither feed nor page."""
    given = Given(content, "", datetime.now(UTC))  # no name: endings of addresses tell nothing
    try:
        return _seen(given, address)
    except UnreadableError as error:
        advice = error.advice if error.advice == _ADVICE else "Try again later, or tell whoever publishes it."
        raise UnreadableError(clean_line(address, 200), error.reason, advice) from None


def _seen(given: Given, address: str) -> Look:
    if not given.content.strip():
        raise UnreadableError("", "The answer is empty.", "")
    form = sniff(given)
    if form == "html":
        page = parse(given.text)
        return Page(clean_line(page.title) if page else "", candidates(given.content, address))
    if form not in _FEEDS:
        raise UnreadableError("", f"It is {WORDS[form]}, no feed.", _ADVICE)
    documents = _documents(given, form)
    facts = documents[0].feed if documents else None
    repaired = [*given.decoded.warnings, *(warning for each in documents[:1] for warning in each.warnings)]
    return Feed(
        WORDS[form],
        facts.title or "" if facts else "",
        facts.link if facts else None,
        facts.language if facts else None,
        given.decoded.charset,
        tuple(map(_entry, documents)),
        tuple(dict.fromkeys(repaired)),
    )


def _documents(given: Given, form: Format) -> Sequence[Document]:
    """None where the feed says so; what is no feed at all is an error."""
    try:
        return list(reader(form)(given))
    except UnreadableError as error:
        if error.reason == _NO_ENTRIES:
            return []
        raise


def _entry(document: Document) -> Entry:
    title = document.headline or clean_line(document.text, 120)
    by: By = "guid" if document.guid else "link" if document.link else "title"
    identity = document.guid or document.link or title
    return Entry(title, identity, by, document.link, document.published, document.updated)
