"""A text that no clipboard took: to be selected with the mouse, or saved."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.board import clipboard
from tui.board.content import plain, runs, safe
from tui.board.keys import bindings
from tui.board.panels.paper import Paper
from tui.board.wrapping import Block

ENDS = runs(("s", "$ink-accent"), (" saves it in a file  ", ""), ("esc", "$ink-accent"), (" leaves ", ""))
SHOWN = 20_000
"""Characters of it that are shown."""


class Taking(ModalScreen[None]):
    """Says why it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("taking")]

    def __init__(self, name: str, text: str, why: str) -> None:
        super().__init__()
        self.named, self.text, self.why = name, text, why

    def compose(self) -> ComposeResult:
        """One paper."""
        paper = Paper(id="paper", measure=96)
        paper.border_title, paper.border_subtitle = plain(f"Not copied: {self.named}"), ENDS
        yield paper

    def on_mount(self) -> None:
        """The paper wraps once it has a width."""
        self.tell("Select it with the mouse (with shift held down in most terminals), or press s.", "dim")

    def tell(self, said: str, ink: str) -> None:
        """Why, what to do, and the text."""
        lines = [Block(line) for line in self.text[:SHOWN].split("\n")]
        cut = [Block(""), Block("… the rest is only in the file", ink="faint")] if len(self.text) > SHOWN else []
        head = [Block(f"{self.why[:1].upper()}{self.why[1:]}.", ink="warn"), Block(said, ink=ink), Block("")]
        self.query_one(Paper).put([*head, *lines, *cut], top=False)

    def action_save(self) -> None:
        try:
            self.tell(f"Saved as {safe(str(clipboard.filed(self.text)))}", "good")
        except OSError as error:
            self.tell(f"It cannot be saved: {safe(str(error))}", "bad")

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
