"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from watchers.clean import clean_body, clean_line
from watchers.document import Document, FeedFacts, Link
from watchers.errors import UnreadableError
from watchers.reading.entry import is_meant, told_instant
from watchers.reading.feed import LARGEST, Feed, filled, mark_of
from watchers.reading.fragment import Fragment, line_of, of_markup, of_plain, unique, web_address
from watchers.reading.given import Given
from watchers.reading.text import Told, read_text

_MOST = 20_000
_VERSION = "https://jsonfeed.org/version/1.1"
_PICTURED = ("image/", "video/", "audio/")


def read(given: Given) -> Iterator[Document]:
    """The items in the file's order. Raises UnreadableError, also for an empty feed."""
    yield from filled(given, opened(given))


def opened(given: Given, known: frozenset[int] = frozenset()) -> Feed:
    """The same for a feed that may be empty, without items of known marks. Raises UnreadableError for no feed."""
    if len(given.content) > LARGEST:
        raise UnreadableError(given.name, "The feed is larger than 15 MiB.", "Split it.")
    try:
        feed = json.loads(given.text, strict=False)
    except (ValueError, RecursionError) as error:
        problem = clean_line(str(error), 100)
        raise UnreadableError(given.name, f"The feed's JSON is broken ({problem}).", "Save the feed again.") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableError(given.name, "It is no feed: it has no list of items.", "Save the feed again.")
    told = [item for item in items if isinstance(item, dict)]
    warnings = (f"Only the first {_MOST:,} entries were read.",) if len(told) > _MOST else ()
    facts = _facts(feed, given)
    marked = [(mark_of(repr(item).encode("utf-8", "replace")), item) for item in told[:_MOST]]
    skipped = frozenset(mark for mark, _ in marked if mark in known)
    again = Counter(mark for mark, _ in marked)
    left = [(mark, item) for mark, item in marked if mark not in known or again[mark] > 1]
    entries = (_document(item, feed, facts, given, warnings) for _, item in left)
    head = {"version": _VERSION, "title": facts.title or "", "language": facts.language or ""}
    originals = tuple(json.dumps({**head, "items": [item]}).encode() for _, item in left)
    return Feed(facts, entries, warnings, tuple(mark for mark, _ in left), skipped, originals)


def _facts(feed: Mapping[str, Any], given: Given) -> FeedFacts:
    hubs = (each for each in _list(feed, "hubs") if isinstance(each, dict))
    return FeedFacts(
        title=_line(feed, "title"),
        link=web_address(feed.get("home_page_url"), given.address),
        language=_line(feed, "language"),
        address=web_address(feed.get("feed_url"), given.address),
        hub=next((hub for each in hubs if (hub := web_address(each.get("url"), given.address))), None),
    )


def _document(
    item: Mapping[str, Any], feed: Mapping[str, Any], facts: FeedFacts, given: Given, warnings: tuple[str, ...]
) -> Document:
    received, base = given.received, facts.link or given.address
    link = web_address(item.get("url"), base)
    content = _content(item, link or base)
    summary = of_plain(_string(item, "summary"))
    body = content if content.text else summary
    told = Told(
        {
            "title": _line(item, "title") or "",
            "url": link or "",
            "language": _line(item, "language") or facts.language or "",
        },
        told_instant(_string(item, "date_published")[:100], received),
        warnings,
        titled=True,
    )
    document = read_text(body.text, received, "jsonfeed", told)
    updated = told_instant(_string(item, "date_modified")[:100], received)
    return replace(
        document,
        published=document.published or updated,
        updated=updated,
        byline=_people(item) or _people(feed) or document.byline,
        guid=_identity(item),
        abstract=clean_body(summary.text)[0] or None if content.text else None,
        keywords=tuple(
            dict.fromkeys(
                word for tag in _list(item, "tags") if isinstance(tag, str) and (word := clean_line(tag, 200))
            )
        ),
        links=unique([*_links(item, link), *body.links]),
        media=unique([*_media(item, link or ""), *body.media]),
        feed=facts,
    )


def _identity(item: Mapping[str, Any]) -> str | None:
    """Numbers too, which are no ids after the standard; 1.0 is 1."""
    told = item.get("id")
    if isinstance(told, float) and told.is_integer():
        told = int(told)
    return clean_line(str(told), 2000) or None if isinstance(told, str | float | int) else None


def _content(item: Mapping[str, Any], base: str) -> Fragment:
    """The plain text is the publisher's own, the HTML has the links."""
    plain, rich = of_plain(_string(item, "content_text")), of_markup(_string(item, "content_html"), base)
    return Fragment(rich.text or plain.text, rich.links or plain.links, rich.media)


def _links(item: Mapping[str, Any], link: str | None) -> Iterator[Link]:
    if link:
        yield Link(link, "alternate")
    if other := web_address(item.get("external_url")):
        yield Link(other, "related")
    for each in _list(item, "attachments"):
        if isinstance(each, dict) and not _kind(each).startswith(_PICTURED) and (href := web_address(each.get("url"))):
            yield Link(href, "enclosure", _kind(each) or None, _line(each, "title"))


def _media(item: Mapping[str, Any], base: str) -> Iterator[Link]:
    for key in ("image", "banner_image"):
        if href := web_address(item.get(key), base):
            yield Link(href)
    for each in _list(item, "attachments"):
        if isinstance(each, dict) and _kind(each).startswith(_PICTURED) and (href := web_address(each.get("url"))):
            yield Link(href, "enclosure", _kind(each), _line(each, "title"))


def _people(table: Mapping[str, Any]) -> str | None:
    """`authors` since 1.1, `author` before; some give the bare name."""
    told = [
        {"name": each} if isinstance(each, str) else each for each in [*_list(table, "authors"), table.get("author")]
    ]
    people = [each for each in told if isinstance(each, dict)]
    return "; ".join(dict.fromkeys(name for each in people[:50] if (name := _line(each, "name")))) or None


def _kind(attachment: Mapping[str, Any]) -> str:
    return clean_line(_string(attachment, "mime_type"), 100).lower()


def _line(table: Mapping[str, Any], key: str) -> str | None:
    value = _string(table, key)
    return (line_of(value) if is_meant(value) else clean_line(value)) or None


def _string(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []
