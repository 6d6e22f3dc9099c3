"""What changes the filter."""

from __future__ import annotations

from tui.board import opening
from tui.board.applying import minus
from tui.board.messages import Excluded, Only, Removed, Toggled
from tui.board.past import Past
from tui.board.screens.main.panels import Panels
from tui.board.spans import after, shown
from watchers.filters import Filter, Key, Term


class Narrowing(Panels):
    """The app keeps the filter; `listed` is the term by which what is muted is listed."""

    listed: Term | None = None

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.past = Past()

    def on_toggled(self, message: Toggled) -> None:
        self.board.narrow(self.board.filter.turned(message.term))

    def on_excluded(self, message: Excluded) -> None:
        self.board.narrow(self.board.filter.excluded(message.term))

    def on_only(self, message: Only) -> None:
        self.board.narrow(self.board.filter.only(message.term))

    def on_removed(self, message: Removed) -> None:
        self.board.narrow(minus(self.board.filter, message.part))

    def action_nth(self, number: int) -> None:
        if term := self.tallies.nth(number):
            self.board.narrow(self.board.filter.turned(term))

    def action_pick(self, key: Key) -> None:
        opening.picker(self.board, key)

    def action_search(self) -> None:
        opening.search(self.board)

    def action_express(self) -> None:
        opening.expression(self.board, self.past)

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

    def action_saved(self) -> None:
        opening.saved(self.board)

    def action_save(self) -> None:
        opening.saving(self.board)

    def action_muted(self) -> None:
        """Filters by what is muted, or clears that filter."""
        if not self.leave_muted():
            self.board.run_worker(self.list_muted(), exclusive=True, group="open", exit_on_error=False)

    async def list_muted(self) -> None:
        """Filters by what is muted, or says that nothing is."""
        if self.board.view.muted is None:
            self.say("nothing of this is muted")
        elif term := await opening.unshown(self.board):
            self.listed = term
            self.board.narrow(self.board.filter.plus(term))

    def leave_muted(self) -> bool:
        """Back from the list of what is muted; whether it was there."""
        term, self.listed = self.listed, None
        if term is None or term not in self.board.filter.terms:
            return False
        self.board.narrow(self.board.filter.minus(term))
        return True

    def action_undo(self) -> None:
        if said := self.board.take_back():
            self.say(said)
