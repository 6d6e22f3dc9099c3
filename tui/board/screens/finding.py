"""The line in which letters to find in an open document are typed; it shows them as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.board.keys import bindings


class Finding(ModalScreen[str | None]):
    """Closes with the letters typed, or None where it was left; `shown` is told them after each."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("finding")]

    def __init__(self, typed: str, shown: Callable[[str], None]) -> None:
        super().__init__()
        self.typed, self.shown = typed, shown

    def compose(self) -> ComposeResult:
        """The line."""
        with Horizontal(id="line"):
            yield Static("find", markup=False)
            yield Input(value=self.typed, placeholder="letters in this text", max_length=200)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.shown(event.value)

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    def action_keep(self) -> None:
        self.dismiss(self.query_one(Input).value)

    def action_leave(self) -> None:
        self.dismiss(None)
