"""The feeds of a page: those it declares, those it links to, and where feeds usually lie; the likeliest first.

Declared ones after the RSS Board's autodiscovery and the HTML standard's `rel=alternate` and `rel=feed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from watchers.clean import clean_line
from watchers.reading import charset
from watchers.reading.page import parse
from watchers.subscriptions.addresses import AddressError, address_of, key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

How = Literal["declared", "linked", "guessed"]
_TYPES = re.compile(
    r"application/(?:(?:rss|atom|rdf|x-rss|x-atom|feed)\+(?:xml|json)|feed\+json)|text/(?:rss|atom)(?:\+xml)?", re.I
)
_MAYBE = re.compile(r"(?:application|text)/(?:xml|json|rdf)", re.I)
"""Types that say little: the address must look like a feed's."""
_LOOKS = re.compile(
    r"(?:^|[/._-])(?:feeds?|rss2?|atom|rdf|jsonfeed)(?:\d?\.(?:xml|json|php|aspx?|rdf|rss))?/?$"
    r"|\.(?:rss|atom|rdf)$|/(?:index|news|latest)\.xml$|/(?:feeds?|rss)/[^?#]+$",
    re.I,
)
_ASKS = re.compile(r"(?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|feed|json-?feed)\b|(?:^|&)(?:rss|feed)=", re.I)
_NOT = re.compile(r"wp-json|oembed|\.(?:css|js|png|jpe?g|gif|svg|ico|pdf|mp3|mp4|zip)$|/(?:help|about|terms)\b", re.I)
_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire|komentar|коммент|комент|تعليق|/replies\b", re.I)
_READERS = re.compile(
    r"(?:^|\.)(?:feedly|inoreader|netvibes|bloglovin|newsblur|theoldreader|subtome|facebook|twitter|x|t)\.\w+$", re.I
)
"""Hosts behind the buttons that add a feed to somebody's reader."""
_USUAL = ("feed", "rss", "atom.xml", "feed.xml", "index.xml")
_MOST = 40
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed's; `title` is how the page calls it, "" where it does not."""

    address: str
    title: str
    how: How


def candidates(content: bytes, address: str) -> tuple[Candidate, ...]:
    """Those of a page fetched from an address, each once, feeds of comments last among their kind."""
    root = _root(content)
    found: list[Candidate] = []
    if root is not None:
        base = _base(root, address)
        found += _last_comments(_declared(root, base))
        found += _last_comments(_linked(root, base, address))
    return tuple(_once([*found, *_guessed(address)], address))


def _root(content: bytes) -> HtmlElement | None:
    decoded = charset.decode(content[:_LARGEST])
    page = parse(decoded.text.removeprefix("\ufeff")) if decoded and decoded.text.strip() else None
    return page.root if page else None


def _base(root: HtmlElement, address: str) -> str:
    told = next((each.get("href") for each in root.iter("base") if each.get("href")), "")
    return _joined(address, told or "") or address


def _joined(base: str, href: str) -> str | None:
    """The absolute address; None where it is none that is fetched."""
    href = href.strip()
    try:
        return address_of(
            urljoin(base, re.sub(r"^feed:(?://(?!https?:))?", lambda f: "//" if "/" in f[0] else "", href))
        )
    except (AddressError, ValueError):
        return None


def _declared(root: HtmlElement, base: str) -> Iterator[Candidate]:
    for link in root.iter("link"):
        says = (link.get("rel") or "").lower().split()
        kind, href = (link.get("type") or "").partition(";")[0].strip(), link.get("href") or ""
        if href and _declares(says, kind, href) and (joined := _joined(base, href)):
            yield Candidate(joined, clean_line(link.get("title") or "", 200), "declared")


def _declares(says: list[str], kind: str, href: str) -> bool:
    if "stylesheet" in says or _NOT.search(href):
        return False
    if "feed" in says:
        return True
    return "alternate" in says and (bool(_TYPES.fullmatch(kind)) or (bool(_MAYBE.fullmatch(kind)) and _looks(href)))


def _linked(root: HtmlElement, base: str, address: str) -> list[Candidate]:
    """Those on the page's own host first."""
    found = []
    for anchor in root.iter("a"):
        href = anchor.get("href") or ""
        kind = (anchor.get("type") or "").strip()
        if not (href and (_TYPES.fullmatch(kind) or href.lower().startswith("feed:") or _looks(href))) or _NOT.search(
            href
        ):
            continue
        joined = _joined(base, href)
        if joined and not _READERS.search(urlsplit(joined).hostname or ""):
            words = clean_line("".join(anchor.itertext()) or anchor.get("title") or "", 200)
            found.append(Candidate(joined, words, "linked"))
    host = urlsplit(address).hostname
    return sorted(found, key=lambda each: urlsplit(each.address).hostname != host)


def _looks(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    return bool(_LOOKS.search(parts.path) or _ASKS.search(parts.query))


def _guessed(address: str) -> Iterator[Candidate]:
    """Below the page first, then at the root of its host."""
    below = urljoin(address, ".") if not urlsplit(address).path.endswith("/") else address.partition("?")[0]
    for start in dict.fromkeys([below, urljoin(address, "/")]):
        for name in _USUAL:
            if joined := _joined(start, name):
                yield Candidate(joined, "", "guessed")


def _last_comments(found: Iterable[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda each: _COMMENTS.search(f"{each.address} {each.title}") is not None)


def _once(found: Iterable[Candidate], address: str) -> list[Candidate]:
    """Not the page itself, which was no feed."""
    held = {key(address): Candidate(address, "", "guessed")}
    for each in found:
        held.setdefault(key(each.address), each)
    return list(held.values())[1 : _MOST + 1]
