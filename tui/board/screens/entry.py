"""One line to be written: a feed's name or its tags, a layout's name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.board.content import plain, safe
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.undo import Edit
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from tui.board.app import Board

ENDS = "{entry-keep} writes  {entry-leave} leaves"
LONGEST = 300
Written = TypeVar("Written")


class OneLine(ModalScreen[str | None]):
    """Closes with what was typed, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("entry")]

    def __init__(self, title: str, label: str, value: str, hint: str, longest: int = LONGEST) -> None:
        super().__init__()
        self.heading, self.label, self.value, self.hint = title, label, safe(value, longest), hint
        self.longest = longest

    def compose(self) -> ComposeResult:
        """The line."""
        with Box(classes="asking") as box:
            box.border_title = plain(self.heading)
            box.foot(ENDS)
            with Horizontal(classes="line"):
                yield Static(plain(self.label), classes="label")
                yield Input(self.value, self.hint, max_length=self.longest, select_on_focus=False)

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    def action_keep(self) -> None:
        self.dismiss(self.query_one(Input).value)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


Keep = Callable[[str], tuple[Edit, str]]
"""What writes a list: the edit that takes it back, and what is said of it."""


class Entry(ModalScreen[Written | None], Generic[Written]):
    """Closes with what `keep` returned, or None where it was left.

    `keep` is called in a thread with what was typed. Raises WirewatchError where that cannot be written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("entry")]

    def __init__(self, title: str, label: str, value: str, hint: str, keep: Callable[[str], Written]) -> None:
        super().__init__()
        self.heading, self.label, self.value, self.hint, self.write = title, label, safe(value), hint, keep
        self.said = Static(classes="said", markup=False)
        self.writing = False

    def compose(self) -> ComposeResult:
        """The line, and below it what is wrong."""
        with Box(classes="asking") as box:
            box.border_title = plain(self.heading)
            box.foot(ENDS)
            with Horizontal(classes="line"):
                yield Static(plain(self.label), classes="label")
                yield Input(self.value, self.hint, max_length=LONGEST, select_on_focus=False)
            yield self.said

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    def action_keep(self) -> None:
        if not self.writing:
            self.run_worker(self.keep(), group="write", exit_on_error=False)

    async def keep(self) -> None:
        """Closes once it is written; else says why it is not."""
        self.writing = True
        try:
            done = await asyncio.to_thread(self.write, self.query_one(Input).value)
        except WirewatchError as error:
            self.said.update(Text(safe(str(error)), style=cast("Board", self.app).inks["bad"]))
        else:
            self.dismiss(done)
        finally:
            self.writing = False

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
