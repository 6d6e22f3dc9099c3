"""The map: a whole frame of thirty thousand points on the land, from far and from near."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from tui.board.map.readying import ready
from tui.board.map.sheet import Sheet
from tui.board.map.window import Window, world
from watchers.archive.rows import REGION_KINDS, Points, RegionCount

MANY = 30_000
WHOLE = (316, 160)
"""Dots of a terminal of 160 by 45."""
SMALL = (110, 32)
ROUNDS = 20


def frames(lexicon: Path) -> None:
    """Prints the time of a frame in which everything is new, and of one in which the land stands."""
    points = invented(random.Random(5))
    sheet = Sheet(asyncio.run(ready(lexicon)), points)
    near = Window(48.0, 31.0, 0.05, *WHOLE)
    for name, window in (("world", world(*WHOLE)), ("panel", world(*SMALL)), ("from near", near)):
        fresh = _middle(lambda window=window: _anew(sheet, points, window))  # type: ignore[misc]
        kept = _middle(lambda window=window: sheet.picture(window, None, (), ()))  # type: ignore[misc]
        print(f"map, {name:<15} {fresh:8.1f} ms a frame of {MANY:,} points, {kept:.1f} ms where the land stands")
    print(f"map, fitted          {_middle(lambda: sheet.fit(*WHOLE)):8.1f} ms")


def invented(chance: random.Random) -> Points:
    """Places anywhere, a few of them in thousands of documents."""
    counts = sorted((int(chance.paretovariate(0.9)) for _ in range(MANY)), reverse=True)
    regions = [RegionCount(f"place:{n}", f"Place {n}", "place", None, count) for n, count in enumerate(counts)]
    latitudes = array("d", [chance.uniform(-50, 70) for _ in counts])
    longitudes = array("d", [chance.uniform(-180, 180) for _ in counts])
    kinds = array("q", [REGION_KINDS.index("place")] * MANY)
    return Points(regions, latitudes, longitudes, array("q", counts), kinds)


def _anew(sheet: Sheet, points: Points, window: Window) -> None:
    sheet.take(points)
    sheet.forget()
    sheet.picture(window, None, (), ())


def _middle(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)
