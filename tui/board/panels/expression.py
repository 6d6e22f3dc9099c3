"""The parts of the line that an expression is written in: the line, the caret under it, the list of what fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len, set_cell_size
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from tui.board import words
from tui.board.content import safe
from tui.board.inked import Bar
from tui.board.naming import Understood
from tui.board.panels.lines import Lines
from tui.board.strips import Run
from watchers.archive.offering import MOST
from watchers.filters.completing import Completion
from watchers.filters.cursor import inks

if TYPE_CHECKING:
    from tui.board.app import Board

LONGEST = 10_000
"""Characters of an expression that is written on the board."""
_INKS = {"key": "key", "value": "strong", "operator": "accent", "phrase": "event", "word": "plain"}


@dataclass
class Taken(Message):
    """A line of the list is to be put in."""

    completion: Completion


@dataclass
class Refused(Message):
    """What was pasted is not put in."""

    reason: str


class Coloured(Highlighter):
    """Keys, values and operators in the inks of the board."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        """Nothing but colours is laid over the text."""
        known = cast("Board", self._line.app).inks
        for ink in inks(text.plain):
            text.stylize(known[_INKS[ink.kind]], ink.start, ink.end)


class Line(Input):
    """One line, however long; what is pasted loses its line breaks."""

    def __init__(self, value: str) -> None:
        super().__init__(
            value, "actor:iran region:syria since:24h", max_length=LONGEST, select_on_focus=False, id="line-of-it"
        )
        self.highlighter = Coloured(self)

    def _on_paste(self, event: events.Paste) -> None:
        """All of it, or a sentence; half of it would ask for something else."""
        event.prevent_default()
        event.stop()
        if len(event.text) + len(self.value) > LONGEST:
            had = f"{len(event.text):,} characters were pasted"
            self.post_message(Refused(f"{had}; an expression has room for {LONGEST:,}. Nothing was put in."))
            return
        self.replace(safe(event.text, LONGEST), *sorted(self.selection))

    def place_of(self, at: int) -> int | None:
        """The column of the screen at which a character stands, None where it has been scrolled out."""
        column = cell_len(self.value[:at]) - int(self.scroll_offset.x)
        return column if 0 <= column < self.scrollable_content_region.width else None


class Caret(Bar):
    """Points up at what is wrong."""

    def __init__(self) -> None:
        super().__init__(id="caret")
        self.column: int | None = None
        self.ink = "bad"

    def point(self, column: int | None, ink: str = "bad") -> None:
        """None points at nothing."""
        self.column, self.ink = column, ink
        self.refresh()

    def runs(self) -> tuple[list[Run], list[Run]]:
        if self.column is None:
            return [], []
        return [(" " * (self.column + 1), ""), ("▲", self.ink)], []


class Offered(Lines, can_focus=False):
    """What can be put in at the cursor; a line that was gone to is meant by Enter."""

    def __init__(self) -> None:
        super().__init__(id="offered", heading="")
        self.all: Sequence[Completion] = ()
        self.closed = self.walked = False
        self.wide = 0

    @property
    def start(self) -> int:
        """Where in the text the first of them would go."""
        return self.all[0].start if self.all else 0

    def put(self, understood: Understood) -> None:
        """None where the text has just what is offered."""
        found = understood.completions
        held = understood.expression[found[0].start : found[0].end] if found else ""
        done = understood.error is None and len(found) == 1 and found[0].text == held
        if found != self.all:
            self.walked, self.cursor = False, 0
        self.all = () if done else found
        self.wide = max((cell_len(safe(each.shown, 120)) for each in self.all), default=0)
        self.resized(0 if self.closed else len(self.all))
        self.bring(self.cursor)

    def close(self) -> None:
        """Until another letter."""
        self.closed, self.walked = True, False
        self.resized(0)

    def reopen(self) -> None:
        """As it was."""
        self.closed = False
        self.resized(len(self.all))

    def walk(self, way: int) -> None:
        """The first step goes to the first line, the way up from there out of the list."""
        if self.closed:
            self.reopen()
        elif self.total:
            step = way if self.walked else max(0, way) - 1 if way < 0 else 0
            self.walked = not (way < 0 and self.cursor == 0)
            self.move_to(self.cursor + step)
            self.repaint()

    def take(self) -> None:
        """The line under the cursor."""
        if self.cursor < self.total:
            self.post_message(Taken(self.all[self.cursor]))

    def chosen(self, index: int) -> None:
        """A double click takes the line."""
        self.take()

    @property
    def ground(self) -> str:
        """Bright once the keys are for it."""
        return "cursor" if self.walked else "quiet-cursor"

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`Golan Heights   area, Syria        12`."""
        each = self.all[index]
        left: list[Run] = [
            ("▌" if current else " ", "accent"),
            (set_cell_size(safe(each.shown, 120), self.wide), "strong" if current else "plain"),
            (f"  {safe(each.aside, 120)}" if each.aside else "", "dim"),
        ]
        return self.painted(left, _counted(each), self.ground if current else None)

    def blank(self, y: int) -> Strip:
        return self.painted([])


def _counted(each: Completion) -> list[Run]:
    if each.count is None:
        return []
    more = "+" if each.count >= MOST else ""
    return [(f"{words.count(each.count)}{more}", "strong" if each.count else "faint"), (" ", "")]
