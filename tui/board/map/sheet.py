"""What the map's panel draws with: the land, and the points of the last view. Brings numpy along."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from tui.board.map import coast, fitting, picture
from tui.board.map.ground import Ground, ground
from tui.board.map.picture import Picture, Place
from tui.board.map.spots import Known, known
from tui.board.map.window import Window
from watchers.archive.rows import Points, RegionCount

SOUGHT = 3000
"""Points among which a region is looked for again."""


class Sheet:
    """Made in a thread, which reads `land`; used in the screen's."""

    def __init__(self, land: Path | None, points: Points) -> None:
        self.coast = coast.read(land)
        self.known: Known = known(points)
        self._ground: tuple[Window, Ground] | None = None

    def take(self, points: Points) -> None:
        """The points of another view."""
        self.known = known(points)

    def forget(self) -> None:
        """Has the land of the next frame drawn anew."""
        self._ground = None

    def fit(self, width: int, height: int) -> Window:
        """The window of nearly all that is told of."""
        return fitting.fit(*self.known.pinned, width, height)

    def picture(
        self, window: Window, cursor: int | None, here: Sequence[tuple[float, float]], named: Collection[str]
    ) -> Picture:
        """A frame; the land of the last window is kept."""
        if self._ground is None or self._ground[0] != window:
            self._ground = window, ground(self.coast, window)
        return picture.draw(self.coast, self._ground[1], self.known, window, cursor=cursor, here=here, named=named)

    def first(self, place: Place) -> RegionCount:
        """The one there that the most is told of."""
        return self.known.points.regions[place.spot.leader]

    def regions(self, place: Place) -> list[RegionCount]:
        """What stands there, the most told of first."""
        return [self.known.points.regions[number] for number in place.spot.members.tolist()]

    def number(self, region: str) -> int | None:
        """The place of a region among the points."""
        sought = self.known.points.regions[:SOUGHT]
        return next((number for number, each in enumerate(sought) if each.id == region), None)
