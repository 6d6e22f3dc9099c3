"""Layouts by name: those drawn by hand, and what a person has saved beside them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tui.board.layout.plan import PANELS, Panel, Plan

LONGEST = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A plan with the wire's height, one line a document where it is `compact`; `told` says what one of ours is for.

    Where it is `relative`, times are counted back from now; None leaves them as they are.
    """

    name: str
    plan: Plan = field(default_factory=Plan)
    compact: bool = False
    told: str = ""
    relative: bool | None = None

    @property
    def key(self) -> str:
        """By which names are compared."""
        return self.name.casefold()

    def changed(self, plan: Plan, compact: bool, relative: bool) -> Layout:
        """As a person has made it since."""
        return replace(self, plan=plan, compact=compact, relative=relative)

    def stands(self, plan: Plan, compact: bool, relative: bool) -> bool:
        """Whether that is this layout."""
        return (plan, compact) == (self.plan, self.compact) and self.relative in {None, relative}


def _only(*panels: Panel) -> frozenset[Panel]:
    return frozenset(PANELS) - frozenset(panels)


USUAL = Layout("usual", told="what the size has room for")
OURS: tuple[Layout, ...] = (
    USUAL,
    Layout("wire only", Plan(closed=_only("wire")), compact=True, told="a line a document, nothing else"),
    Layout(
        "map and wire",
        Plan(frozenset({"map", "wire"}), _only("map", "wire"), parts={"bottom": 55}),
        compact=True,
        told="the map below, large",
    ),
    Layout(
        "wall screen",
        Plan(
            frozenset({"actors", "events", "wire", "timeline", "map"}),
            _only("actors", "events", "wire", "timeline", "map"),
            parts={"left": 25, "bottom": 45},
            shares={"timeline": 3, "map": 7},
        ),
        told="to be looked at from afar; nothing that needs a hand",
    ),
    Layout(
        "reading",
        Plan(frozenset({"wire", "brief"}), _only("wire", "brief"), parts={"right": 58, "below": 62}),
        compact=True,
        told="a wide brief beside a narrow wire",
    ),
)


def is_ours(name: str) -> bool:
    """Whether a name belongs to one drawn by hand, which nobody can save over or delete."""
    return name.casefold() in {layout.key for layout in OURS}
