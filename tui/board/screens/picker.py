"""A few letters find an actor, region, kind of event or source among those that the filter would leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input
from textual.worker import Worker

from tui.board import words
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.matching import Choice, found
from tui.board.messages import Viewed
from tui.board.panels.lines import Lines
from tui.board.picks import Pair, Picks
from tui.board.strips import Run
from watchers.filters import Key

if TYPE_CHECKING:
    from tui.board.app import Board

KEYS = "{{picker-apply}} filter  {{picker-mark}} mark several  {adds}{{picker-leave}} leave"
INKS = {"actor": "actor", "region": "region", "event": "event", "source": "plain"}
Ask = Callable[[], Awaitable[list[Choice]]]
Promote = Callable[[Choice], None]


class Choices(Lines, can_focus=False):
    """The lines that the letters can mean."""

    def __init__(self, key: Key, picks: Picks) -> None:
        super().__init__(id="choices", heading="")
        self.key, self.picks = key, picks
        self.shown: Sequence[Choice] = ()
        self.typed = ""
        self.waiting = True

    def put(self, shown: Sequence[Choice], typed: str) -> None:
        """Takes the lines for the letters typed; other letters put the cursor on the first."""
        kept = self.shown[self.cursor].value if typed == self.typed and self.cursor < len(self.shown) else None
        self.shown, self.typed = shown, typed
        self.cursor = next((at for at, choice in enumerate(shown) if choice.value == kept), 0)
        self.resized(len(shown))
        self.bring(self.cursor)

    @property
    def ground(self) -> str:
        """Always bright: the keys of the input above move it."""
        return "cursor"

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`✓ Beit Jin   Rif Dimashq › Syria      3`; `◦ found` where no lexicon knows it."""
        choice = self.shown[index]
        marked = choice.value in self.picks.marks
        found = ("   ◦ found" if choice.found else "", "faint")
        left: list[Run] = [
            ("▌" if current else " ", "accent"),
            ("✓ " if marked else "  ", "good"),
            (choice.name, "strong" if marked or current else INKS[self.key]),
            (f"   {choice.aside}", "dim"),
            found,
        ]
        return self.painted(left, [(words.count(choice.count), "strong"), (" ", "")], "cursor" if current else None)

    def blank(self, y: int) -> Strip:
        """Why there is nothing."""
        if self.total or y != 0 or self.waiting:
            return self.painted([])
        kind = words.KINDS[self.key].lower()
        said = f"Nothing here matches “{self.typed}”." if self.typed else f"No {kind} in what is shown."
        return self.painted([(f"   {said}", "dim")])

    def moved(self) -> None:
        """A person has chosen the line: keys are for it now, until the next letter."""
        if isinstance(self.screen, Picker):
            self.screen.on_the_line()

    def chosen(self, index: int) -> None:
        """A double click picks the line."""
        if isinstance(self.screen, Picker):
            self.screen.apply()


class Letters(Input):
    """What is typed, but for a letter that is a key just then."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Textual asks before it looks for bindings of the screen."""
        promote = cast("Board", self.app).keyring.names("promote")
        meant = key in promote and isinstance(self.screen, Picker) and self.screen.is_key()
        return not meant and super().check_consume_key(key, character)


class Picker(ModalScreen[Sequence[Pair] | None]):
    """Closes with the pairs to filter by, or None to leave all as it was.

    `promote` is called with a line that is to be taken into the analyst's own lexicon.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("picker")]

    def __init__(self, key: Key, picks: Picks, ask: Ask, promote: Promote | None = None) -> None:
        super().__init__()
        self.key, self.picks, self.ask, self.promote = key, picks, ask, promote
        self.all: Sequence[Choice] = ()
        self.sought = self.entered = self.walked = False
        self.fetching: Worker[None] | None = None
        self.lines = Choices(key, picks)

    def compose(self) -> ComposeResult:
        """Input above, lines below."""
        with Box(id="dialog") as dialog:
            dialog.border_title = words.KINDS[self.key]
            yield Letters(placeholder="type a few letters", id="letters")
            yield self.lines

    def on_mount(self) -> None:
        """Letters may be typed and Enter pressed before the lines are there."""
        self.name_keys()
        self.renew()

    def on_viewed(self, message: Viewed) -> None:
        """The counts may be others; the first fetch is let come to its end, or under a flood it never would."""
        if not self.lines.waiting or self.fetching is None or self.fetching.is_finished:
            self.renew()

    def renew(self) -> None:
        """Asks for the lines anew, for good in place of an asking that is not answered yet."""
        self.fetching = self.run_worker(self.fetch(), exclusive=True, group="choices", exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The board says what went wrong; the next view fetches again."""
        cast("Board", self.app).on_worker_state_changed(event)

    async def fetch(self) -> None:
        """Picked ones stay in the list even where nothing is left of them."""
        got = await self.ask()
        here = {choice.value for choice in got}
        gone = [Choice(value, label, "", 0) for value, label in self.picks.marks.items() if value not in here]
        self.all, self.lines.waiting = [*got, *gone], False
        self.narrow()
        if self.entered:
            self.apply()

    def narrow(self) -> None:
        """Shows what the letters can mean; those picked already come first while there are none."""
        if self.lines.waiting:
            return
        typed = self.query_one(Input).value
        shown = found(self.all, typed)
        self.lines.put(shown if typed else present_first(shown, self.picks), typed)
        self.name_keys()

    def name_keys(self) -> None:
        """In the border, with the one that takes the line into the lexicon where there is something to take."""
        choice, adds = self.choice(), ""
        if self.promote is not None and choice is not None and choice.found:
            adds = f"{{{'promote' if self.is_key() else 'promote-anyway'}}} add to lexicon  "
        self.query_one("#dialog", Box).foot(KEYS.format(adds=adds))

    def choice(self) -> Choice | None:
        """The line under the cursor."""
        return self.lines.shown[self.lines.cursor] if self.lines.cursor < len(self.lines.shown) else None

    def is_key(self) -> bool:
        """Whether P is meant as a key: for the line that was gone to, or where nothing is typed for one to take."""
        choice = self.choice()
        if self.promote is None or choice is None:
            return False
        return self.walked or (choice.found and not self.query_one(Input).value)

    def on_the_line(self) -> None:
        """The line was gone to, not found by letters."""
        self.walked = True
        self.name_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is no key here goes into the line of letters."""
        if action == "promote":
            return self.is_key() if parameters[0] else self.promote is not None and self.choice() is not None
        return True

    def action_promote(self, letter: bool) -> None:
        """Takes the line under the cursor into the analyst's own lexicon."""
        if self.promote and (choice := self.choice()):
            self.promote(choice)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Once a letter was typed, Enter means the line under the cursor, even when the letters are gone again."""
        self.sought = self.sought or bool(event.value)
        self.walked = False
        self.narrow()

    def action_move(self, way: str) -> None:
        self.sought = True
        getattr(self.lines, f"action_{way}")()
        self.on_the_line()

    def action_mark(self) -> None:
        """Marks the line or takes its mark away; the letters that found it are gone then, for the next name."""
        if pair := self.under_cursor():
            self.picks.turn(*pair)
            self.lines.refresh()
            if self.lines.typed:
                self.query_one(Input).value = ""

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_apply()

    def action_apply(self) -> None:
        """Enter, which a double click on a line does too."""
        self.apply()

    def apply(self) -> None:
        """Closes with what is picked, once there are lines to pick from; letters after Enter are not for them."""
        if self.lines.waiting:
            self.entered = self.query_one(Input).disabled = True
            return
        self.dismiss(self.picks.applied(self.under_cursor(), self.sought))

    def action_leave(self) -> None:
        """Closes without a change of the filter."""
        self.dismiss(None)

    def under_cursor(self) -> Pair | None:
        """The line under the cursor as a pair."""
        choice = self.choice()
        return (choice.value, choice.name) if choice else None

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def present_first(choices: Sequence[Choice], picks: Picks) -> list[Choice]:
    """Marked lines above the others."""
    return sorted(choices, key=lambda choice: choice.value not in picks.marks)
