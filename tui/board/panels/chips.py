"""The second line: the terms of the filter, each clickable away, and how much they leave."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.cells import cell_len
from textual import events

from tui.board import words
from tui.board.applying import Part, parts
from tui.board.content import safe
from tui.board.inked import Bar
from tui.board.marks import mark
from tui.board.messages import Pressed, Removed
from tui.board.muting import Out, summary, until
from tui.board.strips import Run, clipped, span
from tui.board.view import COUNTING, View
from watchers.filters import Filter, Group, Term
from watchers.filters.meaning import TIMES
from watchers.filters.writing import write

INKS = {"actor": "in-actor", "region": "in-region", "event": "in-event"}
HINTS = " {actors} actor · {regions} region · {events} event · {span} time · {search} search"
CROSS: Run = (" ✕ ", "faint")
ROOM = 60
"""Cells that the chips keep for themselves."""
WIDEST = 60
"""Cells of a chip."""
SHORTEST = 14
"""Cells below which a chip says nothing any more."""
DIGITS = " · {actor-1}…{actor-9} the actors at the left"


class Chips(Bar):
    """Hints where nothing is filtered."""

    def __init__(self) -> None:
        super().__init__(id="chips")
        self.filter = Filter()
        self.found = self.all = self.hidden = 0
        self.outs: tuple[Out, ...] = ()
        self.now = datetime.now(UTC)
        self.counted = True

    def expect(self, asked: Filter) -> None:
        """Shows the terms at once; the count follows with the view."""
        self.filter = asked
        self.refresh()

    def show(self, view: View) -> None:
        """Takes a view."""
        self.counted = view.counted
        self.found, self.all, self.hidden = len(view.numbers), view.totals.documents, view.hidden
        self.outs, self.now = view.outs, view.now
        self.expect(view.filter)

    def runs(self) -> tuple[list[Run], list[Run]]:
        """`region: Syria ✕   actor: Iran ✕        42 of 1,204 · x clears`."""
        muted = self.muted()
        if not self.filter:
            hints = HINTS + (DIGITS if self.size.width >= 100 else "")
            return [(self.board.keyring.told(hints), "faint")], muted
        right = self.right()
        more, laid = self.laid(self.size.width - span(right) - 1)
        left: list[Run] = [(f" +{more}" if more else "", "dim"), *(run for _, runs in laid for run in runs)]
        return left, right

    def right(self) -> list[Run]:
        """How much is left; what clears it where there is room."""
        said = f"{words.count(self.found)} of {words.count(self.all)}" if self.counted else COUNTING
        clears = self.board.keyring.told(" · {clear} clears ") if self.size.width >= 80 else " "
        return [*self.muted(), (said, "strong"), (clears, "dim")]

    def laid(self, room: int) -> tuple[int, list[tuple[Part, list[Run]]]]:
        """The chips in so many cells, long ones shortened; how many of the first ones do not fit even so."""
        chips = [(part, self.chip(part)) for part in self.parts()]
        for most in (*range(WIDEST, SHORTEST, -2), SHORTEST):
            laid = [(part, narrowed(runs, most)) for part, runs in chips]
            if sum(span(runs) for _, runs in laid) <= room:
                return 0, laid
        gone = 0
        while len(laid) > 1 and sum(span(runs) for _, runs in laid) > room - 4:
            laid, gone = laid[1:], gone + 1
        return gone, laid

    def parts(self) -> list[Part]:
        """What the chips stand for."""
        return parts(self.filter, self.board.shelf.found)

    def chip(self, part: Part) -> list[Run]:
        """A saved filter by its mark and name, or a term."""
        if part.saved is None:
            return chip(part.terms[0])
        saved = part.saved.saved
        end = saved.muted_until if saved.muted(self.now) and not part.negated else None
        return [
            (" not " if part.negated else " ", "dim"),
            (f"{mark(saved.colour)[0]} ", mark(saved.colour)[1]),
            (safe(saved.name), "strong"),
            (f" ⊘ muted {until(end, self.now)}" if end else "", "warn"),
            CROSS,
        ]

    def muted(self) -> list[Run]:
        """`⊘ 12 muted · M shows them`, where so many would fit; by which mute where a filter is and there is room."""
        if not self.hidden:
            return []
        said = f"{words.count(self.hidden)} muted"
        if any(not out.source for out in self.outs):
            told = summary(self.outs, self.hidden, self.now)
            said = told if cell_len(told) <= self.size.width - ROOM else said
        return [(f"⊘ {said}", "warn"), (self.board.keyring.told(" · {muted} shows them "), "dim")]

    def on_click(self, event: events.Click) -> None:
        """A click on a chip takes its term back; one on what is muted shows it."""
        right = self.runs()[1]
        more, laid = self.laid(self.size.width - span(right) - 1)
        begins = self.size.width - span(right)
        if self.hidden and begins <= event.x < begins + span(self.muted()):
            self.post_message(Pressed("muted"))
            return
        column = len(f" +{more}") if more else 0
        for part, runs in laid:
            column += span(runs)
            if event.x < column:
                self.post_message(Removed(part))
                return


def chip(term: Term) -> list[Run]:
    """A term as it stands in the line; a group as it was written."""
    if isinstance(term, Group):
        return [
            (" ", ""),
            (clipped(safe(term.labels[0] if term.labels else write(Filter((term,)))), WIDEST), "strong"),
            CROSS,
        ]
    names = clipped(" or ".join(term.labels or term.values), WIDEST)
    return [
        (" ", ""),
        (f"{'not ' if term.negated else ''}{_key(term)}", "dim"),
        (names, INKS.get(term.key, "strong")),
        CROSS,
    ]


def narrowed(runs: list[Run], most: int) -> list[Run]:
    """A chip in at most so many cells: its longest piece gives way, and the cross stays."""
    over = span(runs) - most
    if over <= 0:
        return runs
    long = max(range(len(runs)), key=lambda at: cell_len(runs[at][0]))
    text, ink = runs[long]
    return [*runs[:long], (clipped(text, max(2, cell_len(text) - over)), ink), *runs[long + 1 :]]


def _key(term: Term) -> str:
    """`last 24 h` and states speak for themselves."""
    if term.key == "is" or (term.key == "since" and term.values[0].isdecimal()):
        return ""
    return f"{term.key} " if term.key in TIMES else f"{term.key}: "
