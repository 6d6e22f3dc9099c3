"""Hours of a shift, run through fast: whether a board that nobody leaves takes more and more memory.

Its clock and its ticks go so many times as fast as usual, and documents come in meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.measures import WIDE, resident

FAST = 200
"""Times: a second of the board takes five milliseconds, which is about what it has to do in it."""
SHORT, LONG = 1.0, 8.0
"""Hours."""
PARTS = 8


def hours(archive: Path, lexicon: Path, whole: bool) -> None:
    """In a process of its own, for its memory; half of the parts are for what has to be loaded once."""
    length = LONG if whole else SHORT
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        took = pool.apply(_lived, (archive, lexicon, length))
    ticks = length * 3600 / PARTS
    (before, few), (after, many) = took[PARTS // 2], took[-1]
    lasted = ticks * (len(took) - 1 - PARTS // 2)
    megabytes = " → ".join(f"{memory:.0f}" for memory, _ in took[:: PARTS // 4])
    print(
        f"{length:.0f} h run through     {megabytes} MiB; in the second half"
        f" {(after - before) * 1024 / lasted:+.2f} KiB and {(many - few) / lasted:+.2f} objects a tick",
        flush=True,
    )


def _lived(archive: Path, lexicon: Path, length: float) -> list[tuple[float, int]]:
    """MiB, and how many objects Python looks through for garbage, at the beginning and after each part."""
    return asyncio.run(_live(archive, lexicon, length))


async def _live(archive: Path, lexicon: Path, length: float) -> list[tuple[float, int]]:
    from tui.board import app, attended, life
    from tui.opening import offer
    from tui.paths import Paths
    from watchers.settings import Settings

    app.TICK, app.OLDEST, attended.PAUSE, life.TICK = (
        each / FAST for each in (app.TICK, app.OLDEST, attended.PAUSE, life.TICK)
    )
    began, real = datetime.now(UTC), time.monotonic()
    paths = Paths(archive.with_name("settings.toml"), archive, archive.parent)
    offered = offer(paths, lexicon, Settings(), archive)
    board = app.Board(
        offered.reading, where="", clock=lambda: began + FAST * timedelta(seconds=time.monotonic() - real)
    )
    took = []
    async with board.run_test(size=WIDE) as pilot:
        while not board.view.counted or not board.answered:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        for _ in range(PARTS + 1):
            gc.collect()
            took.append((resident(os.getpid()), len(gc.get_objects())))
            until = board.clock() + timedelta(hours=length / PARTS)
            while board.clock() < until:
                await pilot.press("j", "k")
                await asyncio.sleep(0.2)
    return took
