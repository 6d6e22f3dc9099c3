"""What Enter does with a name, a filter or a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.board import opening
from watchers.filters import Filter, Term

if TYPE_CHECKING:
    from tui.board.app import Board


async def narrow(board: Board, term: Term) -> None:
    """Filters by it as well; one that the filter has stays."""
    await home(board)
    name = " or ".join(term.labels)
    if term in board.filter.terms:
        board.say(f"already filtered by {name}", "accent")
    else:
        board.narrow(board.filter.plus(term))
        board.say(f"{term.key}: {name} · {board.keyring.face('undo')} takes it back", "accent")


async def widen(board: Board, asked: Filter) -> None:
    """In place of the present filter."""
    await home(board)
    board.narrow(asked)


async def opened(board: Board, number: int) -> None:
    """In place of one that is open."""
    await home(board)
    await opening.document(board, number, why=False)


async def home(board: Board) -> None:
    """Closes what is open over the board."""
    while board.screen is not board.home and len(board.screen_stack) > 1:
        await board.pop_screen()
