"""A visitor's board: it reads along, ends with the server, and where it is for reading only changes nothing."""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.dom import DOMNode

from tui.board.app import Board
from tui.board.marking import Marking
from tui.board.undo import Mark
from watchers.archive.index import building
from watchers.archive.rows import Row
from watchers.errors import WirewatchError

TICK = 1.0
ONLY_READ = "this board is for reading only: nothing is marked or changed here"
CHANGES = frozenset(
    "read star add_source import_feeds retag save mute pause poll remove rename tag shift promote full_text rescan "
    "retry retry_all note export dismiss_all save_layout alert undo".split()
)
"""Actions that change what is kept, or have something fetched."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEEDS = frozenset(
    "os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.truncate os.chmod os.chown os.utime "
    "subprocess.Popen os.posix_spawn os.exec os.fork os.forkpty os.system os.startfile shutil.move".split()
)


class OnlyReadError(WirewatchError):
    """Something was to be changed where nothing may be."""

    def __init__(self) -> None:
        super().__init__(f"{ONLY_READ}.")


class VisitorBoard(Board):
    """`only_read` refuses every change; the process ends when the one that began it is gone."""

    CSS_PATH = "../board/board.tcss"
    only_read = False

    def on_mount(self) -> None:
        """Textual's own driver of the web would go on without a server for ever."""
        server = os.getppid()
        self.set_interval(TICK, lambda: self.exit() if os.getppid() != server else None)

    async def _on_app_blur(self, event: events.AppBlur) -> None:
        """The driver says so before anything has the focus, which would then never come to it."""
        event.prevent_default()

    def read_only(self) -> None:
        """From now on, for good."""
        self.only_read = True
        self.marking = NoMarking(self)

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:
        """What a key, the palette or a click asks for."""
        if self.only_read and action_name in CHANGES:
            self.say(ONLY_READ, "accent")
            return True
        return await super()._dispatch_action(namespace, action_name, params)


class NoMarking(Marking):
    """Makes no marks: what is opened stays unread."""

    def opened(self, row: Row) -> None:
        """Not noted."""

    def write(self, mark: Mark) -> None:
        """Says so."""
        self._board.say(ONLY_READ, "accent")


class NoPen:
    """For marks that come another way all the same."""

    def read(self, documents: Iterable[int], read: bool) -> array[int]:
        raise OnlyReadError

    def star(self, documents: Iterable[int], starred: bool) -> array[int]:
        raise OnlyReadError

    def any_unread(self, documents: Iterable[int]) -> bool:
        raise OnlyReadError

    def any_unstarred(self, documents: Iterable[int]) -> bool:
        raise OnlyReadError

    def note(self, document: int, text: str, when: datetime) -> None:
        raise OnlyReadError

    def alerts(self, numbers: Iterable[int] | None, read: bool) -> None:
        raise OnlyReadError

    def look(self, when: datetime) -> None:
        """Whoever only reads leaves no last look."""

    def close(self) -> None:
        """Nothing was opened."""


def forbid_writing(archive: Path) -> None:
    """No Python code of this process writes a file any more or begins another one, whatever a key leads to.

    But for what belongs to the archive: its log, and its index, which is made again from it.
    """
    own = str(archive.resolve())

    def look(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = given
            if not isinstance(flags, int) or not flags & _WRITING:
                return
            if isinstance(path, (str, bytes)) and os.fsdecode(path) == os.devnull:
                return
        elif event not in _DEEDS or (event == "subprocess.Popen" and building.__name__ in given[1]):
            return
        if not isinstance(given[0], (str, bytes)) or not _is_beside(os.fsdecode(given[0]), own):
            raise PermissionError(ONLY_READ)

    sys.dont_write_bytecode = True
    sys.addaudithook(look)


def _is_beside(path: str, archive: str) -> bool:
    found = os.path.realpath(path)
    return found.startswith(archive) and found != archive
