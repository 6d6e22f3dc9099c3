"""A few whole boards as text, kept beside this file; python -m tests.board.snapshots writes them anew."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.board.news import news
from tests.board.screen import running
from tests.board.stories import SECOND, story
from tests.build import NOON
from watchers.document import Report

FOLDER = Path(__file__).parent / "snapshots"


@dataclass(frozen=True, slots=True)
class Whole:
    """`keys` are pressed on a board of that size, until the words are seen."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    words: str = "11:50"


WHOLE = (
    Whole("board-160x45", (160, 45)),
    Whole("board-100x30", (100, 30)),
    Whole("board-80x24", (80, 24)),
    Whole("compact-80x24", (80, 24), ("comma",)),
    Whole("document-100x30", (100, 30), ("enter",), "esc back"),
    Whole("filtered-160x45", (160, 45), ("1",), "actor:"),
)


def documents() -> list[Report]:
    """The news, and a story in two versions."""
    return [story(received=NOON - timedelta(hours=2)), story(SECOND, 2, received=NOON - timedelta(hours=1)), *news()]


async def drawn(whole: Whole, path: Path) -> str:
    """The screen, its lines without the blanks at their ends."""
    async with running(path, documents(), whole.size) as seen:
        await seen.shows("● live", panel="#title")
        await seen.press(*whole.keys)
        await seen.shows(whole.words)
        before = ""
        while before != seen.text:
            before = seen.text
            await seen.pilot.pause(0.3)
        return "\n".join(line.rstrip() for line in seen.lines) + "\n"


async def renew() -> None:
    """Writes all of them; look at what git says has changed."""
    FOLDER.mkdir(exist_ok=True)
    for whole in WHOLE:
        with tempfile.TemporaryDirectory() as scratch:
            (FOLDER / f"{whole.name}.txt").write_text(await drawn(whole, Path(scratch)), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(renew())
