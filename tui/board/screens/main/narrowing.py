"""What changes the filter."""

from __future__ import annotations

from tui.board import opening
from tui.board.messages import Removed, Toggled
from tui.board.panels.tallies import term_of
from tui.board.screens.main.panels import Panels
from tui.board.spans import after, shown
from watchers.filters import Filter, Key, Term


class Narrowing(Panels):
    """The app keeps the filter; `listed` is the term by which what is muted is listed."""

    listed: Term | None = None

    def on_toggled(self, message: Toggled) -> None:
        self.board.narrow(self.board.filter.toggled(message.term))

    def on_removed(self, message: Removed) -> None:
        self.board.narrow(self.board.filter.minus(message.term))

    def action_nth(self, number: int) -> None:
        if actor := self.tallies.nth(number):
            self.board.narrow(self.board.filter.toggled(term_of(actor)))

    def action_pick(self, key: Key) -> None:
        opening.picker(self.board, key)

    def action_search(self) -> None:
        opening.search(self.board)

    def action_clear(self) -> None:
        self.board.narrow(Filter())

    def action_take_back(self) -> None:
        terms = self.board.filter.terms
        if terms:
            self.board.narrow(self.board.filter.minus(terms[-1]))

    def action_span(self) -> None:
        asked = after(self.board.filter)
        self.board.narrow(asked)
        self.say(f"time: {shown(asked)}")

    def action_only(self, state: str) -> None:
        self.board.narrow(self.board.filter.toggled(Term("is", (state,), (state,))))

    def action_muted(self) -> None:
        """Filters by what is muted, or clears that filter."""
        held = next((term for term in self.board.filter.of("source") if term == self.listed), None)
        self.listed = held or self.board.view.muted
        if self.listed is None:
            self.say("nothing of this is muted")
        else:
            self.board.narrow(self.board.filter.toggled(self.listed))

    def action_undo(self) -> None:
        if said := self.board.take_back():
            self.say(said)
