"""The part of the world that a map shows, in dots: equirectangular, drawn together sideways as its middle is.

A dot is a braille one, as high as it is wide; a cell has two by four of them. Pure, and cheap enough for each key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians

from watchers.document import RegionKind

DOTS = (2, 4)
"""Of a cell: across, down."""
CLOSEST = 0.002
"""Degrees of latitude a dot."""
NORTH, SOUTH = 78.0, -56.0
"""Between which the world is shown, where there is room."""
FLAT = 100.0
"""Degrees of latitude that a flat map shows of it, around the middle of where people live."""
CROWDED = 21.0
"""That middle."""
BROAD = 0.8
"""How many degrees of latitude a degree of longitude is drawn as wide as, on a map of the world."""
NARROW = 0.25
"""The same at the poles."""
REGIONAL, WORLDWIDE = 50.0, 140.0
"""Degrees across up to which the middle's latitude alone decides on that, and from which on it does not."""
WIDE: tuple[RegionKind, ...] = ("country", "world region", "unresolved")
"""Kinds of which only a middle is known, so that no spot may say that something is there."""
LOWEST, HIGHEST = -84.0, 84.0
"""Latitudes of a middle."""


@dataclass(frozen=True, slots=True)
class Window:
    """The middle in degrees, degrees of latitude a dot, and the size in dots."""

    lat: float
    lon: float
    scale: float
    width: int
    height: int

    @property
    def squeeze(self) -> float:
        """Dots across for a degree of longitude, for one dot down for a degree of latitude."""
        mine = max(NARROW, cos(radians(self.lat)))
        world = (self.width * self.scale - REGIONAL) / (WORLDWIDE - REGIONAL)
        part = min(1.0, max(0.0, world))
        return mine * (1 - part) + BROAD * part

    def dot(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place is drawn; the way round the world that is the shorter one."""
        x = around(lon - self.lon) * self.squeeze / self.scale + self.width / 2
        return x, (self.lat - lat) / self.scale + self.height / 2

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a dot; the latitude may be none that there is."""
        lon = around(self.lon + (x - self.width / 2) * self.scale / self.squeeze)
        return self.lat - (y - self.height / 2) * self.scale, lon

    def panned(self, x: float, y: float) -> Window:
        """Moved right and down by so many dots."""
        lat, lon = self.place(self.width / 2 + x, self.height / 2 + y)
        return replace(self, lat=min(HIGHEST, max(LOWEST, lat)), lon=lon)

    def zoomed(self, factor: float, x: float | None = None, y: float | None = None) -> Window:
        """So many times closer; what is at a dot, else the middle, stays there."""
        widest = world(self.width, self.height).scale
        found = replace(self, scale=min(widest, max(CLOSEST, self.scale / factor)))
        if found.scale == self.scale or x is None or y is None:
            return found
        lat, lon = self.place(x, y)
        for _ in range(3):  # the squeeze follows the middle
            at = found.dot(lat, lon)
            found = found.panned(at[0] - x, at[1] - y)
        return found

    def sized(self, width: int, height: int) -> Window:
        """The same middle in another size, the land no larger on the screen than what fitted before."""
        closer = min(width / max(1, self.width), height / max(1, self.height))
        scale = self.scale / closer if closer > 0 else self.scale
        found = replace(self, width=width, height=height, scale=scale)
        return replace(found, scale=min(scale, world(width, height).scale))


def around(degrees: float) -> float:
    """The same longitude from -180 up to 180."""
    return (degrees + 180) % 360 - 180


def world(width: int, height: int) -> Window:
    """All of it but the poles, seen so that no land is cut in two."""
    scale = max(360 * BROAD / max(1, width), FLAT / max(1, height))
    left = max(0.0, min(1.0, (height * scale - FLAT) / (NORTH - SOUTH - FLAT)))
    return Window(CROWDED + ((NORTH + SOUTH) / 2 - CROWDED) * left, 11.0, scale, width, height)
