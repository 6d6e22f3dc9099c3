"""Paragraphs, lists, tables and asides of an office document, put together as plain text while its parts are heard."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from watchers.clean import LONGEST_TEXT

_BLANKS = re.compile(r"[ \t\xa0]+")
_BETWEEN_CELLS = " | "
_ITEM = "- "


@dataclass(slots=True)
class _Open:
    """A paragraph that goes on; what stands beside it comes below it."""

    words: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """What is open must be closed in reverse order; closing what is not open does nothing."""

    first: str = ""
    _sinks: list[list[str]] = field(default_factory=lambda: [[]])
    _paragraphs: list[_Open] = field(default_factory=list)
    _tables: list[list[str]] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)
    _size: int = 0

    @property
    def full(self) -> bool:
        """Whether there are more characters than are kept of a text."""
        return self._size > LONGEST_TEXT

    def say(self, words: str) -> None:
        """More words of the paragraph; what stands in none is layout."""
        if self._paragraphs:
            self._paragraphs[-1].words.append(words)
            self._size += len(words)

    def open_paragraph(self) -> None:
        self._paragraphs.append(_Open())

    def close_paragraph(self, *, item: bool = False) -> str:
        """The words of the paragraph, on one line but for the breaks in it."""
        if not self._paragraphs:
            return ""
        done = self._paragraphs.pop()
        text = _BLANKS.sub(" ", "".join(done.words)).strip()
        self.put(_ITEM + text if item and text else text)
        for block in done.beside:
            self.put(block)
        return text

    def put(self, block: str) -> None:
        """A whole block; an empty one is none."""
        if block:
            self.first = self.first or block
            self._sinks[-1].append(block)

    def open_aside(self) -> None:
        """A text box."""
        self._sinks.append([])

    def take_aside(self) -> str:
        """Its text, for a place of its own."""
        return joined(self._sinks.pop()) if len(self._sinks) > 1 else ""

    def close_aside(self) -> None:
        """It comes below the paragraph that it stands in, if there is one."""
        text = self.take_aside()
        if self._paragraphs and text:
            self._paragraphs[-1].beside.append(text)
        else:
            self.put(text)

    def open_table(self) -> None:
        self._tables.append([])

    def open_row(self) -> None:
        self._rows.append([])

    def open_cell(self) -> None:
        self._sinks.append([])

    def close_cell(self) -> None:
        if len(self._sinks) > 1:
            cell = " ".join(self._sinks.pop()).replace("\n", " ")
            if self._rows:
                self._rows[-1].append(cell)

    def close_row(self) -> None:
        if self._rows:
            row = _BETWEEN_CELLS.join(cell for cell in self._rows.pop() if cell)
            if self._tables and row:
                self._tables[-1].append(row)

    def close_table(self) -> None:
        if self._tables:
            self.put("\n".join(self._tables.pop()))

    def text(self) -> str:
        """All blocks with an empty line between them, the items of a list without; what is still open is closed."""
        while self._paragraphs:
            self.close_paragraph()
        return joined(self._sinks[0])


def joined(blocks: list[str]) -> str:
    """The same for any blocks."""
    parts: list[str] = []
    for before, block in zip(["", *blocks], blocks, strict=False):
        tight = before.startswith(_ITEM) and block.startswith(_ITEM)
        parts += ["\n" if tight else "\n\n", block]
    return "".join(parts[1:])
