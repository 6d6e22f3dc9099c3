"""What a person has made of the board: which panels stand there and how large; the rest is as the size asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Panel = Literal["actors", "regions", "events", "wire", "brief", "timeline", "map", "sources"]
LEFT: tuple[Panel, ...] = ("actors", "regions", "events")
BOTTOM: tuple[Panel, ...] = ("timeline", "map", "sources")
PANELS: tuple[Panel, ...] = (*LEFT, "wire", "brief", *BOTTOM)
Edge = Literal["left", "right", "below", "bottom"]
EDGES: tuple[Edge, ...] = ("left", "right", "below", "bottom")
"""The width of the left and the right column, the height of the brief below the wire, and that of the row below all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`opened` and `closed` differ from what the size asks for; `edges` are cells, `shares` are weights.

    `parts` are percents of the whole, for columns and rows that have no cells.
    """

    opened: frozenset[Panel] = frozenset()
    closed: frozenset[Panel] = frozenset()
    edges: Mapping[Edge, int] = field(default_factory=dict)
    shares: Mapping[Panel, int] = field(default_factory=dict)
    parts: Mapping[Edge, int] = field(default_factory=dict)

    def turned(self, panel: Panel, stands: bool) -> Plan:
        """With a panel closed that stands, or opened that does not."""
        if stands:
            return replace(self, closed=self.closed | {panel}, opened=self.opened - {panel})
        return replace(self, opened=self.opened | {panel}, closed=self.closed - {panel})

    def with_edge(self, edge: Edge, cells: int) -> Plan:
        """With another size of a column or row."""
        return replace(self, edges={**self.edges, edge: cells})

    def with_shares(self, shares: Mapping[Panel, int]) -> Plan:
        """With other weights."""
        return replace(self, shares={**self.shares, **shares})
