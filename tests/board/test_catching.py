"""How far a long backlog has come stands in the title bar, calm, and is gone when it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.news import HEIGHTS, news
from tests.board.screen import Quiet, running
from tui.board.catching import bar, time_left, told
from watchers.progress import Progress

HALF = Progress(50_000, 100_000, 212.4, 236.0)


async def test_the_title_bar_tells_a_backlog_and_forgets_it(tmp_path: Path) -> None:
    class Busy(Quiet):
        pending = 400
        catching_up: Progress | None = HALF

    async with running(tmp_path, news(), service=Busy) as seen:
        await seen.shows(" 50,000 of 100,000 ·   212/s ·  3 min left", "━─", panel="#title")
        await seen.hides("coming in", panel="#title")
        await seen.shows(HEIGHTS, panel="#wire")
        assert isinstance(seen.board.serving.service, Busy)
        seen.board.serving.service.catching_up = None
        await seen.shows("400 documents coming in", panel="#title")
        await seen.hides("100,000", panel="#title")


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((100, 30), " 50,000 of 100,000 ·   212/s ·  3 min left"),
        ((80, 24), " 50,000 of 100,000 ·  3 min left"),
        ((60, 20), "━━━━────  50 %"),
    ],
)
async def test_it_fits_every_title_bar(tmp_path: Path, size: tuple[int, int], said: str) -> None:
    class Busy(Quiet):
        catching_up: Progress | None = HALF

    async with running(tmp_path, news(), size=size, service=Busy) as seen:
        await seen.shows(said, "13:00:00 UTC", panel="#title")


@pytest.mark.parametrize("room", range(120))
def test_it_takes_the_room_there_is_and_never_moves(room: int) -> None:
    beginning = told(Progress(0, 100_000), room)
    middle = told(HALF, room)
    end = told(Progress(99_999, 100_000, 1_900.0, 0.4), room)
    assert len(beginning) == len(middle) == len(end) <= room


def test_a_bar_is_full_at_the_end_only() -> None:
    assert bar(Progress(0, 100), 4) == "────"
    assert bar(Progress(13, 100), 4) == "╸───"
    assert bar(Progress(99, 100), 4) == "━━━╸"
    assert bar(Progress(100, 100), 4) == "━━━━"
    assert bar(Progress(7, 0), 4) == "────"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "… left"),
        (0.0, "1 s left"),
        (59.9, "59 s left"),
        (3599, "59 min left"),
        (7980, "2.2 h left"),
        (9e5, "10 d left"),
    ],
)
def test_time_left_is_told_in_one_unit_and_one_width(seconds: float | None, said: str) -> None:
    assert time_left(Progress(1, 2, 1.0, seconds)) == said.rjust(11)
