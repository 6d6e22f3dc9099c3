"""What happens in the news of the filter: kinds of event by class, with counts and trends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from tui.board import words
from tui.board.ordering import Tally
from tui.board.panels.tallies import Listed
from tui.board.strips import Run
from tui.board.view import View
from watchers.archive.classes import KINDS, EventClass
from watchers.document import EventKind

SIGNS: Mapping[EventClass, str] = {
    "material conflict": "◆",
    "verbal conflict": "◇",
    "verbal cooperation": "○",
    "material cooperation": "●",
}
"""In the order of the panel: squares are conflict, circles cooperation; full ones are deeds, hollow ones are words."""
_CLASS = {kind: (at, sign) for at, (name, sign) in enumerate(SIGNS.items()) for kind in KINDS[name]}


class Events(Listed):
    """Conflict in deeds first; within a class the kinds with most documents."""

    kind = "event"
    ink = "event"
    orders = ("class", "count", "rise", "name")

    def __init__(self) -> None:
        super().__init__(id="events", heading="Events")

    def told(self, view: View) -> Iterable[Tally]:
        trends = view.trends.events
        for count in view.events:
            yield self.line(count.id, count.count, trends.get(count.id, ()))

    def left_out(self, value: str, name: str) -> Tally:
        kind, _, mode = value.partition(".")
        group, sign = _CLASS.get(cast("EventKind", kind), (len(SIGNS), " "))
        said = words.event(cast("EventKind", kind), mode or None)
        return Tally(value, said, 0, excluded=True, group=group, sign=sign)

    def line(self, kind: str, count: int, trend: tuple[int, ...]) -> Tally:
        """Of a kind."""
        group, sign = _CLASS.get(cast("EventKind", kind), (len(SIGNS), " "))
        name = words.event(cast("EventKind", kind))
        return Tally(kind, name, count, trend, self.unusual.get(kind), group=group, sign=sign)

    def head(self, index: int) -> list[Run]:
        return [(self.tallies[index].sign, "event"), (" ", "")]
