"""Word documents (Office Open XML, ECMA-376 and ISO/IEC 29500, both name spaces): .docx, .dotx, .docm; no macros."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.blocks import Blocks
from watchers.reading.given import Given
from watchers.reading.hearing import Attributes, hear, leaves
from watchers.reading.packed import DAMAGED, Packed, opened
from watchers.reading.properties import Properties, document_of, web_links, when

_MAIN = "word/document.xml"
_SKIPPED = frozenset(["Fallback", "moveFrom", "pPrChange", "rPrChange", "sectPr", "numPicBullet", "docPartPr"])
"""Fallback repeats a text box for older programs; moveFrom holds words where they no longer stand."""
_SAID: dict[str, str] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TITLE = "title"
_BROKEN_OFF = "The document is damaged; it was read up to there."


def read(given: Given) -> Iterator[Document]:
    """The document of a Word file; notes stand below the text."""
    packed = opened(given)
    main = _target(packed, "_rels/.rels", "officeDocument") or _MAIN
    content = packed.part(main)
    if not content:
        raise UnreadableError(given.name, *DAMAGED)
    page = _Page(_styles(packed, _beside(main, "styles.xml")), _links(packed, main, given.name))
    warnings = () if hear(content, page, given.name) else (_BROKEN_OFF,)
    if warnings and not page.blocks.text():
        raise UnreadableError(given.name, *DAMAGED)
    for part in ("footnotes.xml", "endnotes.xml"):
        if (notes := packed.part(_beside(main, part))) and not page.full:
            hear(notes, page, given.name)
    said = _properties(packed, given, page)
    yield document_of(given, page.blocks.text(), "docx", said, web_links(page.linked), warnings)


def _properties(packed: Packed, given: Given, page: _Page) -> Properties:
    core = leaves(packed.part(_target(packed, "_rels/.rels", "core-properties") or "docProps/core.xml"), given.name)
    return Properties(
        title=page.title or core.first("title"),
        author=core.first("creator"),
        language=core.first("language"),
        keywords=core.first("keywords"),
        created=when(core.first("created"), given),
        modified=when(core.first("modified"), given),
    )


def _beside(part: str, name: str) -> str:
    return posixpath.join(posixpath.dirname(part), name)


def _target(packed: Packed, part: str, kind: str) -> str:
    """The part that a relationship of a kind leads to."""
    for _, attributes in leaves(packed.part(part), part).attributes:
        if attributes.get("Type", "").endswith(f"/{kind}"):
            return posixpath.normpath(attributes.get("Target", "")).lstrip("/")
    return ""


def _links(packed: Packed, main: str, name: str) -> dict[str, str]:
    """Addresses outside of the document by the id of their relationship."""
    part = posixpath.join(posixpath.dirname(main), "_rels", posixpath.basename(main) + ".rels")
    held = [a for _, a in leaves(packed.part(part), name).attributes if a.get("TargetMode") == "External"]
    return {a.get("Id", ""): a.get("Target", "") for a in held}


def _styles(packed: Packed, part: str) -> dict[str, str]:
    """The names of styles, which are English in every Word, in lower case by their ids, which are not."""
    names: dict[str, str] = {}
    at = ""
    for element, attributes in leaves(packed.part(part), part).attributes:
        if element == "style":
            at = attributes.get("styleId", "")
        elif element == "name" and at:
            names.setdefault(at, attributes.get("val", "").lower())
    return names


@dataclass(slots=True)
class _Page:
    """Hears the body and the notes."""

    styles: dict[str, str]
    addresses: dict[str, str]
    blocks: Blocks = field(default_factory=Blocks)
    title: str = ""
    linked: list[tuple[str, str]] = field(default_factory=list)
    _skipped: int = 0
    _styles: list[str] = field(default_factory=list)
    _items: list[bool] = field(default_factory=list)
    _shown: bool = True
    _hears: bool = False
    _address: str = ""
    _words: list[str] = field(default_factory=list)
    _note: str = ""

    @property
    def full(self) -> bool:
        return self.blocks.full

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            return
        if said := _SAID.get(name):
            self._say(said)
        elif action := _OPENED.get(name):
            action(self.blocks)
        self._properties(name, attributes)

    def _properties(self, name: str, attributes: Attributes) -> None:
        """What is told of the paragraph, run, link or note that is open."""
        match name:
            case "p":
                self._styles.append("")
                self._items.append(False)
                self._say(self._note)
                self._note = ""
            case "pStyle" if self._styles:
                self._styles[-1] = self.styles.get(attributes.get("val", ""), attributes.get("val", "").lower())
            case "numId" if self._items:
                self._items[-1] = attributes.get("val") != "0"
            case "r":
                self._shown = True
            case "vanish":
                self._shown = attributes.get("val", "1") in {"0", "false", "off"}
            case "t":
                self._hears = True
            case "hyperlink":
                self._address, self._words = self.addresses.get(attributes.get("id", ""), ""), []
            case "footnoteReference" | "endnoteReference":
                self._say(f"[{attributes.get('id', '')}]")
            case "footnote" | "endnote":
                self._note = f"[{attributes.get('id', '')}] " if "type" not in attributes else ""

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if action := _CLOSED.get(name):
            action(self.blocks)
        elif name == "t":
            self._hears = False
        elif name == "p":
            self._close_paragraph()
        elif name == "hyperlink" and self._address:
            self.linked.append((self._address, "".join(self._words)))
            self._address = ""

    def data(self, text: str) -> None:
        if self._hears and not self._skipped:
            self._say(text)

    def _say(self, words: str) -> None:
        if self._shown:
            self.blocks.say(words)
            if self._address:
                self._words.append(words)

    def _close_paragraph(self) -> None:
        style, item = self._styles.pop(), self._items.pop()
        text = self.blocks.close_paragraph(item=(item or style.startswith("list ")) and not style.startswith("heading"))
        if style == _TITLE and not self.title:
            self.title = text
        self._shown = True


_OPENED = {
    "p": Blocks.open_paragraph,
    "tbl": Blocks.open_table,
    "tr": Blocks.open_row,
    "tc": Blocks.open_cell,
    "txbxContent": Blocks.open_aside,
}
_CLOSED = {
    "tbl": Blocks.close_table,
    "tr": Blocks.close_row,
    "tc": Blocks.close_cell,
    "txbxContent": Blocks.close_aside,
}
