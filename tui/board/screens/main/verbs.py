"""What is done with a document."""

from __future__ import annotations

from tui.board import citing, life, opening, wholly
from tui.board.messages import Opened
from tui.board.screens.main.panels import Panels
from watchers.archive.rows import StoredDocument


class Verbs(Panels):
    """With the one under the cursor."""

    def on_opened(self, message: Opened) -> None:
        self.board.open_document(message.document)

    def action_why(self) -> None:
        if self.wire.document is not None:
            self.board.open_document(self.wire.document, why=True)

    def action_read(self) -> None:
        if self.wire.document is not None:
            self.board.marking.turn_read(self.wire.document)

    def action_star(self) -> None:
        if self.wire.document is not None:
            self.board.marking.turn_star(self.wire.document)

    async def action_unread(self, way: int) -> None:
        if await self.board.marking.next_unread(way) is None:
            self.say("no other unread document that way")

    async def action_original(self) -> None:
        if stored := await self.under_cursor():
            self.say(life.refusal(stored, self.board.clock(), "opened") or citing.open_original(stored, self.board))

    async def action_copy(self) -> None:
        if stored := await self.under_cursor():
            self.say(citing.copied(stored, self.board))

    async def action_compare(self) -> None:
        if stored := await self.under_cursor():
            self.board.run_worker(
                opening.versions(self.board, stored), exclusive=True, group="open", exit_on_error=False
            )

    async def action_full_text(self) -> None:
        if stored := await self.under_cursor():
            wholly.fetch(self.board, stored)

    async def under_cursor(self) -> StoredDocument | None:
        """The document under the cursor, fetched where the brief has not come to it yet; None where there is none."""
        number = self.wire.document
        return self.shown_document() or (None if number is None else await self.board.document(number))

    def shown_document(self) -> StoredDocument | None:
        """The document under the cursor, if it has been fetched."""
        stored = self.brief.stored
        return stored if stored and stored.row.document == self.wire.document else None
