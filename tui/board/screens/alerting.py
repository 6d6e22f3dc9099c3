"""The form of one filter's alert: how it tells, how often, and of how much."""

from __future__ import annotations

import asyncio
import shlex
from typing import TYPE_CHECKING, Any, ClassVar, cast

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
from tui.board.inked import Inked
from tui.board.keys import bindings
from tui.board.undo import Edit
from watchers.alerts import Rule
from watchers.alerts.reading import rule_of, table_of
from watchers.errors import WirewatchError
from watchers.saved import Saved
from watchers.tables.loading import Mistake

if TYPE_CHECKING:
    from tui.board.app import Board

TURNS = (
    ("alert", "alert", "of what it matches"),
    ("bell", "bell", "the terminal's"),
    ("title", "title", "a mark in the terminal's title"),
    ("desktop", "desktop", "a notification, where possible"),
)
TEXTS = (
    ("command", "command", "a program that is given it as JSON"),
    ("file", "file", "is given a line of JSON for each"),
    ("every", "cooldown", "else 15 min: those within it come as one"),
    ("quiet", "quiet", "22:00-06:00 of your day, or nothing"),
    ("at_least", "at least", "1 document, or 3: so many are needed"),
    ("origins", "from", "1 source, or 2: so many must tell of it"),
    ("within", "within", "1 h; in so much time they must come"),
)
ENDS = "{alerting-keep} writes  {alerting-next} {alerting-previous} lines  {alerting-leave} leaves"


class Turn(Inked, can_focus=True):
    """Yes or no."""

    def __init__(self, name: str, value: bool, aside: str) -> None:
        super().__init__(id=name, classes="turn")
        self.value, self.aside = value, aside

    def turn(self) -> None:
        """To the other."""
        self.value = not self.value
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self) -> None:
        self.turn()

    def render_line(self, y: int) -> Strip:
        """`‹ yes ›  the terminal's`."""
        arrows = "accent" if self.has_focus else "faint"
        word = ("yes" if self.value else "no ", "strong" if self.value else "plain")
        return self.painted([("‹ ", arrows), word, (" ›", arrows), (f"   {self.aside}", "dim")])


class AlertForm(ModalScreen[tuple[Edit, str] | None]):
    """Closes with what was written and what is said of it, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("alerting")]

    def __init__(self, saved: Saved) -> None:
        super().__init__()
        self.saved, self.said = saved, Static(classes="said", markup=False)
        self.writing = False

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """A line for each setting, and below them what is wrong."""
        table = table_of(self.saved.alert or Rule(bell=True))
        with Box(classes="asking") as box:
            box.border_title = plain(f"Alert of “{safe(self.saved.name, 60)}”")
            box.foot(ENDS)
            for name, label, aside in TURNS:
                with Horizontal(classes="line"):
                    yield Static(plain(label), classes="label")
                    yield Turn(name, name == "alert" or bool(table.get(name)), aside)
            for name, label, hint in TEXTS:
                with Horizontal(classes="line"):
                    yield Static(plain(label), classes="label")
                    yield Input(safe(_typed(table[name]), 500), hint, id=name, select_on_focus=False)
            yield self.said

    def on_mount(self) -> None:
        """The first line first."""
        self.query(Turn).first().focus()

    def rule(self) -> Rule | None:
        """What stands in the lines; None for no alert at all. Raises Mistake."""
        turns = {turn.id: turn.value for turn in self.query(Turn)}
        if not turns.pop("alert"):
            return None
        table: dict[str, Any] = {str(name): value for name, value in turns.items() if value}
        for entry in self.query(Input):
            if entry.id and entry.value.strip():
                table[entry.id] = _meant(entry.id, entry.value.strip())
        return rule_of(table)

    def action_turn(self) -> None:
        if isinstance(self.focused, Turn):
            self.focused.turn()

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Enter, in whichever line."""
        if not self.writing:
            self.run_worker(self.keep(), group="write", exit_on_error=False)

    async def keep(self) -> None:
        """Closes once it is written; else says why it is not, in the line that is meant."""
        self.writing = True
        try:
            rule = self.rule()
            self.dismiss(await asyncio.to_thread(self.board.shelf.alert, self.saved, rule))
        except Mistake as mistake:
            self.complain(str(mistake))
            if mistake.name:
                self.query_one(f"#{mistake.name}").focus()
        except WirewatchError as error:
            self.complain(str(error))
        finally:
            self.writing = False

    def complain(self, text: str) -> None:
        """Below the lines."""
        self.said.update(Text(safe(text), style=self.board.inks["bad"]))

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return shlex.join(value)
    return "" if value is None else str(value)


def _meant(name: str, text: str) -> Any:
    """As the file has it; Raises Mistake."""
    if name == "command":
        try:
            return shlex.split(text)
        except ValueError:
            raise Mistake("A quotation mark in the command is never closed.", "command") from None
    if name in {"at_least", "origins"}:
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else text
    return text
