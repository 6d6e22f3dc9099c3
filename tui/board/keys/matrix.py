"""The matrix of who is named with whom, or where."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("matrix-leave", "escape,q,m", "leave", "Back to the board", "matrix", "back", 1),
    Key("matrix-filter", "enter", "choose", "Filter by both of the cell", "matrix", "filter", 2),
    Key("matrix-across", "tab,r,a", "turn", "Actors by actors, or by regions", "matrix", "regions or actors", 3),
    Key("matrix-left", "left,h", "across(-1)", "Column before", "matrix", offered=False),
    Key("matrix-right", "right,l", "across(1)", "Next column", "matrix", offered=False),
    Key("matrix-down", "down,j", "along(1)", "Next row", "matrix", offered=False),
    Key("matrix-up", "up,k", "along(-1)", "Row before", "matrix", offered=False),
    Key("matrix-first", "g,home", "corner", "The first cell", "matrix", offered=False),
)
