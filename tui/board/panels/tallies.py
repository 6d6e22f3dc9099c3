"""Who is in the news of the filter: actors by number of documents, each with its trend."""

from __future__ import annotations

from textual.strip import Strip

from tui.board import words
from tui.board.content import plain
from tui.board.messages import Toggled
from tui.board.panels.lines import Lines
from tui.board.reading import ACTORS, COUNTING, View
from tui.board.strips import TREND, Run, gathered
from watchers.archive.rows import ActorCount
from watchers.filters import Term


def term_of(actor: ActorCount) -> Term:
    """The term that a line of the tallies toggles."""
    return Term("actor", (actor.id,), (actor.name,))


def trend(actor: ActorCount, columns: int) -> str:
    """One bar a column, neighbouring counts put together."""
    return TREND.bars(gathered(actor.trend, columns))


class Tallies(Lines):
    """The first nine are toggled by their digits too."""

    clicks = 1

    def __init__(self) -> None:
        super().__init__(id="tallies", heading="Actors")
        self.actors: tuple[ActorCount, ...] = ()
        self.picked: frozenset[str] = frozenset()
        self.counted = True

    def show(self, view: View) -> None:
        """Takes a view; the cursor stays on its actor unless it is at the top."""
        picked = frozenset(v for term in view.filter.of("actor") if not term.negated for v in term.values)
        if (view.actors, picked, view.counted) == (self.actors, self.picked, self.counted):
            return
        kept = self.actors[self.cursor].id if 0 < self.cursor < len(self.actors) else None
        self.actors, self.picked, self.counted = view.actors, picked, view.counted
        if kept is not None:
            self.cursor = next((at for at, actor in enumerate(self.actors) if actor.id == kept), self.cursor)
        self.resized(len(self.actors))
        more = "+" if len(self.actors) >= ACTORS else ""
        many = f"{len(self.actors):,}{more}" if self.actors else ""
        self.entitle(plain(self.heading), plain(many if view.counted else COUNTING))

    def nth(self, number: int) -> ActorCount | None:
        """The actor of line `number`, from 1."""
        return self.actors[number - 1] if number <= len(self.actors) else None

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌1 Iran   31 ▂▂▃▌`."""
        actor = self.actors[index]
        picked = actor.id in self.picked
        digit = str(index + 1) if index < 9 else " "
        left: list[Run] = [
            ("▌" if picked else " ", "accent"),
            (digit, "faint"),
            (" ", ""),
            (actor.name, "in-actor" if picked else "plain"),
        ]
        right: list[Run] = [(words.count(actor.count), "actor"), (" ", "")]
        if self.columns >= 19:
            right.append((trend(actor, 6 if self.columns >= 28 else 4), "trend"))
        return self.painted(left, right, self.ground if current and self.has_focus else None)

    def chosen(self, index: int) -> None:
        """Filters by the actor, or no more."""
        self.post_message(Toggled(term_of(self.actors[index])))
