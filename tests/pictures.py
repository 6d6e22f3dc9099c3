"""`make pictures`: the picture of the README, taken of the board on the sample dispatches.

python -m tests.pictures [FOLDER]     docs/ where no folder is named
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path
from textual.pilot import Pilot

from tui.board.app import Board
from tui.board.reading import Reading
from tui.board.serving import Service
from watchers import service
from watchers.analysis.lexicon.compile import ensure
from watchers.archive import Marks, Reader
from watchers.settings import Settings

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SIZE = (160, 45)
PATIENCE = 120.0


async def take(folder: Path) -> None:
    """The board full, dark, on the newest document that names a town."""
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    with tempfile.TemporaryDirectory(prefix="wirewatch-pictures-") as scratch:
        archive = Path(scratch) / "archive.sqlite"

        def serve(doorbell: Callable[[], None]) -> Service:
            return service.Service(archive, [SEEDS], lexicon, Settings(), doorbell)

        board = Board(Reading(lambda: Reader.open(archive), lambda: Marks.open(archive)), where="seeds/", service=serve)
        async with board.run_test(size=SIZE) as pilot:
            await _until(pilot, lambda: board.view.totals.documents >= _samples() and _rested(board))
            await pilot.press("j", "j", "j")
            await _until(pilot, lambda: True)
            board.save_screenshot("board.svg", str(folder))


def _samples() -> int:
    return sum(path.is_file() for path in SEEDS.rglob("*"))


def _rested(board: Board) -> bool:
    return board.serving.service is not None and board.serving.pending == 0


async def _until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Waits, then lets the screen settle."""
    async with asyncio.timeout(PATIENCE):
        while not seen():
            await pilot.pause(0.1)
    for _ in range(10):
        await pilot.pause(0.1)


if __name__ == "__main__":
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    into.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(into))
