"""Alerts on the board: counted in its title, listed with their evidence, read on every board."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

from tests.board.news import ADVISERS, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import Quiet, Seen, running
from tests.build import NOON
from tui.board.app import Board
from tui.board.reading import Reading
from watchers.alerts import Alert, Match, Rule
from watchers.alerts.reading import quiet_of
from watchers.archive.alerts import AlertBook
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.saved import FILE, load

NOW = NOON + timedelta(hours=1)
LISTED = """\
[[filter]]
name = "Rebels"   # the valley
expression = "actor:fsa"

[[filter]]
name = "Sudan"
expression = "market"
"""


def given(path: Path, name: str = "Rebels", *documents: int, hushed: int = 0) -> None:
    """An alert as what takes documents in gives it."""
    titles = {1: MARKET, 2: TALKS, 3: ADVISERS, 4: HEIGHTS}
    at = NOW - timedelta(minutes=5)
    matches = tuple(Match(n, titles[n], "Desk", "Nile Desk", at, ("Free Syrian Army",)) for n in documents or (4, 2))
    alert = Alert(name, at, at, len(matches), 2 if len(matches) > 1 else 1, matches, 0, hushed)
    with closing(AlertBook(path / "archive.db")) as book:
        book.keep(4, {}, [alert])


@asynccontextmanager
async def board(tmp_path: Path, size: tuple[int, int] = (160, 45)) -> AsyncIterator[Seen]:
    (tmp_path / FILE).write_text(LISTED)
    async with running(tmp_path, news(), size, filters=tmp_path / FILE, clock=lambda: NOW) as seen:
        yield seen


async def test_an_alert_is_counted_above_and_moves_nothing(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("j")
        before = seen.panel("#wire")
        given(tmp_path)
        await seen.shows("⚑ 1 alert", panel="#title")
        assert seen.panel("#wire") == before
        given(tmp_path)
        await seen.shows("⚑ 2 alerts", panel="#title")


async def test_the_list_shows_what_earned_it_and_enter_opens_the_document(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        given(tmp_path, "Rebels", 4, 2, hushed=2)
        await seen.shows("⚑ 1 alert", panel="#title")
        await seen.press("A")
        await seen.shows("●  12:55  Rebels  2 documents, 2 sources", "2 came in quiet hours", panel="#shelf")
        await seen.shows(HEIGHTS, TALKS, "Free Syrian Army", "Nile Desk", panel="#shelf")
        await seen.press("j", "j", "enter")
        await seen.until(lambda: bool(seen.board.screen.query("#paper")), "the document")
        await seen.shows("met officials near Beit Jinn", panel="#paper")
        await seen.press("escape")
        await seen.hides("⚑", panel="#title")


async def test_all_are_dismissed_at_once_and_one_may_be_unread_again(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        for _ in range(3):
            given(tmp_path, "Sudan", 1)
        await seen.shows("⚑ 3 alerts", panel="#title")
        await seen.pilot.click("#title", offset=(seen.panel("#title").index("⚑") + 1, 0))
        await seen.shows("●  12:55  Sudan", panel="#shelf")
        await seen.press("x")
        await seen.hides("●", panel="#shelf")
        await seen.press("space")
        await seen.shows("⚑ 1 alert", panel="#title")


async def test_what_is_dismissed_on_one_board_is_so_on_another(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        given(tmp_path)
        await seen.shows("⚑ 1 alert", panel="#title")
        with closing(Marks.open(tmp_path / "archive.db")) as pen:
            pen.alerts(None, True)
        await seen.hides("⚑", panel="#title")


async def test_without_alerts_the_list_says_how_one_comes_to_be_there(tmp_path: Path) -> None:
    async with board(tmp_path, (80, 24)) as seen:
        await seen.press("A")
        await seen.shows("No alerts yet.", "a on one has it alert", panel="#shelf")


async def test_a_filters_alert_is_edited_where_filters_are_and_undone(tmp_path: Path) -> None:
    async with board(tmp_path, (80, 24)) as seen:
        await seen.press("f")
        await seen.shows("Rebels", panel="#shelf")
        await seen.press("a")
        await seen.shows("Alert of “Rebels”", "‹ yes ›")
        await seen.press("down", "down", "space", *("down",) * 5, *"22-6", "down", *"3", "down", *"2", "enter")
        await seen.shows("⚑", panel="#shelf")
        rule = load(tmp_path / FILE).filters[0].alert
        assert rule == Rule(bell=True, title=True, quiet=quiet_of("22-6"), at_least=3, origins=2)
        assert "# the valley" in (tmp_path / FILE).read_text()
        await seen.press("u")
        await seen.hides("⚑", panel="#shelf")
        assert (tmp_path / FILE).read_text() == LISTED


async def test_what_cannot_be_meant_is_said_in_the_form(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f")
        await seen.shows("Rebels", panel="#shelf")
        await seen.press("a", *("down",) * 6, *"often", "enter")
        await seen.shows("“every” must be a span of time")


async def test_marks_of_one_board_appear_on_another(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.shows("4 unread", panel="#title")
        path = tmp_path / "archive.db"
        other = Board(
            Reading(lambda: Reader.open(path), lambda: Marks.open(path)),
            where="desk/",
            service=Quiet,
            clock=lambda: NOW,
        )
        async with other.run_test(size=(120, 30)) as pilot:
            await seen.until(lambda: other.home.wire.row is not None, "a row on the other board")
            other.marking.turn_star(other.home.wire.numbers[0])
            other.marking.turn_read(other.home.wire.numbers[0])
            await seen.shows("3 unread", panel="#title")
            await seen.shows("★", panel="#wire")
            await pilot.pause()
