"""The keys in the lower edge of what opens over the board, as they are bound: those that fit, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.app import App
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from tui.board.content import runs
from tui.board.keys import Keyring

if TYPE_CHECKING:
    from tui.board.app import Board

PARTED = "  "
"""Between two hints; none has it inside."""
AROUND = 6
"""Cells of an edge that are the corners', and the blanks beside what stands in it."""


def foot(app: App[object], text: str) -> Content:
    """`{picker-apply} filter  {picker-leave} leave`: the ids as the keys that are bound to them, in the key's ink."""
    told = cast("Board", app).keyring.pieces(text)
    return runs((" ", ""), *((piece, "$ink-accent" if is_key else "") for piece, is_key in told), (" ", ""))


def fitted(keyring: Keyring, text: str, room: int) -> str:
    """As many hints as fit in `room` cells: the last leads out and stays, of the others the first."""
    *hints, out = text.split(PARTED)
    while hints and cell_len(keyring.told(PARTED.join([*hints, out]))) > room:
        hints.pop()
    return PARTED.join([*hints, out])


class Footed(Widget):
    """A widget whose lower edge names keys."""

    hints = ""

    def foot(self, text: str) -> None:
        """Names them, with their ids, the least important before the last, which leads out."""
        self.hints = text
        self.name_keys()

    def on_resize(self) -> None:
        """Another width has room for others."""
        self.name_keys()

    def name_keys(self) -> None:
        """Before it has a width all of them."""
        width = self.outer_size.width
        keyring = cast("Board", self.app).keyring
        self.border_subtitle = foot(self.app, fitted(keyring, self.hints, width - AROUND) if width else self.hints)


class Box(Footed, Vertical):
    """What a dialog stands in."""
