"""`make pictures`: the picture of the README, taken of the board on the sample dispatches.

python -m tests.pictures [FOLDER]     docs/ where no folder is named
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_cache_path
from textual.pilot import Pilot

from tui.board.app import Board
from tui.board.reading import Reading
from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.own import Taken
from watchers.archive import Archive, Marks, Reader
from watchers.keeping import Keeping
from watchers.progress import Progress
from watchers.retagged import Count, Retagged
from watchers.service import Service
from watchers.settings import Folder, Settings
from watchers.sources.names import is_skipped

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SIZE = (160, 45)
PATIENCE = 120.0
NOW = datetime(2026, 11, 22, 14, 32, 7, tzinfo=UTC)


class Resting:
    """A service with nothing to do."""

    pending = 0
    retagging: tuple[int, int] | None = None
    taken: Taken | None = None
    catching_up: Progress | None = None
    keeping = Keeping()

    async def run(self) -> None:
        """For ever."""
        await asyncio.Event().wait()

    def rescan(self, source_uri: str | None = None) -> None:
        """Nothing to look at."""

    async def full_text(self, document: int) -> str:
        """No page is fetched."""
        return ""

    async def retry(self, source_uri: str, uri: str | None = None) -> None:
        """Nothing was set aside."""

    async def retag(self) -> Retagged:
        """Nothing to tag."""
        return Count().told()


async def fill(path: Path) -> None:
    """Takes the sample dispatches in, as a board would have that is still live."""
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    Archive.open(path).close()
    reader = Reader.open(path)
    files = sum(not is_skipped(file.name) for file in SEEDS.rglob("*.*"))
    running = asyncio.create_task(Service(path, [Folder(SEEDS)], lexicon, Settings(), lambda: None, lambda: NOW).run())
    async with asyncio.timeout(PATIENCE):
        while reader.totals().documents < files:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    archive = Archive.open(path)
    for health in reader.sources():
        archive.health(replace(health, state="live"))
    archive.close()
    reader.close()


async def picture() -> str:
    """The board full and dark, a few lines down the wire, as SVG that asks no other host for its font."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-pictures-") as scratch:
        path = Path(scratch) / "archive.sqlite"
        await fill(path)
        reading = Reading(lambda: Reader.open(path), lambda: Marks.open(path))
        board = Board(reading, where="seeds/", service=lambda doorbell: Resting(), clock=lambda: NOW)
        async with board.run_test(size=SIZE) as pilot:
            await _until(pilot, lambda: board.view.totals.documents > 0)
            await pilot.press(*"jjjjj")
            await _until(pilot, lambda: True)
            return re.sub(r"@font-face \{.*?\}", "", board.export_screenshot(), flags=re.DOTALL)


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
    (into / "board.svg").write_text(asyncio.run(picture()), encoding="utf-8")
