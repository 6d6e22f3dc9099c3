"""The sizes of terminals that the board is drawn for by hand, and what stands there unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.board.layout.plan import Edge, Panel

TALL = 33
"""Lines for panels from which on there is room for a row below."""


@dataclass(frozen=True, slots=True)
class Form:
    """From `width` columns on; `beside` says that the brief stands right of the wire, not below it.

    `tall` and `low` are the panels of a high and of a low terminal.
    """

    width: int
    beside: bool
    tall: frozenset[Panel]
    low: frozenset[Panel]
    edges: Mapping[Edge, int]


SLIM = Form(
    60,
    False,
    frozenset({"wire", "brief", "timeline"}),
    frozenset({"wire", "brief"}),
    {"left": 22, "right": 30, "below": 8, "bottom": 6},
)
NARROW = Form(
    80,
    False,
    frozenset({"wire", "brief", "timeline", "sources"}),
    frozenset({"wire", "brief"}),
    {"left": 26, "right": 36, "below": 9, "bottom": 7},
)
MEDIUM = Form(
    100,
    False,
    frozenset({"actors", "regions", "wire", "brief", "timeline", "sources"}),
    frozenset({"actors", "regions", "wire", "brief"}),
    {"left": 28, "right": 40, "below": 12, "bottom": 7},
)
WIDE = Form(
    140,
    True,
    frozenset({"actors", "regions", "events", "wire", "brief", "timeline", "map", "sources"}),
    frozenset({"actors", "regions", "wire", "brief"}),
    {"left": 34, "right": 46, "below": 12, "bottom": 10},
)
FORMS = (SLIM, NARROW, MEDIUM, WIDE)


def form_of(width: int) -> Form:
    """The widest that fits."""
    return next((form for form in reversed(FORMS) if width >= form.width), SLIM)
