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


@dataclass(frozen=True, slots=True)
class Spot:
    """At a cell; `leader` and `members` are places in the points, `count` adds what each of the members is named in.

    One that is not `exact` has regions alone, whose middles are told.
    """

    x: int
    y: int
    count: int
    leader: int
    members: tuple[int, ...]
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
    across, down = (cells * dots for cells, dots in zip(NEAR, DOTS, strict=True))
    shift = (window.lon * window.squeeze / window.scale, -window.lat / window.scale)
    columns = np.floor((x + shift[0]) / across).astype(np.int64)
    rows = np.floor((y + shift[1]) / down).astype(np.int64)
    _, first, group = np.unique(columns * 1_000_003 + rows, return_index=True, return_inverse=True)
    counts = known.counts[pins]
    totals = np.bincount(group, weights=counts).astype(np.int64)
    order = np.lexsort((first, -totals))
    at = np.stack([x[first] // DOTS[0], y[first] // DOTS[1]], axis=1).astype(int).tolist()
    return _told(known, pins, group, [(n, *at[n], int(totals[n]), int(pins[first[n]])) for n in order.tolist()])


def _told(
    known: Known, pins: NDArray[np.int64], group: NDArray[np.int64], groups: list[tuple[int, int, int, int, int]]
) -> list[Spot]:
    """Groups as (number, x, y, count, leader), the greatest first."""
    heads: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    taken: dict[tuple[int, int], list[int]] = {}
    sums: dict[tuple[int, int], int] = {}
    for number, x, y, count, leader in groups:
        near = next((at for dy in (0, -1, 1) for dx in (0, -1, 1, -2, 2) if (at := (x + dx, y + dy)) in heads), None)
        if near is None:
            if len(heads) == MOST:
                continue
            near = (x, y)
            heads[near], taken[near], sums[near] = (x, y, count, leader), [], 0
        taken[near].append(number)
        sums[near] += count
    sorted_pins, stops = _grouped(pins, group, len(groups))
    told = []
    for at, (x, y, _, leader) in heads.items():
        members = np.sort(np.concatenate([sorted_pins[stops[n] : stops[n + 1]] for n in taken[at]])).tolist()
        exact = bool(known.exact[members].any())
        told.append(Spot(x, y, sums[at], min(leader, members[0]), tuple(members), exact))
    return sorted(told, key=lambda spot: (-spot.count, spot.leader))


def _grouped(pins: NDArray[np.int64], group: NDArray[np.int64], many: int) -> tuple[NDArray[np.int64], list[int]]:
    """Pins in the order of their groups, and where each begins, and the last ends."""
    order = np.argsort(group, kind="stable")
    return pins[order], [0, *np.cumsum(np.bincount(group, minlength=many)).tolist()]


def level(count: int, most: int) -> int:
    """From 0 to 3 by how much is told of it beside the most; what is named once is never more than 0."""
    if count <= 1 or most <= 1:
        return 0
    return min(3, 1 + floor(3 * (count / most) ** 0.5)) if count < most else 3
