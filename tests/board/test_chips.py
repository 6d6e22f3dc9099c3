"""The line of chips at any width: every term is seen or counted, and a click takes back the one that is hit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.news import news
from tests.board.screen import Seen, running
from watchers.filters import Filter, Key, Term

TERMS: tuple[tuple[Key, str], ...] = (
    ("actor", "Free Syrian Army"),
    ("region", "Golan Heights"),
    ("text", "shells market traders commander"),
    ("actor", "Revolutionary Guards"),
)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
async def test_every_term_is_seen_or_counted(tmp_path: Path, width: int) -> None:
    async with running(tmp_path, news(), size=(width, 24)) as seen:
        asked = Filter()
        for number, (key, label) in enumerate(TERMS, 1):
            asked = asked.plus(Term(key, (label.lower(),), (label,)))
            seen.board.narrow(asked)
            await seen.until(lambda number=number: told(seen) == number, f"{number} terms")  # type: ignore[misc]
            assert " of 4" in seen.panel("#chips")


def told(seen: Seen) -> int:
    """The terms that the line shows, and those that it counts."""
    line = seen.panel("#chips")
    return line.count("✕") + (int(line[2]) if line.startswith(" +") else 0)


async def test_a_click_hits_the_chip_that_stands_there(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(60, 24)) as seen:
        for key, label in TERMS[:3]:
            seen.board.narrow(seen.board.filter.plus(Term(key, (label.lower(),), (label,))))
        await seen.until(lambda: seen.panel("#chips").count("✕") == 3, "three chips")
        first = seen.panel("#chips").index("✕")
        second = seen.panel("#chips").index("✕", first + 1)
        await seen.pilot.click("#chips", offset=(second, 0))
        await seen.until(lambda: [term.key for term in seen.board.filter.terms] == ["actor", "text"], "without region")
