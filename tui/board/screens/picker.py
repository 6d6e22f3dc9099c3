"""A few letters find an actor, region, kind of event or source among those that the filter would leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from tui.board import words
from tui.board.content import runs
from tui.board.matching import Choice, found
from tui.board.messages import Viewed
from tui.board.panels.lines import Lines
from tui.board.picks import Pair, Picks
from tui.board.strips import Run
from watchers.filters import Key

INKS = {"actor": "actor", "region": "region", "event": "event", "source": "plain"}
Ask = Callable[[], Awaitable[list[Choice]]]


class Choices(Lines, can_focus=False):
    """The lines that the letters can mean."""

    def __init__(self, key: Key, picks: Picks) -> None:
        super().__init__(id="choices", heading="")
        self.key, self.picks = key, picks
        self.shown: Sequence[Choice] = ()
        self.typed = ""
        self.loading = False
        self.waiting = True

    def put(self, shown: Sequence[Choice], typed: str) -> None:
        """Takes the lines for the letters typed; other letters put the cursor on the first."""
        kept = self.shown[self.cursor].value if typed == self.typed and self.cursor < len(self.shown) else None
        self.shown, self.typed, self.waiting = shown, typed, False
        self.cursor = next((at for at, choice in enumerate(shown) if choice.value == kept), 0)
        self.resized(len(shown))
        self.bring(self.cursor)

    @property
    def ground(self) -> str:
        """Always bright: the keys of the input above move it."""
        return "cursor"

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`✓ Beit Jin   Rif Dimashq › Syria      3`."""
        choice = self.shown[index]
        marked = choice.value in self.picks.marks
        left: list[Run] = [
            ("▌" if current else " ", "accent"),
            ("✓ " if marked else "  ", "good"),
            (choice.name, "strong" if marked or current else INKS[self.key]),
            (f"   {choice.aside}", "dim"),
        ]
        return self.painted(left, [(words.count(choice.count), "strong"), (" ", "")], "cursor" if current else None)

    def blank(self, y: int) -> Strip:
        """Why there is nothing."""
        if self.total or y != 0 or self.waiting:
            return self.painted([])
        kind = words.KINDS[self.key].lower()
        said = f"Nothing here matches “{self.typed}”." if self.typed else f"No {kind} in what is shown."
        return self.painted([(f"   {said}", "dim")])

    def chosen(self, index: int) -> None:
        """A double click picks the line."""
        if isinstance(self.screen, Picker):
            self.screen.apply()


class Picker(ModalScreen[Sequence[Pair] | None]):
    """Closes with the pairs to filter by, or None to leave all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave all as it was", show=False, id="picker-leave"),
        Binding("down,ctrl+n", "move('down')", "Next", show=False, priority=True, id="picker-down"),
        Binding("up", "move('up')", "Before", show=False, priority=True, id="picker-up"),
        Binding("pagedown", "move('half_down')", "Half a page down", show=False, priority=True, id="picker-half-down"),
        Binding("pageup", "move('half_up')", "Half a page up", show=False, priority=True, id="picker-half-up"),
        Binding("tab,ctrl+@,ctrl+space", "mark", "Mark", show=False, priority=True, id="picker-mark"),
        Binding("enter", "apply", "Apply", show=False, priority=True, id="picker-apply"),
    ]

    def __init__(self, key: Key, picks: Picks, ask: Ask) -> None:
        super().__init__()
        self.key, self.picks, self.ask = key, picks, ask
        self.all: Sequence[Choice] = ()
        self.sought = False
        self.lines = Choices(key, picks)

    def compose(self) -> ComposeResult:
        """Input above, lines below."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = words.KINDS[self.key]
            dialog.border_subtitle = runs(
                ("⏎", "$ink-accent"), (" filter  ", ""), ("tab", "$ink-accent"), (" mark several  ", ""),
                ("esc", "$ink-accent"), (" leave ", ""),
            )  # fmt: skip
            yield Input(placeholder="type a few letters", id="letters")
            yield self.lines

    def on_mount(self) -> None:
        """Fetches the lines."""
        self.renew()

    def on_viewed(self, message: Viewed) -> None:
        """Something has come in: the counts may be others."""
        self.renew()

    def renew(self) -> None:
        """Asks for the lines anew."""
        self.run_worker(self.fetch(), exclusive=True, group="choices", exit_on_error=False)

    async def fetch(self) -> None:
        """Picked ones stay in the list even where nothing is left of them."""
        got = await self.ask()
        here = {choice.value for choice in got}
        gone = [Choice(value, label, "", 0) for value, label in self.picks.marks.items() if value not in here]
        self.all = [*got, *gone]
        self.narrow()

    def narrow(self) -> None:
        """Shows what the letters can mean; those picked already come first while there are none."""
        typed = self.query_one(Input).value
        shown = found(self.all, typed)
        if not typed:
            picked = present_first(shown, self.picks)
            shown = picked
        self.lines.put(shown, typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """As you type."""
        self.sought = self.sought or bool(event.value)
        self.narrow()

    def action_move(self, way: str) -> None:
        """Moves the cursor of the lines."""
        self.sought = True
        getattr(self.lines, f"action_{way}")()

    def action_mark(self) -> None:
        """Marks the line, and goes on to the next."""
        if pair := self.under_cursor():
            self.picks.turn(*pair)
            self.lines.refresh()
            if self.lines.typed:
                self.query_one(Input).value = ""

    def action_apply(self) -> None:
        """Enter."""
        self.apply()

    def apply(self) -> None:
        """Closes with what is picked."""
        self.dismiss(self.picks.applied(self.under_cursor(), self.sought))

    def action_leave(self) -> None:
        """Escape."""
        self.dismiss(None)

    def under_cursor(self) -> Pair | None:
        """The line under the cursor as a pair."""
        if self.lines.cursor >= len(self.lines.shown):
            return None
        choice = self.lines.shown[self.lines.cursor]
        return choice.value, choice.name

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves."""
        if event.widget is self:
            self.dismiss(None)


def present_first(choices: Sequence[Choice], picks: Picks) -> list[Choice]:
    """Marked lines above the others."""
    return sorted(choices, key=lambda choice: choice.value not in picks.marks)
