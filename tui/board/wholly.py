"""The full text of a document, fetched at a key; the board goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.board import citing, life
from tui.board.panels.footer import LONG
from tui.board.undo import Mark
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board


def fetch(board: Board, stored: StoredDocument) -> None:
    """Says what it does, and in the end what came of it."""
    if refusal := life.refusal(stored, board.clock(), "fetched"):
        board.say(refusal, "accent")
    elif not citing.link(stored):
        board.say("this document has no link to a page", "accent")
    else:
        board.say("fetching its page …", "accent", LONG)
        board.run_worker(_fetch(board, stored.row.document), group="full text", exit_on_error=False)


async def _fetch(board: Board, document: int) -> None:
    """A version that the person asked for is no news: what was read stays so."""
    row = board.home.wire.held.get(document)
    said = await board.serving.full_text(document)
    if row is not None and row.read:
        board.marking.write(Mark(document, read=True))
    board.refreshing.soon()
    board.briefing.now()
    board.say(said, "accent", LONG)
