"""`make pictures`: the pictures of README and docs, taken of the board on the sample dispatches.

python -m tests.pictures [NAME…]     all of them where none is named
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path
from textual.pilot import Pilot

from tui.board.app import Board
from tui.board.reading import Reading
from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.own import Taken
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
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
DAY = timedelta(hours=21)
"""In which the dispatches came in."""


@dataclass(frozen=True, slots=True)
class Shot:
    """`keys` are pressed one by one, each when the screen has come to rest; `shows` is what it is there for."""

    name: str
    shows: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = SIZE
    theme: Literal["dark", "light"] = "dark"


DOWN = ("j",) * 5
SHOTS = (
    Shot("board", "the board on its sample dispatches", DOWN),
    Shot("board-light", "the same, light", DOWN, theme="light"),
    Shot("board-100", "the board at 100 columns and 30 lines", DOWN, (100, 30)),
    Shot("board-80", "the board at 80 columns and 24 lines", DOWN, (80, 24)),
    Shot("filtered", "a filter by region, its panels answering it", ("r", *"gaza", "enter")),
    Shot("why", "a document, and why it has its tags", (*DOWN, "w", "j"), (120, 36)),
    Shot("matrix", "which actors are told of where", ("m",), (120, 36)),
    Shot("map", "the map alone, on the region of a filter", ("r", *"syria", "enter", *("tab",) * 5, "z")),
    Shot("reader", "a document to read", (*DOWN, "enter"), (120, 36)),
    Shot("help", "every key", ("question_mark",), (120, 36)),
)
"""What `make pictures` takes; the first is that of the README."""


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


async def fill(path: Path, folder: Path) -> None:
    """Takes the sample dispatches in, as they would have come one by one into a folder, on a board that is live."""
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    Archive.open(path).close()
    _copy(SEEDS / "world-news.opml", folder / "world-news.opml")
    with closing(Reader.open(path)) as reader:
        files = sorted((file for file in SEEDS.rglob("*.*") if not is_skipped(file.name)), key=_by_chance)

        def clock() -> datetime:
            return NOW - DAY * (1 - reader.totals().documents / len(files))

        settings = Settings(quiet_seconds=0.05, rescan_seconds=0.1)
        running = asyncio.create_task(Service(path, [Folder(folder)], lexicon, settings, lambda: None, clock).run())
        async with asyncio.timeout(PATIENCE):
            for number, file in enumerate(files):
                _copy(file, folder / file.relative_to(SEEDS))
                while reader.totals().documents <= number and not running.done():  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        with closing(Archive.open(path)) as archive:
            for health in reader.sources():
                archive.health(replace(health, state="live", last_success=NOW))


def _copy(file: Path, into: Path) -> None:
    into.parent.mkdir(exist_ok=True, parents=True)
    shutil.copyfile(file, into)


def _by_chance(file: Path) -> bytes:
    """The same each time."""
    return sha256(file.name.encode()).digest()


async def taken(shot: Shot, path: Path) -> str:
    """A picture as SVG that asks no other host for its font, and is the same for the same board."""
    reading = Reading(lambda: Reader.open(path), lambda: Marks.open(path))
    board = Board(
        reading, where="seeds/", service=lambda doorbell: Resting(), clock=lambda: NOW, theme=f"wirewatch-{shot.theme}"
    )
    board.home.map.lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    async with board.run_test(size=shot.size) as pilot:
        await _until(pilot, lambda: board.view.counted and board.view.totals.documents > 0)
        for key in shot.keys:
            await pilot.press(key)
            await _until(pilot, lambda: True)
        if board.home.map.region:
            await _until(pilot, lambda: board.home.map.sheet is not None)
        if board.mishaps.last:
            raise board.mishaps.last
        return normal(board.export_screenshot(title="wirewatch"))


def normal(picture: str) -> str:
    """Without the addresses of fonts, and with one name for what is numbered by chance."""
    return re.sub(r"terminal-\d+", "terminal", re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL))


async def _until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Waits, then lets the screen settle."""
    async with asyncio.timeout(PATIENCE):
        while not seen():
            await pilot.pause(0.1)
    for _ in range(10):
        await pilot.pause(0.05)


async def take(into: Path, wanted: Sequence[str]) -> None:
    """Writes the pictures of these names, all for none; each board has an archive as nobody has touched it."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-pictures-") as scratch:
        full = Path(scratch) / "full.sqlite"
        await fill(full, Path(scratch) / "seeds")
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                path = Path(scratch) / f"{shot.name}.sqlite"
                with closing(sqlite3.connect(full)) as one, closing(sqlite3.connect(path)) as other:
                    one.backup(other)
                (into / f"{shot.name}.svg").write_text(await taken(shot, path), encoding="utf-8")
                print(f"{shot.name}.svg: {shot.shows}")


if __name__ == "__main__":
    into = ROOT / "docs"
    asyncio.run(take(into, sys.argv[1:]))
