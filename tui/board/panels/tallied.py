"""What the panels that count have in common: lines that filter, sorted, with a mark where now is unusual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.board import words
from tui.board.content import plain, safe
from tui.board.keys import Place, bindings
from tui.board.messages import Excluded, Only, Stood, Toggled
from tui.board.ordering import Order, Places
from tui.board.panels.lines import Lines
from tui.board.strips import TREND, Run, clipped, gathered
from tui.board.view import COUNTING, View
from watchers.filters import Key, Term
from watchers.unusual import RULE, Kind, Unusual, reason

NARROW, WIDE = 19, 28
"""Cells of a line from which on there is room for a trend, and for a longer one beside a mark."""
MOST = 99
READ = 12.0
"""Seconds to read a rule in."""


def mark(unusual: Unusual) -> str:
    """`▲4×`, `▲new` for what was not in the news at all."""
    return "▲new" if unusual.times is None else f"▲{min(MOST, round(unusual.times))}×"


def trend(counts: Sequence[int], columns: int) -> str:
    """One bar a column, neighbouring counts put together."""
    return TREND.bars(gathered(counts, columns)) if counts else " " * columns


def ends(count: str, ink: str, counts: Sequence[int], unusual: Unusual | None, columns: int) -> list[Run]:
    """The right end of a line; where there is no room for both, a mark stands instead of the trend."""
    told: list[Run] = [(count, ink), (" ", "")]
    marked = mark(unusual) if unusual else ""
    if columns >= WIDE:
        return [(f"{marked} " if marked else "", "warn"), *told, (trend(counts, 6), "trend")]
    if columns >= NARROW:
        return [*told, (marked.ljust(4), "warn") if marked else (trend(counts, 4), "trend")]
    return [(marked and f"{marked} ", "warn"), *told]


def sign(picked: bool, excluded: bool) -> Run:
    """How a line begins that is in the filter, or left out."""
    return ("−", "bad") if excluded else ("▌" if picked else " ", "accent")


class Tallied(Lines):
    """A panel says which term its lines are, and lays them out; the order stays while the person is in the panel."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tallies")]
    clicks = 1
    table: Place = "tallies"
    kind: Kind
    orders: tuple[Order, ...] = ("count", "rise", "name")

    def __init__(self, *, id: str, heading: str) -> None:  # noqa: A002
        super().__init__(id=id, heading=heading)
        self.order: Order = self.orders[0]
        self.places = Places()
        self.picked: frozenset[str] = frozenset()
        self.excluded: dict[str, str] = {}
        self.unusual: dict[str, Unusual] = {}
        self.counted = True
        self.held = False
        self.here = False

    # -------------------------------------------------------------------------------- what a panel says
    def term(self, index: int) -> Term:
        """By which a line filters."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Lays the lines out anew; the cursor stays on its own."""
        raise NotImplementedError

    # ----------------------------------------------------------------------------------------- showing
    def take(self, view: View) -> bool:
        """What all panels that count take of a view; whether anything is another than before."""
        key: Key = self.kind
        terms = [term for term in view.filter.of(key) if term.negated]
        told = (
            view.filter.chosen(key),
            {
                value: name
                for term in terms
                for value, name in zip(term.values, term.labels or term.values, strict=False)
            },
            {one.id: one for one in view.unusual if one.kind == self.kind},
            view.counted,
        )
        before = (self.picked, self.excluded, self.unusual, self.counted)
        self.picked, self.excluded, self.unusual, self.counted = told
        return told != before

    def name_panel(self, many: str) -> None:
        """The order stands in the border, and how many are unusual."""
        sorted_by = f"by {self.order}{', held' if self.held else ''}"
        said = [f"▲ {len(self.unusual)}"] if self.unusual else []
        said += [sorted_by]
        if many and len(" · ".join([*said, many])) <= self.size.width - 4:
            said += [many]
        self.entitle(plain(self.heading), plain(" · ".join(said) if self.counted else COUNTING))

    # ---------------------------------------------------------------------------------------- the order
    def on_focus(self) -> None:
        """From here on the order stays: it begins with what stands there."""
        self.here = True
        self.places.forget()
        self.lay_out()
        self.post_message(Stood("tallies"))

    def on_blur(self) -> None:
        """Back to the order that is asked for."""
        self.here = False
        self.places.forget()
        self.lay_out()
        self.post_message(Stood("board"))

    def action_sort(self) -> None:
        at = self.orders.index(self.order)
        self.order = self.orders[(at + 1) % len(self.orders)]
        self.places.forget()
        self.lay_out()
        self.board.say(f"{self.heading.lower()} by {self.order}", "accent")

    # ------------------------------------------------------------------------------------------ filtering
    def chosen(self, index: int) -> None:
        """Filters by the line, or no more."""
        self.post_message(Toggled(self.term(index)))

    def action_exclude(self) -> None:
        if self.cursor < self.total:
            self.post_message(Excluded(self.term(self.cursor)))

    def action_only_this(self) -> None:
        if self.cursor < self.total:
            self.post_message(Only(self.term(self.cursor)))

    def on_click(self, event: events.Click) -> None:
        """With ctrl or alt it leaves out: terminals keep a click with shift for marking text."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        index = -1 if offset is None else self.standing(offset.y + self.scroll_offset.y)[0]
        if not 0 <= index < self.total:
            return
        self.move_to(index)
        if event.ctrl or event.meta:
            self.action_exclude()
        else:
            self.chosen(index)

    # ----------------------------------------------------------------------------------------------- why
    def action_rule(self) -> None:
        """The rule with the numbers of the line; shorter where the terminal is narrow."""
        if self.cursor >= self.total:
            return
        term = self.term(self.cursor)
        name = safe(", ".join(term.labels), 40)
        one = next((self.unusual[value] for value in term.values if value in self.unusual), None)
        said = f"{name}: {reason(one)}" if one else f"{name}: nothing unusual, which is {RULE} in 2 h"
        self.board.say(brief(name, one) if len(said) >= self.app.size.width else said, "accent", READ)


def brief(name: str, one: Unusual | None) -> str:
    """The same in some 70 cells, and that nothing is unusual in fewer."""
    if one is None:
        return f"{clipped(name, 16)}: nothing unusual · rule: 5, 3×, 2 sources"
    usual = f"usually {one.usual:.1f}" if one.usual else "usually none"
    sources = words.many(one.sources, "source")
    return f"{name}: {one.count} in 2 h, {usual} ({one.days} d), {sources} · rule: 5, 3×, 2 sources"
