"""Feeds saved as files: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with what their common extensions add.

feedparser sees only what the hardened XML parser has taken in: it raises on illegal references, takes quadratic time
over floods of attributes and comments, and falls back on a loose parser for XML that is not well-formed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from watchers.clean import clean_line
from watchers.document import Document, FeedFacts
from watchers.errors import UnreadableError
from watchers.reading import xml
from watchers.reading.doctypes import declared
from watchers.reading.entry import document_of, instant_of, line_in
from watchers.reading.formats import Format
from watchers.reading.fragment import web_address
from watchers.reading.given import Given
from watchers.reading.prefixes import PREFIXES
from watchers.reading.salvage import SALVAGED, salvaged
from watchers.reading.wishes import with_wishes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST = 15 * 2**20
_MOST_ENTRIES = 20_000
_MOST_ATTRIBUTES = 100
_LONGEST_NAME = 1_000
_ROOTS = ("rss", "rdf", "channel", "feed", "entry")
_PEOPLE = frozenset("author creator contributor managingeditor webmaster name email credit publisher editor".split())
_SPACES = frozenset([PREFIXES["atom"], PREFIXES["rdf"], "http://purl.org/atom/ns#"])
_ADDRESSED = re.compile(
    r"(?P<before>(?:[^<>@()]{0,200}[\s<\"])?)<?[^\s<>@()]{1,200}@[^\s<>@()]{1,200}>?\s*(?:\((?P<behind>[^()]*)\))?"
)
_WORDS = frozenset("description summary content encoded abstract body div".split())
"""Elements of an entry that hold its text."""
_AROUND: dict[Format, tuple[bytes, bytes]] = {
    "atom": (b'<feed xmlns="http://www.w3.org/2005/Atom">', b"</feed>"),
    "rss": (b'<rss version="2.0"><channel>', b"</channel></rss>"),
}
_NOT_IN_NAMESPACES = re.compile(r"[\s{}<>]+")
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.A)
_BESIDE = "Something stands beside the feed; it was left out."
_MEDIA = "search.yahoo.com/mrss"
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, LookupError, OverflowError, RecursionError)
"""What feedparser lets through where a feed is odd."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, its entries in the file's order, and what was repaired in words.

    `marks` are digests of the entries as they stand in the file, `skipped` those of the entries that were left out.
    `originals` are the entries, each as a feed of its own.
    """

    facts: FeedFacts
    entries: Iterator[Document]
    warnings: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    skipped: frozenset[int] = frozenset()
    originals: tuple[bytes, ...] = ()


def read(given: Given) -> Iterator[Document]:
    """The feed's entries in the file's order. Raises UnreadableError, also for what is no feed or an empty one."""
    yield from filled(given, opened(given))


def filled(given: Given, feed: Feed) -> Iterator[Document]:
    """The entries of a feed in whatever form. Raises UnreadableError where it holds none."""
    entries = list(feed.entries)
    yield from entries
    if not entries:
        raise UnreadableError(given.name, "The feed holds no entries.", "It is read as soon as it holds some.")


def opened(given: Given, known: frozenset[int] = frozenset()) -> Feed:
    """The same for a feed that may be empty, without entries of known marks. Raises UnreadableError for no feed."""
    if len(given.content) > LARGEST:
        raise UnreadableError(given.name, "The feed is larger than 15 MiB.", "Split it.")
    root, warnings = _root(given)
    pieces, skipped = _without(root, known)
    warnings = (*warnings, *_prepared(root))
    parsed = _parsed(root, given)
    facts = with_wishes(_facts(parsed["feed"], given), root, given.address)
    form: Format = "atom" if xml.local(root) in {"feed", "entry"} else "rss"
    base = facts.link or given.address
    entries = (document_of(entry, facts, base, form, given.received, warnings) for entry in parsed["entries"])
    if len(pieces) != len(parsed["entries"]):
        return Feed(facts, entries, warnings, (), skipped)
    before, behind = _AROUND[form]
    originals = tuple(before + piece + behind for piece in pieces)
    return Feed(facts, entries, warnings, tuple(mark_of(piece) for piece in pieces), skipped, originals)


def _root(given: Given) -> tuple[Element, tuple[str, ...]]:
    """The root of a feed, salvaged where none of the entries is found in it. Raises UnreadableError for no feed."""
    try:
        root, warnings = _feed_in(given)
        hurt = bool(warnings) and xml.first_of(root, "item", "entry") is None
    except UnreadableError:
        if "<!ENTITY" in given.text.upper() or not (salvage := salvaged(given)):
            raise
        return _feed_in(salvage)[0], (SALVAGED,)
    if hurt and (salvage := salvaged(given)):
        return _feed_in(salvage)[0], (SALVAGED,)
    return root, warnings


def _feed_in(given: Given) -> tuple[Element, tuple[str, ...]]:
    root, warnings = xml.parse(declared(given))
    if xml.local(root) == xml.SEVERAL:
        root, warnings = next(xml.all_of(root, *_ROOTS), root), (*warnings, _BESIDE)
    if xml.local(root) not in _ROOTS:
        raise UnreadableError(given.name, f"It is no feed: its root is <{xml.local(root)}>.", "Save the feed again.")
    return root, warnings


def _without(root: Element, known: frozenset[int]) -> tuple[list[bytes], frozenset[int]]:
    """The entries as they stand there, and the marks of those that were known, which are taken out, each once."""
    from lxml import etree

    pieces, skipped = [], set()
    for element in list(xml.within(root, "item", "entry")):
        piece = etree.tostring(element, encoding="unicode", with_tail=False).encode("utf-8", "replace")
        parent = element.getparent()
        if (mark := mark_of(piece)) in known and mark not in skipped and parent is not None:
            parent.remove(element)
            skipped.add(mark)
        else:
            pieces.append(piece)
    return pieces, frozenset(skipped)


def mark_of(content: bytes) -> int:
    """63 bits, never 0."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big") >> 1 | 1


def _parsed(root: Element, given: Given) -> Any:
    import feedparser
    from lxml import etree

    content = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    try:
        return feedparser.parse(
            io.BytesIO(content),
            response_headers={"content-location": given.address} if given.address else None,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _BROKEN as error:
        problem = clean_line(str(error), 100)
        raise UnreadableError(
            given.name, f"Its entries cannot be told apart ({problem}).", "Save the feed again."
        ) from None


def _facts(feed: Any, given: Given) -> FeedFacts:
    return FeedFacts(
        title=line_in(feed, "title"),
        link=web_address(feed.get("link"), given.address),
        language=clean_line(str(feed.get("language") or ""), 35) or None,
        updated=instant_of(feed, "updated", given.received) or instant_of(feed, "published", given.received),
    )


def _prepared(root: Element) -> tuple[str, ...]:
    """Bounds names, attributes and the number of entries in the tree; what was left out in words."""
    _named(root)
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


def _named(root: Element) -> None:
    """Misspelt namespaces of the whole feed become the right ones: feedparser knows no element of theirs."""
    space = root.tag.rpartition("}")[0].lstrip("{")
    if not space or space in _SPACES:
        return
    right = PREFIXES["atom"] if xml.local(root) == "feed" else ""
    for element in root.iter(f"{{{space}}}*"):
        _rename(element, right, element.tag.rpartition("}")[2])


def _rename(element: Element, space: str, name: str) -> None:
    """A parser that mends lets names through that are none."""
    space = _NOT_IN_NAMESPACES.sub("", space)
    name = name if _NAME.fullmatch(name) else "unnamed"
    element.tag = f"{{{space}}}{name}" if space else name


def _declare(element: Element) -> None:
    """Names whose prefix was not declared would make the whole feed unreadable."""
    space, brace, name = element.tag.rpartition("}")
    if brace and len(space.split()) > 1:  # feedparser takes a namespace and a name apart at a blank
        _rename(element, space, name)
    prefix, colon, name = element.tag.partition(":")
    if colon and not element.tag.startswith("{"):
        _rename(element, PREFIXES.get(prefix, ""), name)
    for n, key in enumerate(list(element.attrib)):
        if n >= _MOST_ATTRIBUTES or (":" in key and not key.startswith("{")):
            value = element.attrib.pop(key)
            name = key.rpartition(":")[2]
            if n < _MOST_ATTRIBUTES and _NAME.fullmatch(name) and name not in element.attrib:
                element.set(name, value)


def _person(text: str) -> str:
    """`a@b.example (A. Writer)` and `A. Writer <a@b.example>` → the name: feedparser tells few addresses from names."""
    found = _ADDRESSED.fullmatch(text := text.strip()[:_LONGEST_NAME])
    return (found["behind"] or found["before"] or "").strip(' "<') or text if found else text


def _keep_caption(element: Element) -> None:
    """Media RSS lets a picture have a title and text, which become those of the entry only where it has none."""
    own = _own_words(element)
    told = {}
    for each in list(xml.children(element, "title", "description", "text", "credit")):
        told[xml.local(each)] = xml.words(each)
        if own is None or xml.local(each) != "description" or own & _WORDS:
            element.remove(each)
    caption = told.get("description") or told.get("title") or told.get("text")
    pictures = [element] if xml.local(element) != "group" else list(xml.children(element, "content", "thumbnail"))
    for picture in pictures:
        if caption and "caption" not in picture.attrib:
            picture.set("caption", caption)


def _own_words(element: Element) -> frozenset[str] | None:
    """The names of what stands in the entry beside a picture; None for a picture of no entry."""
    at = element.getparent()
    while at is not None and xml.local(at) not in {"item", "entry"}:
        at = at.getparent()
    return frozenset(xml.local(each) for each in xml.children(at) if _MEDIA not in each.tag) if at is not None else None
