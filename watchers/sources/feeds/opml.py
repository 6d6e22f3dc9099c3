"""OPML, the list of feeds that readers exchange: read as sloppily as it is written, written as OPML 2.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from watchers.clean import clean_line
from watchers.errors import UnreadableError
from watchers.reading import xml
from watchers.reading.fragment import line_of
from watchers.reading.given import Given
from watchers.settings import is_home
from watchers.subscriptions import Subscription
from watchers.subscriptions.addresses import AddressError, address_of, key

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPACE = "urn:wirewatch:opml"
"""Of the attributes that OPML has no word for: `home` and `agency`."""
_LARGEST = 15 * 2**20
_MOST = 20_000
_LONGEST_NAME = 300
_LONGEST_TAG = 100
_FEEDS = frozenset(["", "rss", "rss1", "rss2", "atom", "feed", "rdf", "jsonfeed", "json", "xml", "application/rss+xml"])
"""Types of outlines whose `url` is a feed; others name theirs only in `xmlUrl`."""
_LINKS = frozenset(["link", "include"])
_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Refused:
    """An outline that is not taken, as it is called there, and a sentence why."""

    name: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The feeds of a list, each once, and what became of the others; `merged` are addresses that stood there again."""

    title: str = ""
    feeds: tuple[Subscription, ...] = ()
    refused: tuple[Refused, ...] = ()
    merged: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Desk:
    feeds: dict[str, Subscription] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    seen: int = 0


def read_list(content: bytes, name: str) -> Listed:
    """What a file lists. Raises UnreadableError, and nothing else."""
    name = clean_line(name, 200)
    if len(content) > _LARGEST:
        raise UnreadableError(name, "The list is larger than 15 MiB.", "Split it.")
    if not content.strip():
        raise UnreadableError(name, "The file is empty.", "Export the list again.")
    root, warnings = xml.parse(Given(content, name, datetime.now(UTC)))
    outlines = next((each for each in root.iter() if _is_outline(each)), None)
    if outlines is None and xml.local(root) != "opml":
        raise UnreadableError(name, "It is no list of feeds: there is no <outline> in it.", "Give an OPML file.")
    desk = _Desk()
    for outline, folders in _outlines(root):
        _take(desk, {name: value for name, value in _attributes(outline) if value}, folders, bool(len(outline)))
    title = xml.words(xml.child(root, "head", "title"))
    if desk.seen > _MOST:
        warnings = (*warnings, f"Only the first {_MOST:,} feeds were read.")
    return Listed(
        clean_line(title, _LONGEST_NAME), tuple(desk.feeds.values()), tuple(desk.refused), tuple(desk.merged), warnings
    )


def _outlines(root: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Every outline with the folders it lies in, the outermost first."""
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        inside = folders
        if _is_outline(element):
            yield element, folders
            held = dict(_attributes(element))
            if not held.get("xmlurl"):
                called = _name(held)[:_LONGEST_TAG].strip()
                inside = (*folders, called) if called else folders
        waiting.extend((each, inside) for each in reversed(list(xml.children(element))))


def _is_outline(element: Element) -> bool:
    """Whatever its prefix, declared or not."""
    return xml.local(element).rpartition(":")[2] == "outline"


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Names in lower case without their prefix, declared or not; the first of each counts."""
    seen = set()
    for attribute, value in element.attrib.items():
        name = str(attribute).rpartition("}")[2].rpartition(":")[2].lower()
        if name not in seen:
            seen.add(name)
            yield name, str(value).strip()


def _name(held: Mapping[str, str]) -> str:
    return line_of(held.get("title") or held.get("text") or "")[:_LONGEST_NAME].strip()


def _take(desk: _Desk, held: Mapping[str, str], folders: tuple[str, ...], is_folder: bool) -> None:
    kind = held.get("type", "").lower()
    told = held.get("xmlurl") or (held.get("url", "") if kind in _FEEDS else "")
    if not told and is_folder:
        return
    desk.seen += 1
    if desk.seen > _MOST:
        return
    if not told:
        _refuse(desk, held, _why_none(held, kind))
        return
    try:
        feed = _feed(address_of(told), held, folders)
    except AddressError as error:
        _refuse(desk, held, error.reason)
        return
    known = desk.feeds.get(same := key(feed.address))
    if known is None:
        desk.feeds[same] = feed
        return
    desk.merged.append(feed.address)
    desk.feeds[same] = _joined(known, feed)


def _why_none(held: Mapping[str, str], kind: str) -> str:
    if kind in _LINKS:
        return "it is a link, not a feed."
    return "it has the address of a page only, none of a feed." if held.get("htmlurl") else "it has no address."


def _refuse(desk: _Desk, held: Mapping[str, str], reason: str) -> None:
    address = held.get("xmlurl") or held.get("url") or held.get("htmlurl") or ""
    desk.refused.append(Refused(_name(held), clean_line(address, 200), reason))


def _feed(address: str, held: Mapping[str, str], folders: tuple[str, ...]) -> Subscription:
    home, name = held.get("home", "").upper(), _name(held)
    return Subscription(
        address,
        name="" if name == address else name,
        tags=tuple(dict.fromkeys([*folders, *_categories(held.get("category", ""))])),
        home=home if is_home(home) else None,
        agency=clean_line(held.get("agency", ""), _LONGEST_NAME) or None,
        page=_page(held.get("htmlurl", "")),
    )


def _page(told: str) -> str | None:
    try:
        return address_of(told) if told else None
    except AddressError:
        return None


def _categories(told: str) -> Iterator[str]:
    """`/Boston/Weather,news` → Boston, Weather, news."""
    for each in told.replace(_SEPARATOR, ",").split(",")[:50]:
        if tag := clean_line(each, _LONGEST_TAG):
            yield tag


def _joined(known: Subscription, again: Subscription) -> Subscription:
    """The first one, with what only the second one says."""
    return replace(
        known,
        name=known.name or again.name,
        tags=tuple(dict.fromkeys([*known.tags, *again.tags])),
        home=known.home or again.home,
        agency=known.agency or again.agency,
        page=known.page or again.page,
    )


def write_list(feeds: Sequence[Subscription], now: datetime, title: str = "wirewatch feeds") -> bytes:
    """OPML 2.0 in UTF-8; the tags of a feed are the folders it lies in, one in the other, as `read_list` reads them.

    What is the person's own stays out: pauses, users, the names of secrets, the leave to fetch private addresses.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0", nsmap={"wirewatch": SPACE})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "dateCreated").text = format_datetime(now.astimezone(UTC), usegmt=True)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Element] = {(): body}
    for feed in feeds:
        etree.SubElement(_folder(folders, tuple(filter(None, map(_shown, feed.tags)))), "outline", _written(feed))
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content


def _folder(folders: dict[tuple[str, ...], Element], tags: tuple[str, ...]) -> Element:
    from lxml import etree

    if tags not in folders:
        called = {"text": tags[-1], "title": tags[-1]}
        folders[tags] = etree.SubElement(_folder(folders, tags[:-1]), "outline", called)
    return folders[tags]


def _written(feed: Subscription) -> dict[str, str]:
    name = _shown(feed.name)
    values: Iterable[tuple[str, str | None]] = (
        ("type", "rss"),
        ("text", name or feed.address),
        ("title", name),
        ("xmlUrl", feed.address),
        ("htmlUrl", feed.page),
        (f"{{{SPACE}}}home", feed.home),
        (f"{{{SPACE}}}agency", _shown(feed.agency or "")),
    )
    return {attribute: value for attribute, value in values if value}


def _shown(text: str) -> str:
    """Without what no XML may hold."""
    return clean_line(text)
