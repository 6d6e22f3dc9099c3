"""A piece of HTML, as feeds and mails hold it, to plain text: all of it counts, so nothing is taken for furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from watchers.clean import clean_line
from watchers.document import Link
from watchers.reading.page import bare_words, is_hidden, parse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 3_000_000
_MOST_LINKS = 200
_NOT_SHOWN = frozenset("script style template noscript head title svg math iframe object canvas select button".split())
_BLOCKS = frozenset(
    "p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol table tr blockquote pre dl figure "
    "figcaption form hr".split()
)
_LINES = frozenset("br li dt dd".split())
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}|\\^`]+[^\s<>\"'()\[\]{}|\\^`.,;:!?]", re.I)
_WEB = re.compile(r"https?://[^\s/]+\S*$", re.I)
_PIXEL = re.compile(r"\s*[01](?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The text with empty lines between its blocks; the addresses it points to and the pictures it shows, once each."""

    text: str = ""
    links: tuple[Link, ...] = ()
    media: tuple[Link, ...] = ()


def is_markup(text: str) -> bool:
    """Whether there is a tag in it."""
    return _MARKUP.search(text) is not None


def of_plain(text: str) -> Fragment:
    """Of a text without tags: its lines stay as they are."""
    return Fragment(text.strip(), unique(Link(found) for found in _ADDRESS.findall(text[:_LONGEST])))


def of_markup(markup: str, base: str = "") -> Fragment:
    """Of HTML; entities are decoded once. Relative addresses are taken from `base`."""
    if not is_markup(markup):
        return of_plain(unescape(markup))
    page = parse(f"<div>{markup[:_LONGEST]}</div>")
    if page is None:
        return of_plain(bare_words(markup[:_LONGEST]))
    text = "".join(_pieces(page.root))
    text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
    return Fragment(
        re.sub(r"\n{3,}", "\n\n", text).strip() or bare_words(markup[:_LONGEST]),
        unique(_anchors(page.root, base)),
        unique(_pictures(page.root, base)),
    )


def line_of(markup: str) -> str:
    """HTML in one clean line, for a headline."""
    return clean_line(of_markup(markup[:20_000]).text)


def web_address(address: object, base: str = "") -> str | None:
    """The absolute address, None where it is not one of http or https."""
    if not isinstance(address, str):
        return None
    address = clean_line(address, 2000).strip("<> ")
    try:
        address = address if _WEB.match(address) else urljoin(base, address)
    except ValueError:
        return None
    return address if _WEB.match(address) else None


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each address once, the first words for it kept; no more than 200."""
    held: dict[str, Link] = {}
    for link in links:
        held.setdefault(link.href, link)
        if len(held) >= _MOST_LINKS:
            break
    return tuple(held.values())


def _pieces(root: HtmlElement) -> Iterator[str]:
    from lxml import etree

    hidden = kept = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = element.tag if isinstance(element.tag, str) else None
        hides = tag is not None and (tag in _NOT_SHOWN or is_hidden(element))
        if event == "start":
            hidden, kept = hidden + hides, kept + (tag == "pre")
            words = element.text
            yield _before(tag)
        else:
            hidden, kept = hidden - (event == "end" and hides), kept - (event == "end" and tag == "pre")
            words = "" if element is root else element.tail
            yield "\n\n" if tag in _BLOCKS else " " if tag in {"td", "th"} else ""
        if not hidden and words:
            yield words if kept else _SPACE.sub(" ", words)


def _before(tag: str | None) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    return ("\n- " if tag == "li" else "\n") if tag in _LINES else ""


def _anchors(root: HtmlElement, base: str) -> Iterator[Link]:
    for element in root.iter("a"):
        if href := web_address(element.get("href"), base):
            yield Link(href, title=clean_line("".join(element.itertext()), 200) or None)


def _pictures(root: HtmlElement, base: str) -> Iterator[Link]:
    for element in root.iter("img"):
        tiny = any(_PIXEL.fullmatch(element.get(side) or "") for side in ("width", "height"))
        if not tiny and (href := web_address(element.get("src"), base)):
            yield Link(href, title=_caption(element) or clean_line(element.get("alt") or "", 500) or None)


def _caption(image: HtmlElement) -> str:
    figure = next(image.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    return clean_line("".join(caption.itertext())) if caption is not None else ""
