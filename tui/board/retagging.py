"""The archive tagged again at a wish, beside everything else; what came of it is told when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.board.panels.footer import LONG

if TYPE_CHECKING:
    from tui.board.app import Board


async def retag(board: Board) -> None:
    """Says how far it is in the title bar, and in the end what changed."""
    board.call_after_refresh(board.tell)
    board.say(await board.serving.retag(), "accent", LONG)
    board.briefing.now()
    board.tell()
