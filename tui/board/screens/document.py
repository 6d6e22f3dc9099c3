"""One document whole: its text with the tagged words inked, and the evidence beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from tui.board import citing, telling, words
from tui.board.highlights import Evidence, coloured, evidence
from tui.board.keys import bindings
from tui.board.messages import Pressed
from tui.board.panels.evidences import Evidences
from tui.board.panels.footer import Footer
from tui.board.panels.legend import Legend
from tui.board.panels.paper import Paper
from tui.board.wrapping import Block, paragraphs
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board

BEFORE_TEXT = -1
UNHELD = "not marked: the wire does not hold this document now"
MARKED = 200_000
"""Characters of the longest text in which the words of a tag are marked while one walks through the evidence."""

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


class DocumentScreen(Screen[None]):
    """Escape comes back to the board as it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("document")]

    def __init__(self, stored: StoredDocument, why: bool = False) -> None:
        super().__init__()
        self.stored, self.open_why = stored, why
        self.found: Sequence[Evidence] = ()

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """Text, evidence, legend, keys."""
        with Container(id="reading"):
            yield Paper(id="paper")
            yield Evidences()
        yield Legend()
        yield Footer("document")

    def on_mount(self) -> None:
        """Shows the document it was made for."""
        self.show(self.stored)
        self.set_class(self.open_why, "-why")
        self.query_one(Evidences if self.open_why else Paper).focus()

    def show(self, stored: StoredDocument) -> None:
        """Another document from its beginning; the same again stays as it stands."""
        again = stored.row.document == self.stored.row.document and bool(self.query_one(Paper).blocks)
        self.stored = stored
        if again:
            return
        self.found = evidence(stored.analysis, stored.document)
        self.query_one(Paper).put(text_of(stored, self.found, self.board.clock()))
        self.query_one(Evidences).put(self.found, stored.analysis)
        counts = Counter[str](item.kind for item in self.found)
        self.query_one(Legend).put(counts, length(stored.document.text))

    def on_evidences_shown(self, message: Evidences.Shown) -> None:
        """The text follows the evidence."""
        one = message.evidence
        paper = self.query_one(Paper)
        if len(self.stored.document.text) <= MARKED:
            paper.reink(text_of(self.stored, self.found, self.board.clock(), one))
        paper.show_place(one.start if one.field == "text" else BEFORE_TEXT)

    def on_pressed(self, message: Pressed) -> None:
        self.board.run_worker(self.run_action(message.action), group="pressed", exit_on_error=False)

    def action_close(self) -> None:
        """Back to the board, out of the evidence too."""
        self.dismiss(None)

    def action_why(self) -> None:
        shown = not self.has_class("-why")
        self.set_class(shown, "-why")
        self.query_one(Evidences if shown else Paper).focus()

    def action_read(self) -> None:
        self.marked(self.board.marking.turn_read(self.stored.row.document), "marked read", "marked unread")

    def action_star(self) -> None:
        self.marked(self.board.marking.turn_star(self.stored.row.document), "starred ★", "star taken away")

    def marked(self, now: bool | None, yes: str, no: str) -> None:
        """Says what a mark is now; None where it was not made."""
        self.say(UNHELD if now is None else yes if now else no)

    def action_original(self) -> None:
        self.say(citing.open_original(self.stored))

    def action_copy(self) -> None:
        text = citing.citation(self.stored)
        self.board.copy_to_clipboard(text)
        self.say(f"copied: {text}")

    async def action_unread(self, way: int) -> None:
        """The next unread document, here."""
        stored = await self.board.marking.open_unread(way)
        if stored is None:
            self.say("no other unread document that way")
        else:
            self.show(stored)

    def say(self, text: str) -> None:
        """In the footer, for a while."""
        self.query_one(Footer).say(text)


def text_of(
    stored: StoredDocument, found: Sequence[Evidence], now: datetime, marked: Evidence | None = None
) -> list[Block]:
    """Headline, origin and text; `marked` words stand out."""
    document, row = stored.document, stored.row
    if row.damaged is not None:
        return [Block("This document cannot be shown.", ink="bad"), Block(row.damaged, ink="dim")]
    spans = tuple(coloured(found, "title", marked)) if document.headline else ()
    title = Block(row.title, spans, "title", start=BEFORE_TEXT)
    lines = [telling.origin(stored, now), *filter(None, [document.byline, document.link, *document.warnings])]
    heading = [title, *(Block(each, ink="dim", start=BEFORE_TEXT) for each in dict.fromkeys(lines))]
    flags = [Block(flag, ink="warn", start=BEFORE_TEXT) for flag in words.flags(row)]
    return [*heading, *flags, Block("", start=BEFORE_TEXT), *paragraphs(document.text, coloured(found, "text", marked))]


def length(text: str) -> str:
    """`412 words · 2 min`, at 220 words a minute; `84 characters · 1 min` of Chinese or Japanese, at 400."""
    signs, total = len(_HAN.findall(text)), len(text.split())
    if signs > total:
        return f"{words.many(signs, 'character')} · {max(1, round(signs / 400))} min"
    return f"{words.many(total, 'word')} · {max(1, round(total / 220))} min"
