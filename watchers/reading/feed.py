"""Feeds saved as files: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with what their common extensions add.

feedparser sees only what the hardened XML parser has taken in: it raises on illegal references, takes quadratic time
over floods of attributes and comments, and falls back on a loose parser for XML that is not well-formed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from watchers.document import Document, FeedFacts
from watchers.errors import UnreadableError
from watchers.reading import xml
from watchers.reading.clean import clean_line
from watchers.reading.entry import document_of, instant_of, line_in
from watchers.reading.formats import Format
from watchers.reading.fragment import web_address
from watchers.reading.given import Given

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LARGEST = 15 * 2**20
_MOST_ENTRIES = 20_000
_MOST_ATTRIBUTES = 100
_LONGEST_NAME = 1_000
_ROOTS = ("rss", "rdf", "channel", "feed")
_PEOPLE = frozenset("author creator contributor managingeditor webmaster name email credit publisher editor".split())
_KNOWN = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
"""Namespaces of the prefixes that feeds forget to declare."""
_ADDRESSED = re.compile(
    r"(?P<before>[^<>@()]{0,200})<?[^\s<>@()]{1,200}@[^\s<>@()]{1,200}>?\s*(?:\((?P<behind>[^()]*)\))?"
)
_MEDIA = "search.yahoo.com/mrss"
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, LookupError, OverflowError, RecursionError)
"""What feedparser lets through where a feed is odd."""


def read(given: Given) -> Iterator[Document]:
    """The feed's entries in the file's order. Raises UnreadableError, also for what is no feed or an empty one."""
    if len(given.content) > _LARGEST:
        raise UnreadableError(given.name, "The feed is larger than 15 MiB.", "Split it.")
    root, warnings = xml.parse(given)
    if xml.local(root) not in _ROOTS:
        raise UnreadableError(given.name, f"It is no feed: its root is <{xml.local(root)}>.", "Save the feed again.")
    warnings = (*warnings, *_prepared(root))
    parsed = _parsed(root, given.name)
    if not parsed["entries"]:
        raise UnreadableError(given.name, "The feed holds no entries.", "It is read as soon as it holds some.")
    facts = _facts(parsed["feed"], given)
    form: Format = "atom" if xml.local(root) == "feed" else "rss"
    for entry in parsed["entries"]:
        yield document_of(entry, facts, form, given.received, warnings)


def _parsed(root: Element, name: str) -> Any:
    import feedparser
    from lxml import etree

    content = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    try:
        return feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except _BROKEN as error:
        problem = clean_line(str(error), 100)
        raise UnreadableError(name, f"Its entries cannot be told apart ({problem}).", "Save the feed again.") from None


def _facts(feed: Any, given: Given) -> FeedFacts:
    return FeedFacts(
        title=line_in(feed, "title"),
        link=web_address(feed.get("link")),
        language=clean_line(str(feed.get("language") or ""), 35) or None,
        updated=instant_of(feed, "updated", given.received) or instant_of(feed, "published", given.received),
    )


def _prepared(root: Element) -> tuple[str, ...]:
    """Bounds names, attributes and the number of entries in the tree; what was left out in words."""
    entries = 0
    dropped = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        _declare(element)
        kind = xml.local(element)
        if kind in {"item", "entry"}:
            entries += 1
            dropped += [element] if entries > _MOST_ENTRIES else []
        elif kind in _PEOPLE and element.text and len(element) == 0:
            element.text = _person(element.text)
        elif kind in {"content", "group", "thumbnail"} and _MEDIA in element.tag:
            _keep_caption(element)
    for element in dropped:
        element.getparent().remove(element)
    return (f"Only the first {_MOST_ENTRIES:,} entries were read.",) if dropped else ()


def _declare(element: Element) -> None:
    """Names whose prefix was not declared would make the whole feed unreadable."""
    prefix, colon, name = element.tag.partition(":")
    if colon and not element.tag.startswith("{"):
        element.tag = f"{{{_KNOWN[prefix]}}}{name}" if prefix in _KNOWN else name
    for n, key in enumerate(list(element.attrib)):
        if n >= _MOST_ATTRIBUTES or (":" in key and not key.startswith("{")):
            value = element.attrib.pop(key)
            if n < _MOST_ATTRIBUTES and (name := key.rpartition(":")[2]) not in element.attrib:
                element.set(name, value)


def _person(text: str) -> str:
    """`a@b.example (A. Writer)` and `A. Writer <a@b.example>` → the name: feedparser tells few addresses from names."""
    found = _ADDRESSED.fullmatch(text := text.strip()[:_LONGEST_NAME])
    return (found["behind"] or found["before"] or "").strip(' "') if found else text


def _keep_caption(element: Element) -> None:
    """Media RSS lets a picture have a title and text, which must not become those of the entry."""
    told = {}
    for each in list(xml.children(element, "title", "description", "text", "credit")):
        told[xml.local(each)] = xml.words(each)
        element.remove(each)
    caption = told.get("description") or told.get("title") or told.get("text")
    pictures = [element] if xml.local(element) != "group" else list(xml.children(element, "content", "thumbnail"))
    for picture in pictures:
        if caption and "caption" not in picture.attrib:
            picture.set("caption", caption)
