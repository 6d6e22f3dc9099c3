"""Lists of counts; first who is in the news of the filter: actors by number of documents, each with its trend."""

from __future__ import annotations

from collections.abc import Iterable

from textual.strip import Strip

from tui.board import words
from tui.board.ordering import Tally, ranked
from tui.board.panels.tallied import Tallied, ends, sign
from tui.board.strips import Run
from tui.board.view import View
from tui.board.viewing import ACTORS
from watchers.filters import Term


class Listed(Tallied):
    """A line each, in an order that a person may change."""

    ink: str

    def __init__(self, *, id: str, heading: str) -> None:  # noqa: A002
        super().__init__(id=id, heading=heading)
        self.found: tuple[Tally, ...] = ()
        self.tallies: list[Tally] = []

    # -------------------------------------------------------------------------------- what a panel says
    def told(self, view: View) -> Iterable[Tally]:
        """What the view counts, but for what is left out."""
        raise NotImplementedError

    def left_out(self, value: str, name: str) -> Tally:
        """The line of what is left out."""
        return Tally(value, name, 0, excluded=True)

    def head(self, index: int) -> list[Run]:
        """What stands before the name."""
        return [(" ", "")]

    # ----------------------------------------------------------------------------------------- showing
    def show(self, view: View) -> None:
        """Takes a view."""
        other = self.take(view)
        out = (self.left_out(value, name) for value, name in self.excluded.items())
        found = (*out, *(tally for tally in self.told(view) if tally.id not in self.excluded))
        if other or found != self.found:
            self.found = found
            self.lay_out()

    def lay_out(self) -> None:
        """The cursor stays on its line, but at the top of a panel that nobody is in."""
        kept = self.tallies[self.cursor].id if self.cursor < len(self.tallies) else None
        asked = ranked(self.found, self.order)
        self.tallies = self.places.held(asked, lambda tally: tally.id) if self.here else asked
        self.held = self.tallies != asked
        if kept is not None and (self.cursor or self.here):
            at = (at for at, tally in enumerate(self.tallies) if tally.id == kept)
            self.cursor = next(at, self.cursor)
        self.resized(len(self.tallies))
        self.name_panel(self.many())

    def many(self) -> str:
        """How many there are."""
        return f"{len(self.tallies):,}" if self.tallies else ""

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌1 Iran   ▲4× 31 ▂▂▃▌`."""
        tally = self.tallies[index]
        picked = tally.id in self.picked
        ink = "removed" if tally.excluded else f"in-{self.ink}" if picked else "plain"
        left: list[Run] = [sign(picked, tally.excluded), *self.head(index), (tally.name, ink)]
        count = "out" if tally.excluded else words.count(tally.count)
        right = ends(count, self.ink, tally.trend, tally.unusual, self.columns)
        return self.painted(left, right, self.ground if current and self.has_focus else None)

    def term(self, index: int) -> Term:
        tally = self.tallies[index]
        return Term(self.kind, (tally.id,), (tally.name,))


class Tallies(Listed):
    """Actors; the first nine are toggled by their digits too."""

    kind = "actor"
    ink = "actor"

    def __init__(self) -> None:
        super().__init__(id="tallies", heading="Actors")

    def told(self, view: View) -> Iterable[Tally]:
        for actor in view.actors:
            yield Tally(actor.id, actor.name, actor.count, actor.trend, self.unusual.get(actor.id))

    def many(self) -> str:
        """All that there are are not listed."""
        return f"{super().many()}{'+' if len(self.found) >= ACTORS else ''}"

    def head(self, index: int) -> list[Run]:
        return [(str(index + 1) if index < 9 else " ", "faint"), (" ", "")]

    def nth(self, number: int) -> Term | None:
        """The term of line `number`, from 1."""
        return self.term(number - 1) if number <= len(self.tallies) else None
