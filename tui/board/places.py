"""Which keys go where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from textual.screen import Screen
from textual.widget import Widget

from tui.board.keys import Place

if TYPE_CHECKING:
    from tui.board.app import Board

_PANELS: dict[str, Place] = {"regions": "tree", "sources": "sources", "paper": "text"}
"""By the ids of widgets; another's says its place by its id or by `keyed`."""


def place_of(widget: Widget | None) -> Place | None:
    """The place that has keys of a panel's own; None for one that has none but those of its screen."""
    if widget is None:
        return None
    told = getattr(widget, "keyed", None) or getattr(widget, "table", None) or _PANELS.get(widget.id or "", widget.id)
    return cast("Place", told) if told in get_args(Place) and told not in {"board", "list"} else None


def here(board: Board, screen: Screen[object], focused: Widget | None) -> tuple[Place, ...]:
    """The places whose keys go there, the nearest first."""
    place: Place = getattr(screen, "place", "board")
    panel = place_of(focused)
    lists: tuple[Place, ...] = ("list",) if place == "board" else ()
    return tuple(dict.fromkeys((*((panel,) if panel else ()), place, *lists)))
