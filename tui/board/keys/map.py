"""The map, in focus."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("map-choose", "enter", "choose", "Filter by the spot or country under the cursor", "map", "filter", 0),
    Key("map-next", "n", "next(1)", "Next spot, the hottest first", "map", "next spot", 1),
    Key("map-previous", "p", "next(-1)", "Spot before", "map"),
    Key("map-closer", "plus", "closer(1)", "Closer", "map", "closer", 2),
    Key("map-farther", "minus", "closer(-1)", "Farther away", "map", "farther", 4),
    Key("map-fit", "0", "fit", "Show all that the filter is about", "map", "fit", 5),
    Key("map-west", "left,h", "pan(-1, 0)", "West", "map"),
    Key("map-east", "right,l", "pan(1, 0)", "East", "map"),
    Key("map-north", "up,k", "pan(0, -1)", "North", "map"),
    Key("map-south", "down,j", "pan(0, 1)", "South", "map"),
)
