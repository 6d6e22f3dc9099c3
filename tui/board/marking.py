"""Read and starred: turned at a key, shown at once, written beside the screen; and the next document to read."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from tui.board import words
from tui.board.content import safe
from tui.board.messages import Noted
from tui.board.reader import Marks
from tui.board.undo import Mark, Sweep
from tui.board.unread import ahead, first_unread
from watchers.archive.rows import Row, StoredDocument
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from tui.board.app import Board


Kind = Literal["read", "starred"]
PART = 20_000
"""Documents marked in one transaction."""


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

    def sweep(self, documents: Sequence[int], kind: Kind) -> None:
        """Marks many at once, in the thread of marks: as what one of them is not yet, else as the opposite."""
        self._board.run_worker(self._sweep(documents, kind), group="marks", exit_on_error=False)

    async def _sweep(self, documents: Sequence[int], kind: Kind) -> None:
        self._board.say(f"marking {words.many(len(documents), 'document')}…", "accent")
        value, changed = await self._swept(documents, kind, None)
        if changed:
            self._board.undo.keep(Sweep(changed, kind, not value))
        told = {"read": ("unread", "read"), "starred": ("no longer starred", "starred")}[kind][value]
        self._board.say(f"{words.many(len(changed), 'document')} {told} · u takes it back", "accent")

    def take_back(self, before: Mark | Sweep) -> str:
        """Marks as it was; says so."""
        if isinstance(before, Mark):
            self.write(before)
            return "mark taken back"
        work = self._swept(before.documents, before.kind, before.value)
        self._board.run_worker(work, group="marks", exit_on_error=False)
        return f"marks of {words.many(len(before.documents), 'document')} taken back"

    async def _swept(self, documents: Sequence[int], kind: Kind, value: bool | None) -> tuple[bool, array[int]]:
        """What they are marked as now, and those that were not; in parts, so that whoever takes documents in may."""
        changed = array("q")
        try:
            if value is None:
                value = await self._board.reading.mark(partial(_lacks, kind, documents))
            for start in range(0, len(documents), PART):
                some = documents[start : start + PART]
                changed += await self._board.reading.mark(partial(_put, kind, some, value))
        except WirewatchError as error:
            self._board.say(safe(str(error)))
        finally:
            self._board.refreshing.now()
        return bool(value), changed

    async def next_unread(self, way: int) -> int | None:
        """Puts the wire's cursor on the next unread document below, or above for -1; its number."""
        wire, lastlook = self._board.home.wire, self._board.lastlook
        others = ahead(wire.numbers, wire.cursor, way)
        if lastlook.walks:
            found = await lastlook.next(way)
        else:
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


def _lacks(kind: Kind, documents: Sequence[int], pen: Marks) -> bool:
    """Whether any of them is not marked so."""
    return pen.any_unread(documents) if kind == "read" else pen.any_unstarred(documents)


def _put(kind: Kind, documents: Sequence[int], value: bool, pen: Marks) -> array[int]:
    return pen.read(documents, value) if kind == "read" else pen.star(documents, value)
