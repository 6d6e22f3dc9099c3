"""What of an open document is shown, and where in it one is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from tui.board import leaf, life, matches, words
from tui.board.highlights import evidence
from tui.board.leaf import Look, Place
from tui.board.panels.evidences import Evidences
from tui.board.panels.footer import Footer
from tui.board.panels.legend import Legend
from tui.board.panels.paper import Paper
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board

MARKED = 200_000
"""Characters of the longest text in which the words of a tag are marked while one walks through the evidence."""
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


class Sheet(Screen[None]):
    """The document, its paper and the evidence beside it."""

    def __init__(self, stored: StoredDocument, why: bool = False, stretch: tuple[int, int] | None = None) -> None:
        super().__init__()
        self.stored, self.open_why, self.first = stored, why, stretch
        self.look = Look()
        self.typed = ""
        self.now: datetime | None = None

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    @property
    def paper(self) -> Paper:
        """The text."""
        return self.query_one(Paper)

    def show(self, stored: StoredDocument) -> None:
        """Another document from its beginning; the same again stays where it is, in what it says and is told now."""
        paper, now = self.paper, self.board.clock()
        again = stored.row.document == self.stored.row.document and bool(paper.blocks)
        shown = (life.edition(self.stored.row), self.now and life.until(self.stored, self.now), self.stored.note)
        self.stored, self.now = stored, now
        if again and shown == (life.edition(stored.row), life.until(stored, now), stored.note):
            return
        withheld = life.until(stored, now) is not None
        found = [] if withheld else evidence(stored.analysis, stored.document)
        kept = self.look.stretch if again and self.look.stretch else None
        self.look = Look(found, places=self.sought(), stretch=kept)
        self.lay(top=not again)
        self.query_one(Evidences).put(found, stored.analysis, *(["withheld until the embargo lifts"] * withheld))
        self.count()

    def turn_to(self, stored: StoredDocument) -> None:
        """Another document in its place, which counts as read then."""
        self.board.marking.opened(stored.row)
        self.show(stored)

    def lay(self, top: bool = False) -> None:
        """Sets the blocks anew."""
        now = self.now or self.board.clock()
        self.paper.put(leaf.blocks(self.stored, now, self.look, self.paper.column), top=top)

    def ink(self) -> None:
        """Inks them anew; a very long text keeps the inks that it has but for what was gone to."""
        now = self.now or self.board.clock()
        self.paper.reink(leaf.blocks(self.stored, now, self.look, self.paper.column))

    @property
    def withheld(self) -> bool:
        """Whether it is embargoed, damaged or without a text, so that nothing in it can be gone to."""
        return life.until(self.stored, self.board.clock()) is not None or self.stored.row.damaged is not None

    def sought(self) -> list[Place]:
        """Where the letters typed stand, else the words of the board's search; in an embargoed document nowhere."""
        if self.withheld:
            return []
        pattern = matches.of_letters(self.typed) or matches.of_filter(self.board.filter)
        document = self.stored.document
        in_title = matches.places(pattern, self.stored.row.title) if document.headline else []
        in_text = matches.places(pattern, document.text)
        return [*(Place("title", *span) for span in in_title), *(Place("text", *span) for span in in_text)]

    def count(self) -> None:
        """How often each kind is named, how long the text is, and at which place of the search one is."""
        if self.withheld:
            self.query_one(Legend).put(None, "")
            return
        counts = Counter[str](item.kind for item in self.look.found)
        many, at = len(self.look.places), self.look.at
        most = "+" if many >= matches.MOST else ""
        said = f"match {at + 1} of {many:,}{most} · " if at >= 0 else f"{many:,}{most} found · " if many else ""
        self.query_one(Legend).put(counts, said + length(self.stored.document.text))

    def go(self, stretch: tuple[int, int]) -> None:
        """To a sentence, which is marked."""
        self.look = replace(self.look, stretch=stretch)
        self.ink()
        self.paper.show_place(stretch[0])

    def say(self, text: str) -> None:
        """In the footer, for a while."""
        if text:
            self.query_one(Footer).say(text)


def length(text: str) -> str:
    """`412 words · 2 min`, at 220 words a minute; `84 characters · 1 min` of Chinese or Japanese, at 400."""
    signs, total = len(_HAN.findall(text)), len(text.split())
    if signs > total:
        return f"{words.many(signs, 'character')} · {max(1, round(signs / 400))} min"
    return f"{words.many(total, 'word')} · {max(1, round(total / 220))} min"
