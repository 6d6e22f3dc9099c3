"""A note that a person writes to a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.board.telling import NOTE
from tui.board.undo import Mark
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board


def write(board: Board, stored: StoredDocument) -> None:
    """Asks for it; an empty one takes the note away."""
    from tui.board.screens.entry import OneLine

    before, number = stored.note or "", stored.row.document

    def done(typed: str | None) -> None:
        said = None if typed is None else " ".join(typed.split())[:NOTE]
        if said is None or said == before:
            return
        board.undo.keep(Mark(number, note=before))
        board.marking.write(Mark(number, note=said))
        board.say("note written: has:note finds it" if said else "note taken away", "accent")

    title = f"Note to “{stored.row.title[:60]}{'…' if len(stored.row.title) > 60 else ''}”"
    board.push_screen(OneLine(title, "note", before, "what you want to keep in mind of it", NOTE), done)
