"""The tree of a web page, walked without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOT_SHOWN = frozenset(
    "script style template noscript head svg math iframe object canvas select button form nav footer aside menu".split()
)
_BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol table tr blockquote pre dl dt dd br hr".split()
)
_SPACE = re.compile(r"\s+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x(?P<hex>[0-9a-f]{1,12})|(?P<dec>[0-9]{1,12}));?", re.I)
_ANY_TAG = re.compile(r"<[a-z!/?][^<>]{0,5000}>", re.I)
_MANY_COMMENTS = 2_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}>?")
_MANY_ATTRIBUTES = 1_000
_SAVED_PICTURE = re.compile(r"data:[\w/+.-]{3,60};base64,[A-Za-z0-9+/=%]{200,}")
_HEAVY = 1_000_000
_HEADINGS = 5
_ENOUGH = 200
"""Letters for which an article element is taken for the whole."""


@dataclass(slots=True)
class Page:
    """What a page says of itself; `meta` by lower-case name or property, the first of each."""

    root: HtmlElement
    depth: int = 0
    tags: int = 0
    title: str = ""
    language: str = ""
    canonical: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    articles: list[HtmlElement] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)


def parse(text: str) -> Page | None:
    """None where there is no element in it."""
    from lxml import etree, html

    text = _XML_DECLARATION.sub("", tamed(legal(text)))
    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return _looked_through(root)


def legal(text: str) -> str:
    """The page without characters and references that no XML tree may hold."""
    return _REFERENCE.sub(_legal_reference, _CONTROL.sub("", text))


def lightened(text: str) -> str:
    """The page without the pictures saved in it, and a large one without its scripts and styles."""
    text = _SAVED_PICTURE.sub("data:,", text)
    if len(text) > _HEAVY:
        for tag in ("script", "style"):
            text = "".join(_without_elements(text, tag))
    return text


def _without_elements(text: str, tag: str, keeping: str = "ld+json") -> Iterator[str]:
    at, low = 0, text.lower() if text.isascii() else re.sub("[A-Z]+", lambda found: found[0].lower(), text)
    last = low.rfind(f"</{tag}")
    while 0 <= (start := low.find(f"<{tag}", at)) < last:
        end = low.find(f"</{tag}", start)
        yield text[at:end] if keeping and keeping in low[start : start + 300] else text[at:start]
        at = end
    yield text[at:]


def tamed(text: str) -> str:
    """The page without floods of comments and attributes, over which parsers take quadratic time."""
    if text.count("<!--") > _MANY_COMMENTS:
        text = "".join(_without_comments(text))
    return _LONG_TAG.sub(lambda tag: "" if _attributes(tag[0]) > _MANY_ATTRIBUTES else tag[0], text)


def _without_comments(text: str) -> Iterator[str]:
    at, last = 0, text.rfind("-->")
    while 0 <= (start := text.find("<!--", at)) < last:
        yield text[at:start]
        at = text.find("-->", start) + 3
    yield text[at:].replace("<!--", "")


def _attributes(tag: str) -> int:
    """About how many; the base64 of a picture that is saved in the page counts for nothing."""
    return max(tag.count("="), tag.count(" ") + tag.count("\n") + tag.count("\t"))


def _legal_reference(found: re.Match[str]) -> str:
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore")  # as browsers do
    return found[0] if code <= 0x10FFFF and not _CONTROL.match(chr(code)) else ""


def _looked_through(root: HtmlElement) -> Page:
    from lxml import etree

    page = Page(root, language=root.get("lang") or "")
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        page.depth, page.tags = max(page.depth, depth), page.tags + 1
        if isinstance(element.tag, str):
            _note(page, element)
    return page


def pruned(page: Page) -> HtmlElement:
    """A copy of the tree without what a browser does not show."""
    root = deepcopy(page.root)
    whole = len("".join(root.itertext("p")))
    for element in [e for e in root.iter() if isinstance(e.tag, str) and (e.tag == "template" or is_hidden(e))]:
        held = 0 if element.tag == "template" else sum(len("".join(p.itertext())) for p in element.iter("p"))
        if element.getparent() is not None and held * 2 <= whole:  # some pages show their report by a script only
            element.drop_tree()
    return root


def _note(page: Page, element: HtmlElement) -> None:
    match element.tag:
        case "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if name and element.get("content"):
                page.meta.setdefault(name, element.get("content", ""))
        case "title" if not page.title:
            page.title = element.text or ""
        case "link" if (element.get("rel") or "").lower() == "canonical" and not page.canonical:
            page.canonical = element.get("href") or ""
        case "h1" if len(page.headings) < _HEADINGS:
            page.headings.append(_SPACE.sub(" ", "".join(element.itertext())).strip())
        case "article" | "main" if len(page.articles) < _HEADINGS:
            page.articles.append(element)
        case "time" if element.get("datetime"):
            page.times.append(element.get("datetime", ""))
        case "script" if (element.get("type") or "").lower() == "application/ld+json" and element.text:
            page.scripts.append(element.text)


def visible_text(page: Page) -> str:
    """The text of the page's article, else all but scripts, navigation and forms; each block on lines of its own."""
    articles = [text for element in page.articles if len(text := _text_of(element)) >= _ENOUGH]
    return max(articles, key=len, default="") or _text_of(page.root)


def bare_words(text: str) -> str:
    """The words between the tags, for pages nested deeper than the parser follows (2,048 elements)."""
    text = "".join(_without_comments(tamed(text)))
    for tag in ("script", "style", "template"):
        text = "".join(_without_elements(text, tag, keeping=""))
    return _SPACE.sub(" ", unescape(_ANY_TAG.sub(" ", text))).strip()


def _text_of(root: HtmlElement) -> str:
    from lxml import etree

    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        shown_tag = element.tag if isinstance(element.tag, str) else None
        hides = shown_tag is not None and (shown_tag in _NOT_SHOWN or is_hidden(element))
        if event == "start":
            hidden += hides
            words = "" if shown_tag is None else element.text
        else:
            hidden -= event == "end" and hides
            words = "" if element is root else element.tail
        parts.append("\n\n" if shown_tag in _BLOCKS else "")
        parts.append("" if hidden else _SPACE.sub(" ", words or ""))
    return re.sub(r" *\n\s*", "\n\n", "".join(parts)).strip()


def is_hidden(element: HtmlElement) -> bool:
    """Whether its own attributes keep a browser from showing it."""
    style = element.get("style") or ""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style.replace(" ", "")
    )
