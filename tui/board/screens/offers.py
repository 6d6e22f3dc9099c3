"""A question with a line for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from tui.board.content import plain
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.panels.lines import Lines

ENDS = "{offers-take} takes  {offers-leave} leaves"


class Answers(Lines, can_focus=False):
    """What can be answered, and beside it a note."""

    def __init__(self, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__(id="answers", heading="")
        self.answers = answers

    def on_mount(self) -> None:
        """As high as there are lines."""
        self.styles.height = len(self.answers)
        self.resized(len(self.answers))

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌ until Friday   until Fri 00:00 UTC`."""
        answer, note = self.answers[index]
        left = [(" ▌ " if current else "   ", "accent"), (answer, "strong" if current else "plain")]
        return self.painted(left, [(f"{note} ", "dim")], "cursor" if current else None)

    def chosen(self, index: int) -> None:
        """A double click takes it."""
        if isinstance(self.screen, Offers):
            self.screen.dismiss(index)


class Offers(ModalScreen[int | None]):
    """Closes with the number of the line taken, counted from 0, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("offers")]

    def __init__(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.question, self.answers = question, Answers(answers)

    def compose(self) -> ComposeResult:
        """The question, the answers."""
        with Box(classes="asking") as box:
            box.foot(ENDS)
            yield Static(plain(self.question), classes="question")
            yield self.answers

    def action_move(self, way: int) -> None:
        self.answers.move_to(self.answers.cursor + way)

    def action_take(self) -> None:
        self.dismiss(self.answers.cursor)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
