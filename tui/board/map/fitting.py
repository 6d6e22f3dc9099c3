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
MARGIN = 0.14
LEAST = 3.0
"""Degrees that a map shows unasked."""
WORLD = 130.0
"""Degrees of longitude from which on it is the world."""


def fit(latitudes: Numbers, longitudes: Numbers, counts: Numbers, width: int, height: int) -> Window:
    """The smallest window of nearly all mentions; the world where there are none, or they are all over it."""
    if not len(latitudes):
        return world(width, height)
    south, north = _shortest(np.clip(latitudes + 90, 0, 179.999), counts, 180)
    west, east = _shortest((longitudes + 180) % 360, counts, 360, closed=True)
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


def _shortest(places: Numbers, counts: Numbers, degrees: int, *, closed: bool = False) -> tuple[float, float]:
    """Begin and end of the shortest stretch that holds most of the counts; a closed one may run over its end."""
    order = np.argsort(places, kind="stable")
    at, weights = places[order].astype(float), counts[order].astype(float)
    if closed:
        at, weights = np.concatenate([at, at + degrees]), np.concatenate([weights, weights])
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    wanted = counts.sum() * MOST
    begins = np.arange(len(places))
    ends = np.searchsorted(sums, sums[begins] + wanted - 1e-9)
    fits = ends <= len(at)
    begins, ends = begins[fits], ends[fits]
    best = int(np.argmin(at[ends - 1] - at[begins]))
    return float(at[begins[best]]), float(at[ends[best] - 1])
