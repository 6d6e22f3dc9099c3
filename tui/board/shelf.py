"""The saved filters on the board: read from their file, followed while it runs, and changed by its keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.board.content import safe
from tui.board.messages import Shelved
from tui.board.muting import Mute, until
from tui.board.undo import Edit
from watchers.errors import WirewatchError
from watchers.tables.loading import stamp

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.board.app import Board
    from tui.board.filterlist import Change, FilterList, Read
    from tui.board.screens.entry import Keep
    from watchers.alerts import Rule
    from watchers.filters import Filter
    from watchers.saved import Saved
    from watchers.saved.understanding import Understood

NAMED = 60
LONG = 15.0


class Shelf:
    """`path` is `filters.toml`, None for a board that keeps no filters; `found` are those of it, in their order."""

    def __init__(self, board: Board, path: Path | None) -> None:
        self._board, self.path = board, path
        self.found: tuple[Understood, ...] = ()
        self._list: FilterList | None = None
        self._read: Read | None = None
        self._muted: tuple[Mute, ...] = ()
        self._looking: Worker[None] | None = None
        self._one, self._moving = asyncio.Lock(), asyncio.Lock()

    # ------------------------------------------------------------------------------------------- following
    async def mutes(self) -> tuple[Mute, ...]:
        """What is muted now; the first time, a file that mutes anything is waited for."""
        if self.path is not None and self._read is None and await asyncio.to_thread(_mutes, self.path):
            await self._renew()
        self._muted = self._due()
        return self._muted

    @property
    def known(self) -> bool:
        """Whether the file has been read."""
        return self.path is None or self._read is not None

    async def ready(self) -> None:
        """Returns once it has."""
        if not self.known:
            await self._renew()

    def look(self) -> None:
        """Reads the file again where it has changed; has the board renewed where a mute has come to its end."""
        if self._muted != self._due():
            self._board.refreshing.now()
        if self.path is not None and (self._looking is None or self._looking.is_finished):
            self._looking = self._board.run_worker(self._look(), group="shelf", exit_on_error=False)

    async def _look(self) -> None:
        if self.path and await asyncio.to_thread(stamp, self.path) != (self._read.stamp if self._read else ()):
            await self._renewed()

    async def _renew(self) -> None:
        listed = self._opened()
        if listed is None:
            return
        async with self._one:
            read = await asyncio.to_thread(listed.read)
        if read.problem and (self._read is None or self._read.problem != read.problem):
            self._board.say(safe(read.problem), seconds=LONG)
        self._read, self.found = read, read.found
        for screen in self._board.screen_stack:
            screen.post_message(Shelved())
        self._board.home.chips.refresh()

    def _due(self) -> tuple[Mute, ...]:
        now = self._board.clock()
        muted = ((each, each.saved.muted_until) for each in self.found if each.saved.muted(now))
        return tuple(Mute(each.saved.name, each.filter, end) for each, end in muted if each.filter and end)

    # -------------------------------------------------------------------------------------------- changing
    def save(self, saved: Saved, over: Saved | None) -> tuple[Edit, str]:
        """Writes a new one, or over another; in a thread. Raises WirewatchError."""
        from watchers.saved.editing import added, overwritten, removed

        listed = self._needed()
        if over is None:
            edit = listed.change(
                lambda text: added(text, saved), lambda text: removed(text, saved.name), f"{called(saved)}: not saved"
            )
            return edit, f"{called(saved)} saved: {self._board.keyring.face('saved')} finds it"
        edit = listed.change(
            lambda text: overwritten(text, over.name, saved),
            lambda text: overwritten(text, saved.name, over),
            f"{called(over)}: as before",
        )
        return edit, f"{called(saved)} overwritten"

    def alert(self, saved: Saved, rule: Rule | None) -> tuple[Edit, str]:
        """Writes when and how it alerts, None for no more; in a thread. Raises WirewatchError."""
        from watchers.saved.editing import alerting

        edit = self._needed().change(
            lambda text: alerting(text, saved.name, rule),
            lambda text: alerting(text, saved.name, saved.alert),
            f"{called(saved)}: alert as before",
        )
        return edit, f"{called(saved)} {'alerts now' if rule else 'alerts no more'}"

    def ask_alert(self, saved: Saved) -> None:
        """Opens the form of its alert."""
        from tui.board.screens.alerting import AlertForm

        self._board.push_screen(AlertForm(saved), self.kept)

    def written(self, asked: Filter) -> str:
        """A filter as an expression; in a thread. Raises WirewatchError."""
        return self._needed().written(asked)

    def remove(self, saved: Saved) -> None:
        """Takes it from the list."""
        self._begin(self._remove(saved))

    async def _remove(self, saved: Saved) -> None:
        from watchers.saved.editing import removed, restored, table_in
        from watchers.tables.loading import text_of

        listed = self._needed()
        table = table_in(await asyncio.to_thread(text_of, listed.path), saved.name)
        await self._change(
            lambda text: removed(text, saved.name), lambda text: restored(text, table),
            f"{called(saved)}: removed", f"{called(saved)} is back",
        )  # fmt: skip

    def move(self, saved: Saved, way: int) -> None:
        """One place up or down."""
        self._begin(self._move(saved, way))

    async def _move(self, saved: Saved, way: int) -> None:
        """One after the other: keys come faster than files are written."""
        from watchers.saved.editing import moved

        def to(place: int) -> Change:
            return lambda text: moved(text, saved.name, place)

        async with self._moving:
            here = taken(self.found, saved.name)
            if here is not None and 1 <= here.order + way <= len(self.found):
                await self._change(to(here.order + way), to(here.order), "", f"{called(saved)}: where it was")

    def turn_mute(self, saved: Saved) -> None:
        """Asks until when what it matches is not shown, or has it shown again."""
        if saved.muted(self._board.clock()):
            there, back = _muting(saved, None), _muting(saved, saved.muted_until)
            self._begin(self._change(there, back, *_told(saved, "shown again")))
            return

        def keep(typed: str) -> tuple[Edit, str]:
            end = self._end(typed)
            said, undone = _told(saved, f"muted {until(end, self._board.clock())}")
            return self._needed().change(_muting(saved, end), _muting(saved, saved.muted_until), undone), said

        hint = "friday, 3 days, 1 dec 18:00; else for good"
        self._enter(f"Mute {called(saved)} until when? It is read on, and kept", "until", "", hint, keep)

    def _end(self, typed: str) -> datetime:
        from watchers.saved import FOR_GOOD
        from watchers.saved.ends import coming_end

        return coming_end(typed, self._board.clock().astimezone()) if typed.strip() else FOR_GOOD

    def rename(self, saved: Saved) -> None:
        """Asks for another name."""
        from watchers.saved.editing import renamed
        from watchers.saved.reading import named

        def keep(typed: str) -> tuple[Edit, str]:
            name = named(typed)
            there, back = lambda text: renamed(text, saved.name, name), lambda text: renamed(text, name, saved.name)
            return self._needed().change(
                there, back, f"{called(saved)}: as before"
            ), f"{called(saved)} is called “{safe(name, NAMED)}” now"

        self._enter(f"Rename {called(saved)}", "name", saved.name, "", keep)

    def take_back(self, edit: Edit) -> None:
        """Writes the list as it was before an edit."""
        self._begin(self._take_back(edit))

    async def _take_back(self, edit: Edit) -> None:
        await asyncio.to_thread(self._needed().change, edit.back, edit.back, "")
        await self._renewed()
        self._board.say(edit.said, "accent")

    # ------------------------------------------------------------------------------------------------ how
    def _enter(self, title: str, label: str, value: str, hint: str, keep: Keep) -> None:
        """At once: the letters typed next are for it."""
        from tui.board.screens.entry import Entry

        self._board.push_screen(Entry(title, label, value, hint, keep), self.kept)

    def kept(self, written: tuple[Edit, str] | None) -> None:
        """A form has been closed: with what it has written, or None."""
        if written is not None:
            self._begin(self.done(*written))

    async def done(self, edit: Edit, said: str) -> None:
        """Something has been written: it can be undone, is said and shown."""
        self._board.undo.keep(edit)
        if said:
            self._board.say(f"{said} · {self._board.keyring.face('undo')} takes it back", "accent")
        await self._renewed()

    async def _renewed(self) -> None:
        await self._renew()
        self._board.refreshing.now()

    async def _change(self, there: Change, back: Change, said: str, undone: str) -> None:
        await self.done(await asyncio.to_thread(self._needed().change, there, back, undone), said)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._board.run_worker(self._told(work), group="filters", exit_on_error=False)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except WirewatchError as error:
            self._board.say(safe(str(error)), seconds=LONG)

    def _opened(self) -> FilterList | None:
        if self._list is None and self.path is not None:
            from tui.board.filterlist import FilterList  # brings TOML and names along, for which no first paint waits

            self._list = FilterList(self.path, self._board.reading.open_names)
        return self._list

    def _needed(self) -> FilterList:
        listed = self._opened()
        if listed is None:
            raise WirewatchError("this board keeps no filters")
        return listed


def called(saved: Saved) -> str:
    """`“Sport”`."""
    return f"“{safe(saved.name, NAMED)}”"


def taken(found: Sequence[Understood], name: str) -> Saved | None:
    """The one that is called so already."""
    from watchers.saved.filter import key

    return next((each.saved for each in found if each.saved.key == key(name)), None)


def _mutes(path: Path) -> bool:
    """Whether a file may mute anything: reading what it means takes longer than the first rows should wait."""
    try:
        return b"muted_until" in path.read_bytes()
    except OSError:
        return False


def _muting(saved: Saved, end: datetime | None) -> Callable[[str], str]:
    from watchers.saved.editing import muted

    return lambda text: muted(text, saved.name, end)


def _told(saved: Saved, what: str) -> tuple[str, str]:
    """What is said of a change of its mute, and what when it is taken back."""
    return f"{called(saved)}: {what}", f"{called(saved)}: {'muted' if saved.muted_until else 'shown'} as before"
