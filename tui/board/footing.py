"""The keys in the lower edge of what opens over the board, as they are bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.content import Content

from tui.board.content import runs

if TYPE_CHECKING:
    from tui.board.app import Board


def foot(app: App[object], text: str) -> Content:
    """`{picker-apply} filter  {picker-leave} leave`: the ids as the keys that are bound to them, in the key's ink."""
    told = cast("Board", app).keyring.pieces(text)
    return runs((" ", ""), *((piece, "$ink-accent" if is_key else "") for piece, is_key in told), (" ", ""))
