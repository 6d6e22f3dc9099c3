"""What is near to each other on the map put together: a spot stands where the most is told of."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui.board.map.ground import places
from tui.board.map.window import DOTS, WIDE, Window
from watchers.archive.rows import REGION_KINDS, Points
from watchers.document import RegionKind

EXACT: tuple[RegionKind, ...] = ("place",)
NEAR = (4, 2)
"""Cells across and down in which places are put together."""
MOST = 240
"""Spots of a map; the others have hardly anything to tell, and no room to do it."""


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """At a cell; `leader` and `members` are places in the points, `count` adds what each of the members is named in.

    One that is not `exact` has regions alone, whose middles are told.
    """

    x: int
    y: int
    count: int
    leader: int
    members: NDArray[np.int64]
    exact: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The points of a view as the map draws them; `pins` are the places in them of those that are somewhere."""

    points: Points
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    counts: NDArray[np.int64]
    exact: NDArray[np.bool_]
    pins: NDArray[np.int64]
    countries: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def pinned(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Latitudes, longitudes and counts of the pins, or of countries where there are none."""
        chosen = self.pins if len(self.pins) else self.countries
        return self.latitudes[chosen], self.longitudes[chosen], self.counts[chosen]


def known(points: Points) -> Known:
    """From an answer of the archive."""
    counts, kinds = (np.array(each, np.int64) for each in (points.counts, points.kinds))
    codes = {kind: number for number, kind in enumerate(REGION_KINDS)}
    wide = np.isin(kinds, [codes[kind] for kind in WIDE])
    return Known(
        points,
        np.array(points.latitudes),
        np.array(points.longitudes),
        counts,
        np.isin(kinds, [codes[kind] for kind in EXACT]),
        np.flatnonzero(~wide),
        np.flatnonzero(kinds == codes["country"]),
    )


def spots(known: Known, window: Window) -> list[Spot]:
    """Most told of first; what would touch a greater spot goes over to it.

    Places fall together by a grid that lies on the world, so that panning leaves them as they are.
    """
    x, y = places(window, known.latitudes[known.pins], known.longitudes[known.pins])
    seen = (x >= 0) & (x < window.width) & (y >= 0) & (y < window.height)
    if not seen.any():
        return []
    pins, x, y = known.pins[seen], x[seen], y[seen]
    group, many = _grid(window, x, y)
    totals = np.bincount(group, weights=known.counts[pins], minlength=many).astype(np.int64)
    first = np.zeros(many, np.int64)
    first[group[::-1]] = np.arange(len(pins))[::-1]
    listed = np.flatnonzero(totals)
    listed = listed[np.lexsort((first[listed], -totals[listed]))]
    cells = np.stack([x[first[listed]] // DOTS[0], y[first[listed]] // DOTS[1]], axis=1).astype(int).tolist()
    heads: list[tuple[int, int]] = []
    near: dict[tuple[int, int], int] = {}
    head_of = np.full(many, -1, np.int16)
    for number, (column, row) in zip(listed.tolist(), cells, strict=True):
        head_of[number] = _head(heads, near, column, row)
    return _told(known, pins, head_of[group], heads)


def _grid(window: Window, x: NDArray[Any], y: NDArray[Any]) -> tuple[NDArray[np.int64], int]:
    """The number of the part of a grid on the world that each dot is in, and how many parts there may be."""
    across, down = (cells * dots for cells, dots in zip(NEAR, DOTS, strict=True))
    columns = np.floor((x + window.lon * window.squeeze / window.scale) / across).astype(np.int64)
    rows = np.floor((y - window.lat / window.scale) / down).astype(np.int64)
    columns, rows = columns - columns.min(), rows - rows.min()
    wide = int(columns.max()) + 1
    return rows * wide + columns, wide * (int(rows.max()) + 1)


def _head(heads: list[tuple[int, int]], near: dict[tuple[int, int], int], x: int, y: int) -> int:
    """The spot that a part goes over to, or begins; -1 where there are enough."""
    found = near.get((x, y), -1)
    if found < 0 and len(heads) < MOST:
        found = len(heads)
        heads.append((x, y))
        for by in (-1, 0, 1):
            for aside in (-2, -1, 0, 1, 2):
                near.setdefault((x + aside, y + by), found)
    return found


def _told(known: Known, pins: NDArray[np.int64], head: NDArray[np.int16], cells: list[tuple[int, int]]) -> list[Spot]:
    order = np.argsort(head, kind="stable")
    order = order[np.searchsorted(head[order], 0) :]
    members, mine = pins[order], head[order]
    stops = np.searchsorted(mine, np.arange(len(cells) + 1)).tolist()
    counts = np.bincount(mine, weights=known.counts[members], minlength=len(cells)).astype(int).tolist()
    exact = np.bincount(mine, weights=known.exact[members], minlength=len(cells)).astype(bool).tolist()
    told = []
    for number, (x, y) in enumerate(cells):
        own = members[stops[number] : stops[number + 1]]
        told.append(Spot(x, y, counts[number], int(own[0]), own, exact[number]))
    return sorted(told, key=lambda spot: (-spot.count, spot.leader))


def level(count: int, most: int) -> int:
    """From 0 to 3 by how much is told of it beside the most; what is named once is never more than 0."""
    if count <= 1 or most <= 1:
        return 0
    return min(3, 1 + floor(3 * (count / most) ** 0.5)) if count < most else 3
