"""Land made of the gazetteer: a town stands on land, and all that is too narrow for the sea to come in is land.

Run as a program of its own, for it takes a few seconds and much memory: `python -m tui.board.map.making FACTS LAND`.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui.board.map.coast import CELLS, HEIGHT, WIDTH, write

Grid = NDArray[np.bool_]
KM = 111.2
"""Kilometres a degree of latitude."""
NEAR = 70.0
"""Kilometres: land lies between towns twice as far apart."""
EMPTY: tuple[tuple[str, float], ...] = (
    ("DZ LY EG ML NE TD SD MR EH TN", 200),
    ("SA OM YE AE JO IQ KW SY", 200),
    ("CD CG GA CF CM AO ZM TZ MZ NA BW ZA ZW SS ET KE SO UG", 150),
    ("BR PE CO VE BO GY SR GF EC PY", 150),
    ("AR CL", 130),
    ("RU", 250),
    ("CA", 250),
    ("GL", 400),
    ("AU", 330),
    ("KZ UZ TM", 120),
    ("IR PK AF", 120),
    ("CN MN", 120),
    ("US", 120),
    ("NO SE FI", 100),
)
"""Countries with wide stretches where nobody lives: land lies between towns twice so many kilometres apart.

That is little enough to leave their gulfs open."""
SEAS = ("Sea", "Ocean", "Gulf", "Bay", "Strait", "Channel", "Lake", "Passage")
"""What is called so and is water is not crossed by land."""
NAMED = 30_000
"""The largest towns keep their names."""


def make(facts: Path, land: Path) -> None:
    """Reads the table of a compiled lexicon and writes the land, whole or not at all."""
    with closing(sqlite3.connect(f"{facts.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        towns = db.execute(
            "SELECT lat, lon, country, name FROM place WHERE kind = 'place' AND lat IS NOT NULL"
            " ORDER BY population DESC, number"
        ).fetchall()
        waters = db.execute("SELECT lat, lon, name FROM place WHERE kind = 'water' AND lat IS NOT NULL").fetchall()
        countries = db.execute(
            "SELECT lat, lon, name FROM place WHERE kind = 'country' AND lat IS NOT NULL ORDER BY population DESC, name"
        ).fetchall()
    points = np.array([row[:2] for row in towns], float).reshape(-1, 2)
    codes = np.array([row[2] or "" for row in towns])
    seas = [(lat, lon) for lat, lon, name in waters if any(word in name for word in SEAS)]
    mask = dry(points, codes, seas)
    with NamedTemporaryFile(dir=land.parent, prefix="land-", suffix=".npz", delete=False) as file:
        scratch = Path(file.name)
        try:
            write(file, mask, points, [row[3] for row in towns[:NAMED]], countries)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    scratch.replace(land)


def dry(points: NDArray[np.float64], codes: NDArray[Any], seas: list[tuple[float, float]]) -> Grid:
    """A grid of what is land, from the north and from 180 degrees west."""
    rows, columns = _cells(points)
    settled = np.zeros((HEIGHT, WIDTH), bool)
    settled[rows, columns] = True
    open_sea = _around(seas)
    land = settled.copy()
    for names, km in EMPTY:
        mine = np.isin(codes, names.split())
        one = np.zeros_like(settled)
        one[rows[mine], columns[mine]] = True
        land |= _between(one, km, open_sea | _beside(one))
    return _between(land, NEAR, open_sea)


def _cells(points: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows = ((90 - points[:, 0]) * CELLS).astype(int).clip(0, HEIGHT - 1)
    return rows, ((points[:, 1] + 180) * CELLS).astype(int) % WIDTH


def _between(grid: Grid, km: float, water: Grid) -> Grid:
    """All where no disc of this radius comes that starts in the water and rolls around what is set."""
    if not grid.any():
        return grid
    return ~_spread(_reached(~_spread(grid, km), water), km)


def _around(seas: list[tuple[float, float]]) -> Grid:
    """The water known to be there: a degree around the middles of seas."""
    water = np.zeros((HEIGHT, WIDTH), bool)
    for lat, lon in seas:
        row, column = min(int((90 - lat) * CELLS), HEIGHT - 1), int((lon + 180) * CELLS) % WIDTH
        water[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3] = True
    return water


def _beside(grid: Grid) -> Grid:
    """All above, below and beside what is set."""
    told = np.ones_like(grid)
    rows, columns = (np.flatnonzero(grid.any(axis=axis)) for axis in (1, 0))
    if len(rows):
        told[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = False
    return told


def _spread(grid: Grid, km: float) -> Grid:
    """Every cell within so many kilometres of one; over the date line too."""
    told = grid.copy()
    latitudes = 90 - (np.arange(HEIGHT) + 0.5) / CELLS
    shrunk = np.maximum(np.cos(np.radians(latitudes)), 0.12)
    reach = int(km / KM * CELLS) + 1
    for down in range(-reach, reach + 1):
        left = km**2 - (down / CELLS * KM) ** 2
        if left < 0:
            continue
        moved = np.zeros_like(grid)
        moved[max(0, down) : HEIGHT + min(0, down)] = grid[max(0, -down) : HEIGHT - max(0, down)]
        across = (left**0.5 / KM * CELLS / shrunk).astype(int)
        busy = moved.any(axis=1)
        for cells in np.unique(across[busy]):
            rows = np.flatnonzero(busy & (across == cells))
            told[rows] |= _widened(moved[rows], int(cells))
    return told


def _widened(rows: Grid, cells: int) -> Grid:
    """Each row with so many cells on both sides of those that are set."""
    cells = min(cells, WIDTH // 2 - 1)
    if not cells:
        return rows
    closed = np.concatenate([rows[:, -cells:], rows, rows[:, :cells]], axis=1)
    sums = np.cumsum(closed, axis=1, dtype=np.int32)
    within = sums[:, 2 * cells :].copy()
    within[:, 1:] -= sums[:, : -2 * cells - 1]
    told: Grid = within > 0
    return told


def _reached(free: Grid, start: Grid) -> Grid:
    """What of the free cells hangs together with those of a start."""
    found = start & free
    before = -1
    while before != (before := int(found.sum())):
        for _ in range(8):
            more = found | np.roll(found, 1, 1) | np.roll(found, -1, 1)
            more[1:] |= found[:-1]
            more[:-1] |= found[1:]
            found = more & free
    return found


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
