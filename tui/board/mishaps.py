"""What fails within the board: shown in the panel in which it failed, written down, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from traceback import walk_tb
from typing import TypeVar
from weakref import WeakKeyDictionary

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.app import ScreenStackError
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.board.content import safe
from tui.journal import Journal
from tui.measure import wrapped

T = TypeVar("T")
PAINTING = "painting"
LASTS = {PAINTING: 1.0}
"""Seconds after which a panel is tried again."""
LAST = 10.0
"""The same for what is no painting, where it has not gone well meanwhile."""
SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Mishap:
    """`at` is what it failed at: painting, or the name of a message; `since` on the monotonic clock."""

    at: str
    told: str
    since: float


class Mishaps:
    """`say` tells what failed in no panel; `count` is how often anything did."""

    def __init__(self, journal: Journal, say: Callable[[str], None], clock: Callable[[], float] = monotonic) -> None:
        self._journal, self._say, self._clock = journal, say, clock
        self._marked: WeakKeyDictionary[Widget, Mishap] = WeakKeyDictionary()
        self.count = 0
        self.last: Exception | None = None

    def happened(self, error: Exception, at: str, node: object = None) -> None:
        """Marks the panel that it happened in, the innermost of the traceback, or `node`; writes it down."""
        if isinstance(error, ScreenStackError):  # a key was typed for a screen that another one has closed
            return
        self.count, self.last = self.count + 1, error
        panel = blamed(error) or (node if _is_panel(node) else None)
        self._journal.write(error, f"{type(panel or node).__name__}, {at}")
        if isinstance(panel, Widget):
            self._marked[panel] = Mishap(at, self._told("This panel failed", error), self._clock())
            panel.refresh()
            panel.set_timer(LASTS.get(at, LAST) + SLACK, panel.refresh)
        else:
            self._say(self._told("That failed", error))

    def well(self, panel: Widget, at: str) -> None:
        """What failed there has gone well."""
        if self._marked and (marked := self._marked.get(panel)) and marked.at == at:
            del self._marked[panel]
            panel.refresh()

    def told(self, panel: Widget) -> str:
        """What the panel shows in place of its lines; "" for those."""
        marked = self._marked.get(panel) if self._marked else None
        if marked and self._clock() - marked.since > LASTS.get(marked.at, LAST):
            del self._marked[panel]
            return ""
        return marked.told if marked else ""

    def tried(self, work: Callable[[], T], panel: object, at: str) -> T | None:
        """Work for a panel, whose failing is the panel's alone."""
        try:
            done = work()
        except Exception as error:
            self.happened(error, at, panel)
            return None
        if isinstance(panel, Widget):
            self.well(panel, at)
        return done

    def _told(self, what: str, error: Exception) -> str:
        kept = f" What happened stands in {safe(str(self._journal.path))}." if self._journal.path else ""
        return f"{what}: {safe(str(error), 200) or 'no reason told'} ({type(error).__name__}). The rest goes on.{kept}"


def blamed(error: BaseException) -> Widget | None:
    """The innermost panel in whose methods an error came about."""
    found = [frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__)]
    return next((node for node in reversed(found) if isinstance(node, Widget) and _is_panel(node)), None)


def _is_panel(node: object) -> bool:
    """Whether it has lines of its own on the screen."""
    return isinstance(node, Widget) and not isinstance(node, Screen) and bool(node.size) and not _holds(node)


def _holds(node: DOMNode) -> bool:
    return bool(node.children)


def sentence(panel: Widget, told: str, y: int) -> Strip:
    """A line of the panel as it tells what happened."""
    width = panel.size.width
    lines = list(_lines(told, width))
    text = lines[y] if 0 <= y < len(lines) else ""
    return Strip([Segment(set_cell_size(text, width), panel.rich_style)], width)


def _lines(told: str, width: int) -> Iterator[str]:
    for start, end in wrapped(told, max(1, width - 2)):
        text = f" {told[start:end]}"
        yield text if cell_len(text) <= width else ""
