"""The window that a filter's places fit in."""

from __future__ import annotations

from math import cos, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui.board.map.window import NARROW, Window, around, world

Numbers = NDArray[Any]
MOST = 0.8
"""Of all mentions must be on the map: what few documents name besides must not make all of it small."""
NEARLY_ALL = 0.96
"""The same where that is wide already."""
WIDE = 60.0
"""Degrees of longitude that are."""
CONSIDERED = 3000
"""The places that are most told of."""
MARGIN = 0.14
LEAST = 3.0
"""Degrees that a map shows unasked."""
WORLD = 130.0
"""Degrees of longitude from which on it is the world."""


def fit(latitudes: Numbers, longitudes: Numbers, counts: Numbers, width: int, height: int) -> Window:
    """The smallest window of nearly all mentions; the world where there are none, or they are all over it."""
    if not len(latitudes):
        return world(width, height)
    latitudes, longitudes, counts = (each[:CONSIDERED] for each in (latitudes, longitudes, counts))
    south, north, west, east = _box(latitudes, longitudes, counts, MOST)
    if east - west > WIDE:
        south, north, west, east = _box(latitudes, longitudes, counts, NEARLY_ALL)
    if east - west >= WORLD:
        return world(width, height)
    middle = (south + north) / 2 - 90
    squeeze = max(NARROW, cos(radians(middle)))
    down, across = max(LEAST, north - south), max(LEAST / squeeze, east - west)
    scale = max(down * (1 + MARGIN) / max(1, height), across * squeeze * (1 + MARGIN) / max(1, width))
    whole = world(width, height)
    if scale >= whole.scale:
        return whole
    return Window(middle, around((west + east) / 2 - 180), scale, width, height)


def _box(latitudes: Numbers, longitudes: Numbers, counts: Numbers, part: float) -> tuple[float, float, float, float]:
    """South and north from the south pole, west and east from the date line on."""
    south, north = _shortest(latitudes + 90, counts, part)
    return south, north, *_shortest((longitudes + 180) % 360, counts, part, 360)


def _shortest(places: Numbers, counts: Numbers, part: float, round_: int = 0) -> tuple[float, float]:
    """Begin and end of the shortest stretch that holds a part of the counts; it may run on after a whole round."""
    order = np.argsort(places, kind="stable")
    at, weights = places[order].astype(float), counts[order].astype(float)
    if round_:
        at, weights = np.concatenate([at, at + round_]), np.concatenate([weights, weights])
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    wanted = counts.sum() * part
    begins = np.arange(len(places))
    ends = np.searchsorted(sums, sums[begins] + wanted - 1e-9)
    fits = ends <= len(at)
    begins, ends = begins[fits], ends[fits]
    best = int(np.argmin(at[ends - 1] - at[begins]))
    return float(at[begins[best]]), float(at[ends[best] - 1])
