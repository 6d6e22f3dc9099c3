"""Read and starred: turned at a key, shown at once, written beside the screen; and the next document to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.board.content import safe
from tui.board.messages import Noted
from tui.board.undo import Mark
from tui.board.unread import ahead, first_unread
from watchers.archive.rows import Row, StoredDocument
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from tui.board.app import Board


class Marking:
    """The marks of the documents that the board's wire holds."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def turn_read(self, document: int) -> bool | None:
        """Read if it was unread, else unread; what it is now, None where the wire does not hold it: nothing is done."""
        row = self._board.home.wire.held.get(document)
        return None if row is None else self._mark(Mark(document, read=not row.read)).read

    def turn_star(self, document: int) -> bool | None:
        """Starred if it was not, else no more; what it is now, None where the wire does not hold it."""
        row = self._board.home.wire.held.get(document)
        return None if row is None else self._mark(Mark(document, starred=not row.starred)).starred

    def opened(self, row: Row) -> None:
        """What is opened counts as read."""
        if not row.read:
            self._mark(Mark(row.document, read=True))

    def _mark(self, mark: Mark) -> Mark:
        self._board.undo.keep(mark.opposite())
        self.write(mark)
        return mark

    def write(self, mark: Mark) -> None:
        """Makes a mark that is not to be undone."""
        self._board.home.wire.mark(mark)
        self._board.run_worker(self._write_down(mark), group="marks", exit_on_error=False)

    async def _write_down(self, mark: Mark) -> None:
        try:
            await self._board.reading.mark(mark.written())
        except WirewatchError as error:
            self._board.say(safe(str(error)))
        finally:
            self._board.home.wire.written(mark)
            self._board.refreshing.soon()
            if mark.note is not None:
                self._board.post_message(Noted(mark.document))

    async def next_unread(self, way: int) -> int | None:
        """Puts the wire's cursor on the next unread document below, or above for -1; its number."""
        wire = self._board.home.wire
        others = ahead(wire.numbers, wire.cursor, way)
        found = await self._board.ask(lambda reader: first_unread(reader, others))
        if found is not None:
            wire.go_to(found)
        return found

    async def open_unread(self, way: int) -> StoredDocument | None:
        """The next unread document whole, marked as read."""
        number = await self.next_unread(way)
        stored = None if number is None else await self._board.document(number)
        if stored is not None:
            self.opened(stored.row)
        return stored
