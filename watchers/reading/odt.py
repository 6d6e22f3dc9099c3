"""OpenDocument texts (ISO/IEC 26300, ODF 1.0 to 1.4): .odt and .ott."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.blocks import Blocks
from watchers.reading.given import Given
from watchers.reading.hearing import Attributes, hear, leaves
from watchers.reading.packed import DAMAGED, LOCKED, Packed, opened
from watchers.reading.properties import Properties, document_of, web_links, when

_SKIPPED = frozenset(
    "tracked-changes annotation automatic-styles font-face-decls scripts forms sequence-decls variable-decls title desc"
    " event-listeners index-title-template table-of-content-source covered-table-cell".split()
)
_SAID = {"tab": "\t", "line-break": "\n"}
_MOST_BLANKS = 20
_BROKEN_OFF = "The document is damaged; it was read up to there."


def read(given: Given) -> Iterator[Document]:
    """The document of an OpenDocument text; notes stand below the text."""
    packed = opened(given)
    if b"encryption-data" in packed.part("META-INF/manifest.xml"):
        raise UnreadableError(given.name, *LOCKED)
    content = packed.part("content.xml")
    page = _Page()
    whole = bool(content) and hear(content, page, given.name)
    if not whole and not page.blocks.text():
        raise UnreadableError(given.name, *DAMAGED)
    for note in page.notes:
        page.blocks.put(note)
    warnings = () if whole else (_BROKEN_OFF,)
    said = _properties(packed, given, page)
    yield document_of(given, page.blocks.text(), "odt", said, web_links(page.linked), warnings)


def _properties(packed: Packed, given: Given, page: _Page) -> Properties:
    meta = leaves(packed.part("meta.xml"), given.name)
    return Properties(
        title=page.title or meta.first("title"),
        author=meta.first("initial-creator", "creator"),
        language=meta.first("language"),
        keywords=", ".join(meta.texts.get("keyword", [])),
        created=when(meta.first("creation-date"), given),
        modified=when(meta.first("date"), given),
    )


@dataclass(slots=True)
class _Page:
    """Hears the content; blanks count as in XML, and only those in paragraphs."""

    blocks: Blocks = field(default_factory=Blocks)
    title: str = ""
    notes: list[str] = field(default_factory=list)
    linked: list[tuple[str, str]] = field(default_factory=list)
    _parents: dict[str, str] = field(default_factory=dict)
    _skipped: int = 0
    _items: list[bool] = field(default_factory=list)
    _styles: list[str] = field(default_factory=list)
    _address: str = ""
    _words: list[str] = field(default_factory=list)
    _citation: str | None = None

    @property
    def full(self) -> bool:
        return self.blocks.full

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._parents[attributes.get("name", "")] = attributes.get("parent-style-name", "")
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            return
        match name:
            case "p" | "h":
                self.blocks.open_paragraph()
                style = attributes.get("style-name", "")
                self._styles.append(self._parents.get(style) or style)
            case "s":
                count = attributes.get("c", "1")
                self._say(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            case "tab" | "line-break":
                self._say(_SAID[name])
            case "a":
                self._address, self._words = attributes.get("href", ""), []
            case "note-citation":
                self._citation = ""
            case "list-item" | "list-header":
                self._items.append(name == "list-item")
            case _ if action := _OPENED.get(name):
                action(self.blocks)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        match name:
            case "p" | "h":
                self._close_paragraph(heading=name == "h")
            case "a":
                self.linked.append((self._address, "".join(self._words)))
                self._address = ""
            case "note-body":
                if note := self.blocks.take_aside():
                    self.notes.append(f"[{self._citation or '*'}] {note}")
                self._citation = None
            case "note-citation":
                self.blocks.say(f"[{self._citation}]")
            case "list-item" | "list-header" if self._items:
                self._items.pop()
            case _ if action := _CLOSED.get(name):
                action(self.blocks)

    def data(self, text: str) -> None:
        if self._skipped:
            return
        if self._citation == "":
            self._citation = text.strip()
        elif self._styles:
            self._say(" ".join(text.split("\n")) if "\n" in text else text)

    def _say(self, words: str) -> None:
        self.blocks.say(words)
        if self._address:
            self._words.append(words)

    def _close_paragraph(self, *, heading: bool) -> None:
        first = bool(self._items) and self._items[-1] and not heading
        text = self.blocks.close_paragraph(item=first)
        if first:
            self._items[-1] = False  # further paragraphs of one item have no mark of their own
        if self._styles and self._styles.pop() == "Title" and not self.title:
            self.title = text


_OPENED = {
    "table": Blocks.open_table,
    "table-row": Blocks.open_row,
    "table-cell": Blocks.open_cell,
    "text-box": Blocks.open_aside,
    "note-body": Blocks.open_aside,
}
_CLOSED = {
    "table": Blocks.close_table,
    "table-row": Blocks.close_row,
    "table-cell": Blocks.close_cell,
    "text-box": Blocks.close_aside,
}
