"""What is done with a document, or with a range of them."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence

from tui.board import citing, copying, life, noting, opening, several, wholly
from tui.board.messages import Opened
from tui.board.panels.brief import Brief
from tui.board.screens.main.panels import Panels
from watchers.archive.rows import StoredDocument
from watchers.filters import Filter, Term


class Verbs(Panels):
    """With the one under the cursor, or all that are selected: then the range is left.

    `story` is a filter by a story, and what was shown before it.
    """

    story: tuple[Filter, Filter] | None = None

    def action_range(self, everything: bool) -> None:
        self.wire.select(everything=everything)
        if self.wire.range is not None:
            self.say("space read · * star · y copy · E export · esc leaves")

    def taken(self) -> Sequence[int]:
        """What was selected, and no longer is."""
        documents = self.wire.selected
        self.wire.unselect()
        return documents

    async def action_story(self) -> None:
        """What is shown before comes back with the same key."""
        document = self.wire.document
        if self.leave_story() or document is None:
            return
        if not await self.board.ask(lambda reader: reader.related(document)):
            self.say("nobody else tells this story, as far as is known")
            return
        number = f"#{document}"
        wanted = Filter((Term("story", (number,), (number,)),))
        self.story = wanted, self.board.filter
        self.board.narrow(wanted)
        self.say("all that tell this story · C or esc goes back")

    def leave_story(self) -> bool:
        """Back to what was shown before a story; whether one was."""
        story, self.story = self.story, None
        if story is None or self.board.filter != story[0]:
            return False
        self.board.narrow(story[1])
        return True

    def action_export(self) -> None:
        under = [] if self.wire.document is None else [self.wire.document]
        self.work(several.export(self.board, self.taken() or under))

    def on_opened(self, message: Opened) -> None:
        self.board.open_document(message.document)

    def on_brief_jumped(self, message: Brief.Jumped) -> None:
        self.board.open_document(message.document, at=message.stretch)

    def action_why(self) -> None:
        if self.wire.document is not None:
            self.board.open_document(self.wire.document, why=True)

    def action_read(self) -> None:
        if self.wire.range is not None:
            self.board.marking.sweep(self.taken(), "read")
        elif self.wire.document is not None:
            self.board.marking.turn_read(self.wire.document)

    def action_star(self) -> None:
        if self.wire.range is not None:
            self.board.marking.sweep(self.taken(), "starred")
        elif self.wire.document is not None:
            self.board.marking.turn_star(self.wire.document)

    async def action_unread(self, way: int) -> None:
        walked = self.board.lastlook.walks
        if await self.board.marking.next_unread(way) is None:
            self.say((walked and self.board.lastlook.over()) or "no other unread document that way")

    async def action_original(self) -> None:
        if self.wire.range is not None:
            self.work(several.open_originals(self.board, self.taken()))
        elif stored := await self.under_cursor():
            self.say(life.refusal(stored, self.board.clock(), "opened") or citing.open_original(stored, self.board))

    async def action_copy(self) -> None:
        if self.wire.range is not None:
            self.work(several.copy(self.board, self.taken()))
        elif stored := await self.under_cursor():
            await copying.copied(self.board, stored)

    async def action_note(self) -> None:
        if stored := await self.under_cursor():
            noting.write(self.board, stored)

    async def action_compare(self) -> None:
        if stored := await self.under_cursor():
            self.board.run_worker(
                opening.versions(self.board, stored), exclusive=True, group="open", exit_on_error=False
            )

    async def action_full_text(self) -> None:
        if stored := await self.under_cursor():
            wholly.fetch(self.board, stored)

    def work(self, work: Coroutine[None, None, None]) -> None:
        """Beside the screen."""
        self.board.run_worker(work, group="several", exit_on_error=False)

    async def under_cursor(self) -> StoredDocument | None:
        """The document under the cursor, fetched where the brief has not come to it yet; None where there is none."""
        number = self.wire.document
        return self.shown_document() or (None if number is None else await self.board.document(number))

    def shown_document(self) -> StoredDocument | None:
        """The document under the cursor, if it has been fetched."""
        stored = self.brief.stored
        return stored if stored and stored.row.document == self.wire.document else None
