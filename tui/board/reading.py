"""The threads that ask the archive and write marks into it, and what they hand back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from tui.board.indexing import Indexing, Making
from tui.board.reader import Marks, Reader
from tui.board.view import Question, View
from tui.board.viewing import view

if TYPE_CHECKING:
    from watchers.archive.index.answers import Made
    from watchers.archive.naming import KnownNames

T = TypeVar("T")


class Reading:
    """One reader in a thread of its own, and one pen for marks in another, both opened when first needed.

    `place` says which file the archive is now, None where it is not there: of another one both open anew, and of one
    that was away, whose log is another then: connections of one process to one file share what they know of its log.
    Where `index` makes one, it is had made when it is due; then `renewed` is called in the loop.
    """

    def __init__(
        self,
        open_reader: Callable[[], Reader],
        open_marks: Callable[[], Marks],
        *,
        place: Callable[[], object] = lambda: None,
        open_names: Callable[[], KnownNames] | None = None,
        index: Callable[[bool], Making] | None = None,
    ) -> None:
        self._open_reader, self._open_marks, self._place = open_reader, open_marks, place
        self.open_names = open_names
        self._read_of: object = None
        self._marked_in: object = None
        self._away = False
        self._indexing = Indexing(index, self._made) if index else None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.renewed: Callable[[], None] = lambda: None
        self._reader: Reader | None = None
        self._pen: Marks | None = None
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-reader")
        self._marking = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-marks")

    async def ask(self, question: Callable[[Reader], T]) -> T:
        """The answer of the reader. Raises ArchiveError as the reader does."""
        self._loop = asyncio.get_running_loop()
        return await self._loop.run_in_executor(self._desk, self._answer, question)

    async def view(self, question: Question) -> View:
        """The same of a view; while an index is on its way, one is not waited for. Raises ArchiveError."""
        return await self.ask(lambda reader: view(reader, question, wait=self._indexing is None))

    async def mark(self, change: Callable[[Marks], T]) -> T:
        """Makes a change of marks; what that answers. Raises ArchiveError as the pen does."""
        return await asyncio.get_running_loop().run_in_executor(self._marking, self._write, change)

    def _answer(self, question: Callable[[Reader], T]) -> T:
        now = self._place()
        if now is None and self._read_of is not None and not self._away:
            self._away = True
            self._marking.submit(self._lay_down)
        if self._reader is not None and now is not None and (self._away or now != self._read_of):
            self._reader.close()
            self._reader = None
        if self._reader is None:
            self._reader, self._read_of, self._away = self._open_reader(), now, False
        answer = question(self._reader)
        if self._indexing and self._reader.index_due:
            self._indexing.start(self._reader.indexed)
        return answer

    def _made(self, made: Made | None) -> None:
        """In the index's thread."""
        with suppress(RuntimeError):  # the board is being closed
            self._desk.submit(self._take, made)

    def _take(self, made: Made | None) -> None:
        """Without an index, counting is waited for, and none is made again."""
        if made is None:
            self._indexing = None
        elif self._reader is not None:
            self._reader.take(made)
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.renewed)

    def _lay_down(self) -> None:
        """The pen, of an archive that is away: nobody would find what it writes."""
        pen, self._pen = self._pen, None
        if pen is not None:
            pen.close()

    def _write(self, change: Callable[[Marks], T]) -> T:
        while self._away and self._place() is not None:  # it is back, and the reader has not looked yet
            self._desk.submit(self._answer, _nothing).result()
        now = self._place()
        if self._pen is not None and now != self._marked_in:
            self._pen.close()
            self._pen = None
        if self._pen is None:
            self._pen, self._marked_in = self._open_marks(), now
        return change(self._pen)

    def close(self) -> None:
        """Ends all threads when what they are at is done; waits for it."""
        if indexing := self._indexing:
            indexing.close()
        self._desk.submit(self._shut)
        self._desk.shutdown(wait=True)
        if self._pen is not None:
            self._marking.submit(self._pen.close)
        self._marking.shutdown(wait=True)

    def _shut(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()


def _nothing(_: Reader) -> None:
    """Has it looked which file the archive is."""
