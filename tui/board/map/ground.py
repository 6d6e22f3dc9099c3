"""The land of a window in braille: its coasts as lines, inside a sparse weave or, from nearby, the towns themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui.board.map.coast import CELLS, HEIGHT, WIDTH, Coast
from tui.board.map.window import DOTS, Window

Dots = NDArray[np.bool_]
BLANK = 0x2800
TOWNS = 0.03
"""Degrees a dot below which towns are drawn, and land is woven no more."""
CROWD = 0.5
"""Towns a cell, at most."""
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])


def cells(dots: Dots) -> NDArray[np.int64]:
    """The braille character of each cell, by rows, from dots of whole cells."""
    across, down = DOTS
    height, width = dots.shape
    blocks = dots.reshape(height // down, down, width // across, across)
    told: NDArray[np.int64] = np.einsum("adbe,de->ab", blocks, _BITS) + BLANK
    return told


@dataclass(frozen=True, slots=True)
class Ground:
    """By rows of cells: the characters, and whether a coast runs through each."""

    marks: list[list[int]]
    shores: list[list[bool]]


def ground(coast: Coast, window: Window) -> Ground:
    """The land of a window, whose size is of whole cells."""
    shore, within = land(coast, window)
    return Ground(cells(shore | within).tolist(), (cells(shore) != BLANK).tolist())


def land(coast: Coast, window: Window) -> tuple[Dots, Dots]:
    """The dots of the coasts, and those inside."""
    dry = _dry(coast, window)
    inside = dry[1:-1, 1:-1]
    shore = inside & ~(dry[:-2, 1:-1] & dry[2:, 1:-1] & dry[1:-1, :-2] & dry[1:-1, 2:])
    within = _towns(coast, window) if window.scale < TOWNS else _weave(inside, window)
    return shore, within & ~shore


def inside(coast: Coast, window: Window) -> NDArray[np.int64]:
    """Which towns with names stand in the window, by number, the largest first."""
    x, y = places(window, coast.latitudes[: len(coast.names)], coast.longitudes[: len(coast.names)])
    told: NDArray[np.int64] = np.flatnonzero((x >= 0) & (x < window.width) & (y >= 0) & (y < window.height))
    return told


def places(window: Window, latitudes: NDArray[Any], longitudes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """`Window.dot` of many."""
    x = ((longitudes - window.lon + 180) % 360 - 180) * (window.squeeze / window.scale) + window.width / 2
    y = (window.lat - latitudes) * (1 / window.scale) + window.height / 2
    return x, y


def _dry(coast: Coast, window: Window) -> Dots:
    """What is land at each dot, and at one more on every side; nothing beyond the poles or once around the world.

    Between the cells of the grid the coast runs straight.
    """
    down = np.arange(-1, window.height + 1) + 0.5
    across = np.arange(-1, window.width + 1) + 0.5
    latitudes = window.lat - (down - window.height / 2) * window.scale
    east = (across - window.width / 2) * (window.scale / window.squeeze)
    rows = (90 - latitudes) * CELLS - 0.5
    columns = (window.lon + east + 180) * CELLS - 0.5
    top, left = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    low, far = (rows - top)[:, None], (columns - left)[None, :]
    above, below = top.clip(0, HEIGHT - 1), (top + 1).clip(0, HEIGHT - 1)
    here, beside = left % WIDTH, (left + 1) % WIDTH
    upper, lower = coast.dry[above], coast.dry[below]
    mixed = (upper[:, here] * (1 - far) + upper[:, beside] * far) * (1 - low)
    mixed += (lower[:, here] * (1 - far) + lower[:, beside] * far) * low
    dry: Dots = mixed > 0.5
    dry[np.abs(latitudes) > 90] = False
    dry[:, np.abs(east) > 180] = False
    return dry


def _weave(inside: Dots, window: Window) -> Dots:
    """A dot in eight, in slanting lines."""
    y, x = np.arange(inside.shape[0])[:, None], np.arange(inside.shape[1])[None, :]
    woven: Dots = (y % 4 == 0) & (x % 4 == 0) | (y % 4 == 2) & (x % 4 == 2)
    return inside & woven


def _towns(coast: Coast, window: Window) -> Dots:
    """The largest there is room for."""
    told = np.zeros((window.height, window.width), bool)
    x, y = places(window, coast.latitudes, coast.longitudes)
    seen = np.flatnonzero((x >= 0) & (x < window.width) & (y >= 0) & (y < window.height))
    seen = seen[: int(CROWD * window.width * window.height / (DOTS[0] * DOTS[1]))]
    told[y[seen].astype(int), x[seen].astype(int)] = True
    return told
