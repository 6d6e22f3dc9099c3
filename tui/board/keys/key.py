"""A key as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "everywhere",
    "list",
    "tree",
    "tallies",
    "text",
    "board",
    "brief",
    "document",
    "finding",
    "links",
    "related",
    "copies",
    "taking",
    "versions",
    "aside",
    "sources",
    "map",
    "timeline",
    "matrix",
    "picker",
    "form",
    "offers",
    "layouts",
    "panels",
    "entry",
    "adding",
    "search",
    "expression",
    "saved",
    "saving",
    "alerts",
    "alerting",
    "problems",
    "help",
    "palette",
    "said",
    "tour",
]
MODAL: tuple[Place, ...] = (
    "picker", "form", "offers", "layouts", "panels", "entry", "adding", "search", "expression", "saved", "saving",
    "alerts", "alerting", "problems", "help", "palette", "said", "finding", "links", "related",
    "copies", "taking",
)  # fmt: skip
"""Places over which the keys of everywhere do nothing."""


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` as Textual spells them, the first is the one shown, "" for what only the palette offers.

    `footer` is its word there, "" for none.

    A lower `rank` stays longer in a footer that runs out of room. `offered`: the command palette lists it.
    `urgent` keys are taken before the focused widget sees them.
    """

    id: str
    keys: str
    action: str
    words: str
    place: Place
    footer: str = ""
    rank: int = 50
    offered: bool = True
    urgent: bool = False
