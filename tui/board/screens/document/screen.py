"""One document whole: its text with the tagged words inked, and the evidence beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tui.board import life
from tui.board.keys import Place, bindings, summary_digits
from tui.board.leaf import BEFORE_TEXT
from tui.board.messages import Noted, Pressed, Viewed
from tui.board.panels.evidences import Evidences
from tui.board.panels.footer import Footer
from tui.board.panels.legend import Legend
from tui.board.panels.paper import Paper
from tui.board.screens.document.sheet import MARKED
from tui.board.screens.document.verbs import Verbs


class DocumentScreen(Verbs):
    """Escape comes back to the board as it was left."""

    place: ClassVar[Place] = "document"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("document"), *summary_digits()]

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
        if self.first and not self.withheld:
            self.go(self.first)

    def pass_time(self) -> None:
        """An embargo counts down, and lifts."""
        now = self.board.clock()
        if self.now is None or not life.until(self.stored, self.now):
            return
        if not life.until(self.stored, now):
            self.show(self.stored)
        elif list(life.banner(self.stored, now)) != list(life.banner(self.stored, self.now)):
            self.now = now
            self.lay()

    async def on_viewed(self, message: Viewed) -> None:
        """Another version of it may have come in, or it was killed."""
        number = self.stored.row.document
        row = next((row for row in message.view.rows if row.document == number), None)
        if row and life.edition(row) != life.edition(self.stored.row):
            self.board.run_worker(self.renew(number), group="renew", exit_on_error=False)

    def on_noted(self, message: Noted) -> None:
        """The note stands in the text's head."""
        if message.document == self.stored.row.document:
            self.board.run_worker(self.renew(message.document), group="renew", exit_on_error=False)

    async def renew(self, number: int) -> None:
        """Shows it as it is kept now, unless another document is open by then."""
        stored = await self.board.document(number)
        if stored and self.is_attached and stored.row.document == self.stored.row.document:
            self.show(stored)

    def on_evidences_shown(self, message: Evidences.Shown) -> None:
        """The text follows the evidence."""
        one = message.evidence
        if len(self.stored.document.text) <= MARKED:
            self.look = replace(self.look, shown=one)
            self.ink()
        self.paper.show_place(one.start if one.field == "text" else BEFORE_TEXT)

    def on_paper_led(self, message: Paper.Led) -> None:
        """A click on a sentence of the summary."""
        self.go(message.stretch)

    def on_paper_resized(self) -> None:
        """Tables are set for the width that there is."""
        if self.now is not None:
            self.lay()

    def on_pressed(self, message: Pressed) -> None:
        self.board.run_worker(self.run_action(message.action), group="pressed", exit_on_error=False)

    def action_close(self) -> None:
        """Back to the board, out of the evidence too."""
        self.dismiss(None)

    def action_why(self) -> None:
        shown = not self.has_class("-why")
        self.set_class(shown, "-why")
        self.query_one(Evidences if shown else Paper).focus()
