"""The form that saves the present filter: a name, a colour, and what the filter is as an expression."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Static

from tui.board.content import plain, safe
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.marks import mark
from tui.board.screens.form import Kinds
from tui.board.screens.offers import Offers
from tui.board.shelf import called, taken
from tui.board.undo import Edit
from watchers.errors import WirewatchError
from watchers.filters import Filter
from watchers.saved import Saved
from watchers.saved.colours import COLOURS
from watchers.saved.reading import LONGEST_NAME, named

if TYPE_CHECKING:
    from tui.board.app import Board

NONE = "none"
ENDS = "{saving-keep} saves  {saving-next} {saving-previous} lines  {saving-leave} leaves"


class Colours(Kinds):
    """A colour with the mark that goes with it."""

    def __init__(self, colour: str | None) -> None:
        super().__init__((NONE, *COLOURS), colour or NONE)

    def render_line(self, y: int) -> Strip:
        """`‹ ● blue ›`."""
        here = self.has_focus
        arrows, (sign, ink) = "accent" if here else "faint", mark(self.value)
        aside = [("   ← → others", "dim")] if here else []
        word = (self.value, "strong" if here else "plain")
        return self.painted([("‹ ", arrows), (f"{sign} ", ink), word, (" ›", arrows), *aside])


class Saving(ModalScreen[tuple[Edit, str] | None]):
    """Closes with what was written and what is said of it, or None where it was left.

    `over` is the saved filter that the present one is already: its name and colour stand there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("saving")]

    def __init__(self, asked: Filter, over: Saved | None) -> None:
        super().__init__()
        self.asked, self.over, self.expression = asked, over, ""
        self.colours = Colours(over.colour if over else None)
        self.what, self.said = Static(classes="what", markup=False), Static(classes="said", markup=False)
        self.writing = False

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """Name, colour, expression, and below them what is wrong."""
        with Box(classes="asking") as box:
            box.border_title = plain("Save the filter")
            box.foot(ENDS)
            with Horizontal(classes="line"):
                yield Static(plain("name"), classes="label")
                name = safe(self.over.name) if self.over else ""
                yield Input(name, "what it is to be called", max_length=LONGEST_NAME, select_on_focus=False)
            with Horizontal(classes="line"):
                yield Static(plain("colour"), classes="label")
                yield self.colours
            with Horizontal(classes="several"):
                yield Static(plain("filter"), classes="label")
                yield self.what
            yield self.said

    def on_mount(self) -> None:
        """What the filter is has to be asked of the archive's names."""
        self.query_one(Input).focus()
        self.run_worker(self.tell_what(), group="what", exit_on_error=False)

    async def tell_what(self) -> None:
        """Shows the expression."""
        try:
            self.expression = await asyncio.to_thread(self.board.shelf.written, self.asked)
        except WirewatchError as error:
            self.complain(str(error))
        else:
            self.what.update(plain(safe(self.expression, 2000)))

    def complain(self, text: str) -> None:
        """Below the lines."""
        self.said.update(Text(safe(text), style=self.board.inks["bad"]))

    def action_turn(self, way: int) -> None:
        if self.focused is self.colours:
            self.colours.turn(way)

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Enter, in whichever line."""
        if not self.writing:
            self.run_worker(self.keep(), group="write", exit_on_error=False)

    async def keep(self) -> None:
        """Closes once it is written; else says why it is not."""
        self.writing = True
        try:
            if (done := await self.written()) is not None:
                self.dismiss(done)
        except WirewatchError as error:
            self.complain(str(error))
        finally:
            self.writing = False

    async def written(self) -> tuple[Edit, str] | None:
        """None where another is called so and is to stay. Raises WirewatchError."""
        shelf, name = self.board.shelf, named(self.query_one(Input).value)
        await shelf.ready()
        self.expression = self.expression or await asyncio.to_thread(shelf.written, self.asked)
        colour = None if self.colours.value == NONE else self.colours.value
        other = taken(shelf.found, name)
        if other is not None and not await self.overwrite(other):
            self.complain(f"{called(other)} stays as it is. Give another name.")
            return None
        return await asyncio.to_thread(shelf.save, Saved(name, self.expression, colour), other)

    async def overwrite(self, other: Saved) -> bool:
        """Asks, but for what would stay the same."""
        if other.expression == self.expression:
            return True
        lines = [
            ("Keep it, and give another name", ""),
            ("Overwrite it", self.board.keyring.told("{undo} brings it back")),
        ]
        question = f"{called(other)} is taken: {safe(other.expression, 300)}"
        return await self.board.push_screen_wait(Offers(question, lines)) == 1

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
