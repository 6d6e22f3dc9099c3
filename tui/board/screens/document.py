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

from tui.board import citing, life, opening, telling, wholly, words
from tui.board.highlights import Evidence, coloured, evidence
from tui.board.keys import Place, bindings
from tui.board.messages import Pressed, Viewed
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

    place: ClassVar[Place] = "document"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("document")]

    def __init__(self, stored: StoredDocument, why: bool = False) -> None:
        super().__init__()
        self.stored, self.open_why = stored, why
        self.found: Sequence[Evidence] = ()
        self.now: datetime | None = None

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
        """Shows the document it was made for; the clock is for what is embargoed."""
        self.set_interval(life.TICK, self.pass_time)
        self.show(self.stored)
        self.set_class(self.open_why, "-why")
        self.query_one(Evidences if self.open_why else Paper).focus()

    def show(self, stored: StoredDocument) -> None:
        """Another document from its beginning; the same again stays where it is, in what it says and is told now."""
        paper, now = self.query_one(Paper), self.board.clock()
        again = stored.row.document == self.stored.row.document and bool(paper.blocks)
        shown = (self.stored.row, self.now and life.until(self.stored, self.now))
        self.stored, self.now = stored, now
        if again and (life.edition(shown[0]), shown[1]) == (life.edition(stored.row), life.until(stored, now)):
            return
        withheld = life.until(stored, now) is not None
        self.found = [] if withheld else evidence(stored.analysis, stored.document)
        paper.put(text_of(stored, self.found, now), top=not again)
        self.query_one(Evidences).put(self.found, stored.analysis, *(["withheld until the embargo lifts"] * withheld))
        counts = Counter[str](item.kind for item in self.found)
        self.query_one(Legend).put(None if withheld else counts, length(stored.document.text))

    def pass_time(self) -> None:
        """An embargo counts down, and lifts."""
        now = self.board.clock()
        if self.now is None or not life.until(self.stored, self.now):
            return
        if not life.until(self.stored, now):
            self.show(self.stored)
        elif list(life.banner(self.stored, now)) != list(life.banner(self.stored, self.now)):
            self.now = now
            self.query_one(Paper).put(text_of(self.stored, self.found, now), top=False)

    async def on_viewed(self, message: Viewed) -> None:
        """Another version of it may have come in, or it was killed."""
        number = self.stored.row.document
        row = next((row for row in message.view.rows if row.document == number), None)
        if row and life.edition(row) != life.edition(self.stored.row):
            self.board.run_worker(self.renew(number), group="renew", exit_on_error=False)

    async def renew(self, number: int) -> None:
        """Shows it as it is kept now, unless another document is open by then."""
        stored = await self.board.document(number)
        if stored and self.is_current and stored.row.document == self.stored.row.document:
            self.show(stored)

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
        self.say(
            life.refusal(self.stored, self.board.clock(), "opened") or citing.open_original(self.stored, self.board)
        )

    def action_copy(self) -> None:
        self.say(citing.copied(self.stored, self.board))

    def action_compare(self) -> None:
        self.board.run_worker(
            opening.versions(self.board, self.stored), exclusive=True, group="open", exit_on_error=False
        )

    def action_full_text(self) -> None:
        wholly.fetch(self.board, self.stored)

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
    above = telling.banner(stored, now, BEFORE_TEXT)
    if life.until(stored, now):
        return [
            *above,
            title,
            Block(telling.origin(stored, now), ink="dim"),
            Block(""),
            Block(telling.WITHHELD, ink="dim"),
        ]
    lines = [telling.origin(stored, now), *filter(None, [document.byline, document.link, *document.warnings])]
    heading = [*above, title, *(Block(each, ink="dim", start=BEFORE_TEXT) for each in dict.fromkeys(lines))]
    flags = [Block(flag, ink="warn", start=BEFORE_TEXT) for flag in [*life.flags(row), *["hedged"] * row.hedged]]
    return [*heading, *flags, Block("", start=BEFORE_TEXT), *paragraphs(document.text, coloured(found, "text", marked))]


def length(text: str) -> str:
    """`412 words · 2 min`, at 220 words a minute; `84 characters · 1 min` of Chinese or Japanese, at 400."""
    signs, total = len(_HAN.findall(text)), len(text.split())
    if signs > total:
        return f"{words.many(signs, 'character')} · {max(1, round(signs / 400))} min"
    return f"{words.many(total, 'word')} · {max(1, round(total / 220))} min"
