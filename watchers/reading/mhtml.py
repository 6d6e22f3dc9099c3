"""Saved pages with their parts (MHTML, RFC 2557), as Chrome and Internet Explorer write them: the main page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import mailheaders as headers
from watchers.reading.fragment import web_address
from watchers.reading.given import Given
from watchers.reading.html import read_html
from watchers.reading.mailparts import MOST_PARTS, characters, parameter, parsed

_PAGES = frozenset(["text/html", "application/xhtml+xml"])


def read(given: Given) -> Iterator[Document]:
    """The document of the main page; where that is a frame set, of its largest frame. Raises UnreadableError."""
    message = parsed(given)
    pages = _pages(message)
    if not pages:
        raise UnreadableError(given.name, "There is no page in the web archive.", "Save the page again as .html.")
    try:
        yield _document(pages[0], message, given)
    except UnreadableError:
        if len(pages) == 1:
            raise
        yield _document(max(pages[1:], key=lambda page: len(characters(page)[0])), message, given)


def _document(page: Message, message: Message, given: Given) -> Document:
    text, warnings = characters(page)
    document = read_html(text, given.received, given.name)
    return replace(
        document,
        format="mhtml",
        headline=document.headline or headers.header(message, "subject") or None,
        link=_location(page) or _location(message) or document.link,
        warnings=(*warnings, *document.warnings),
    )


def _location(part: Message) -> str | None:
    for name in ("content-location", "snapshot-content-location"):
        if found := web_address(headers.header(part, name)):
            return found
    return None


def _pages(message: Message) -> list[Message]:
    """The pages in it, the one that is told to be the first before the others."""
    start = parameter(message, "start")
    pages = [
        part for _, part in zip(range(MOST_PARTS), message.walk(), strict=False) if part.get_content_type() in _PAGES
    ]
    return sorted(pages, key=lambda page: start is None or headers.header(page, "content-id").lower() != start)
