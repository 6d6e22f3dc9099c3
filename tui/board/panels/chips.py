"""The second line: the terms of the filter, each clickable away, and how much they leave."""

from __future__ import annotations

from textual import events

from tui.board import words
from tui.board.inked import Bar
from tui.board.messages import Pressed, Removed
from tui.board.reading import COUNTING, View
from tui.board.strips import Run, span
from watchers.filters import Filter, Term

INKS = {"actor": "in-actor", "region": "in-region", "event": "in-event"}
HINTS = " a actor · r region · e event · t time · / search"
DIGITS = " · 1…9 the actors at the left"


class Chips(Bar):
    """Hints where nothing is filtered."""

    def __init__(self) -> None:
        super().__init__(id="chips")
        self.filter = Filter()
        self.found = self.all = self.hidden = 0
        self.counted = True

    def expect(self, asked: Filter) -> None:
        """Shows the terms at once; the count follows with the view."""
        self.filter = asked
        self.refresh()

    def show(self, view: View) -> None:
        """Takes a view."""
        self.counted = view.counted
        self.found, self.all, self.hidden = len(view.numbers), view.totals.documents, view.hidden
        self.expect(view.filter)

    def runs(self) -> tuple[list[Run], list[Run]]:
        """`region: Syria ✕   actor: Iran ✕        42 of 1,204 · x clears`."""
        muted = self.muted()
        if not self.filter:
            return [(HINTS + (DIGITS if self.size.width >= 100 else ""), "faint")], muted
        left: list[Run] = [run for term in self.filter.terms for run in chip(term)]
        said = f"{words.count(self.found)} of {words.count(self.all)}" if self.counted else COUNTING
        return left, [*muted, (said, "strong"), (" · x clears ", "dim")]

    def muted(self) -> list[Run]:
        """`12 muted · M lists them`, where so many would fit."""
        if not self.hidden:
            return []
        return [(f"⊘ {words.count(self.hidden)} muted", "warn"), (" · M shows them ", "dim")]

    def on_click(self, event: events.Click) -> None:
        """A click on a chip takes its term back; one on what is muted shows it."""
        right = self.runs()[1]
        begins = self.size.width - span(right)
        if self.hidden and begins <= event.x < begins + span(self.muted()):
            self.post_message(Pressed("muted"))
            return
        column = 0
        for term in self.filter.terms:
            column += span(chip(term))
            if event.x < column:
                self.post_message(Removed(term))
                return


def chip(term: Term) -> list[Run]:
    """A term as it stands in the line."""
    names = " or ".join(term.labels or term.values)
    key = {"since": "", "is": ""}.get(term.key, f"{term.key}: ")
    return [
        (" ", ""),
        (f"{'not ' if term.negated else ''}{key}", "dim"),
        (names, INKS.get(term.key, "strong")),
        (" ✕ ", "faint"),
    ]
