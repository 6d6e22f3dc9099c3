"""The body of a wire story, whatever it is written in (NITF, XHTML, HTML in CDATA, bare lines), as paragraphs.

Nothing is taken for furniture: an agency sends the text alone. Captions go to the pictures, not into the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from watchers.document import Link
from watchers.reading.page import bare_words, legal
from watchers.reading.page import parse as parse_page
from watchers.reading.xml import all_of, attribute, children, first_of, local, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    "p para paragraph par div section article main header footer aside nav h1 h2 h3 h4 h5 h6 hl1 hl2 ul ol dl dt dd li "
    "blockquote bq block pre hr table nitf-table tr body body.content body.end block.head block.end datasource tagline "
    "note fn center form address abstract hedline headline byline dateline figure content text lead title "
    "rubrik ingress brodtext citat mellis fakta".split()
)
_UNSEEN = frozenset(
    "script style template noscript head svg math iframe object canvas nitf-table-metadata media-metadata "
    "media-producer bibliography rights dat".split()
)
_PICTURES = frozenset("media figure img image picture video audio bild".split())
_CAPTIONS = ("media-caption", "figcaption", "caption", "bildtext")
_LISTS = {"ul": "", "ol": "", "li": "- "}
"""Items stand on lines of their own in the paragraph of their list, each behind its sign."""
_KEPT = frozenset(["pre", "preformatted"])
_MARKUP = re.compile(r"</?(?:p|br|div|b|i|em|strong|u|html|body|table|ul|li|a|span|h\d|nitf|hl\d|pre)\b[^<>]*>", re.I)
_DEEPEST = 200
_LONGEST = 3_000_000
_SPACE = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[ \t\r\xa0]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_LONG_LINE = 110
_WEB = re.compile(r"https?://[^\s/]+\S*$", re.I)


@dataclass(frozen=True, slots=True)
class Prose:
    """Raw, to be cleaned: paragraphs with an empty line between them, and what the text points to and shows."""

    text: str = ""
    links: tuple[Link, ...] = ()
    media: tuple[Link, ...] = ()


def of_element(*elements: Element | None) -> Prose:
    """Of all that is in the elements, one after the other."""
    reading = _Reading()
    for element in elements:
        if element is not None:
            reading.walk(element)
            reading.flush()
    return reading.done()


def of_text(text: str) -> Prose:
    """Of characters that may be HTML; bare ones keep their lines, in paragraphs where these can be told."""
    if _MARKUP.search(text[:_LONGEST]):
        return of_markup(text)
    text = unescape(text) if "&" in text else text
    return Prose("\n\n".join(paragraphs(text.replace("\r\n", "\n").replace("\r", "\n"))))


def of_markup(markup: str) -> Prose:
    """Of HTML or NITF as characters."""
    page = parse_page(legal(markup[:_LONGEST]))
    if page is None:
        return Prose(markup)
    if page.depth > _DEEPEST:
        return Prose(bare_words(markup[:_LONGEST]))
    reading = _Reading(marked_up=False)
    reading.walk(page.root)
    return reading.done()


def line_of(text: str) -> str:
    """Characters that may hold tags or references, as bare ones."""
    if _MARKUP.search(text):
        return _SPACE.sub(" ", of_markup(text).text)
    return unescape(text) if "&" in text else text


def web_link(href: str, rel: str = "", kind: str = "", title: str = "") -> tuple[Link, ...]:
    """The link, or none where its address is not one of http or https."""
    href = href.strip()
    return (Link(href, rel or None, kind or None, title or None),) if _WEB.match(href) and len(href) < 2000 else ()


def paragraphs(text: str) -> list[str]:
    """Of bare lines: parted by empty lines, else by indented first lines, else each long line that ends a sentence."""
    text = text.strip("\n")
    if _EMPTY_LINE.search(text.strip()):
        return [each for part in _EMPTY_LINE.split(text.strip()) if part for each in _indented(part.rstrip())]
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    if len(lines) > 2 and max(indents[1:]) >= min(indents[1:]) + 2:
        return _parted(lines, [indent >= min(indents[1:]) + 2 for indent in indents])
    ended = sum(_SENTENCE_END.search(line) is not None for line in lines)
    if len(lines) > 1 and max(map(len, lines)) > _LONG_LINE and ended * 5 >= len(lines) * 4:
        return [line.strip() for line in lines]
    return ["\n".join(line.strip() for line in lines)] if lines else []


def _indented(part: str) -> list[str]:
    """A part between empty lines, parted once more where teleprinters indent the first lines or set a bullet."""
    lines = part.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines[1:]]
    depth = min(indents) + 2 if indents and 2 <= max(indents) - min(indents) <= 8 else 1000
    if depth == 1000 and not any(line.lstrip().startswith("* ") for line in lines[1:]):
        return [part]
    first = [indent >= depth or line.lstrip().startswith("* ") for indent, line in zip(indents, lines[1:], strict=True)]
    return _parted(lines, [True, *first])


def _is_typed(text: str) -> bool:
    """Whether lines are those of running text, its paragraphs indented, and not of a table or list."""
    lines = [line for line in text.split("\n") if line.strip()]
    indents = {len(line) - len(line.lstrip()) for line in lines}
    return len(indents) == 2 and min(indents) == 0 and 2 <= max(indents) <= 6 and sum(map(len, lines)) > 25 * len(lines)


def _parted(lines: list[str], first: list[bool]) -> list[str]:
    """The lines in paragraphs, each beginning with a `first` one."""
    found: list[list[str]] = []
    for line, begins in zip(lines, first, strict=True):
        if begins or not found:
            found.append([])
        found[-1].append(line.strip())
    return ["\n".join(each) for each in found]


@dataclass(slots=True)
class _Reading:
    """`marked_up` says whether the characters may hold tags in their turn: once, never more often."""

    marked_up: bool = True
    blocks: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    media: list[Link] = field(default_factory=list)

    def walk(self, element: Element, kept: bool = False) -> None:
        """Depth is bounded by the parsers."""
        name = local(element)
        if not name or name in _UNSEEN:
            return
        if name in _PICTURES:
            self.media += pictures(element)
            return
        if name in {"table", "nitf-table"}:
            self.table(element)
            return
        if name == "br":
            self.line.append("\n")
            return
        if name == "a":
            self.links += web_link(attribute(element, "href"), title=words(element))
        if name in _BLOCKS:
            self.flush()
        begun = len(self.blocks)
        kept = kept or name in _KEPT
        self.say(element.text, kept)
        for each in element:
            self.walk(each, kept)
            self.say(each.tail, kept)
        if name in _BLOCKS:
            self.flush()
        if name in _LISTS:
            held = "\n".join(self.blocks[begun:])
            self.blocks[begun:] = [_LISTS[name] + held] if held else []

    def say(self, text: str | None, kept: bool) -> None:
        """Characters between tags: HTML where they hold such, paragraphs where they hold several."""
        if not text:
            return
        if self.marked_up and _MARKUP.search(text):
            inner = of_markup(text)
            self.links, self.media = [*self.links, *inner.links], [*self.media, *inner.media]
            self.line.append(inner.text if "\n\n" not in inner.text else f"\n\n{inner.text}\n\n")
            return
        text = unescape(text) if self.marked_up and "&" in text else text
        if kept:
            self.line.append("\n\n".join(paragraphs(text)) if _is_typed(text) else text)
        elif "\n" in text.strip():
            spaced = ("" if text[:1].isspace() else None, "" if text[-1:].isspace() else None)
            told = "\n\n".join(_SPACE.sub(" ", part) for part in paragraphs(text))
            self.line.append((" " if spaced[0] == "" else "") + told + (" " if spaced[1] == "" else ""))
        else:
            self.line.append(_SPACE.sub(" ", text))

    def flush(self) -> None:
        """Ends the block."""
        lines = [line.rstrip() if line[:1] in {" ", "\t"} else line.strip() for line in "".join(self.line).split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        self.line = []
        if text:
            self.blocks.append(text)

    def table(self, element: Element) -> None:
        """Each row on a line, two blanks between its cells."""
        self.flush()
        rows = []
        for caption in all_of(element, "caption", "hl2"):
            self.blocks.append(words(caption))
        for row in all_of(element, "tr"):
            cells = [words(cell) for cell in children(row, "td", "th")]
            rows.append("  ".join(cell for cell in cells if cell))
        told = "\n".join(row for row in rows if row)
        self.blocks += [told] if told else [] if rows else [words(element)]

    def done(self) -> Prose:
        """What has been gathered."""
        self.flush()
        return Prose("\n\n".join(block for block in self.blocks if block), tuple(self.links), tuple(self.media))


def pictures(element: Element) -> list[Link]:
    """The pictures and films of a media element, each with the caption; its address is "" where the web has none."""
    captions = [told for each in all_of(element, *_CAPTIONS) if (told := words(each))]
    kind = attribute(element, "media-type") or {"figure": "image", "bild": "image"}.get(local(element), "")
    kind = kind or ("image" if local(element) == "img" else "")
    found: list[Link] = list(web_link(words(first_of(element, "bildfil")), kind, "", " ".join(captions)))
    for each in (element, *all_of(element, "media-reference", "img", "source", "video", "audio")):
        if local(each) == "img" and {attribute(each, "width"), attribute(each, "height")} <= {"0", "1"}:
            continue  # it counts readers
        title = (
            " ".join(captions) or attribute(each, "alt", "alternate-text") or attribute(first_of(element, "img"), "alt")
        )
        found += web_link(attribute(each, "source", "src", "href"), kind, attribute(each, "mime-type", "type"), title)
    return found or ([Link("", kind or None, None, " ".join(captions))] if captions else [])
