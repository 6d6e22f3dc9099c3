"""The tour is offered once, each step is done by doing it, and it takes no key from the board."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.news import news
from tests.board.screen import running
from tui.board.feedlist import FeedList
from tui.board.keys import EVERY, USUAL
from tui.board.keys.keyring import ring
from tui.board.tour.steps import STEPS, told
from tui.paths import usual
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners


def test_each_step_names_keys_that_there_are() -> None:
    for step in STEPS:
        assert [text for text, ink in told(step, USUAL) if ink == "key"]
        assert "{" not in "".join(text for text, _ in told(step, USUAL))
    assert len(STEPS) == 5


def test_only_the_usual_places_have_a_first_start(tmp_path: Path) -> None:
    assert usual().state is not None
    assert usual(archive=tmp_path / "a.sqlite").state is None


async def test_the_five_steps_are_done_by_doing_them(tmp_path: Path) -> None:
    marker = tmp_path / "state" / "tour"

    def feeds() -> FeedList:
        manners = Fetcher(Manners(spacing=0))
        return FeedList(tmp_path / "feeds.toml", tmp_path / "settings.toml", {}, lambda: manners)

    async with running(tmp_path, news(), tour=marker, feeds=feeds) as seen:
        await seen.shows("This is the board · 1 of 5 ◉○○○○", "esc leaves the tour", panel="#tour")
        assert marker.exists()
        await seen.press("j")
        await seen.shows("Narrow it with a key · 2 of 5", panel="#tour")
        await seen.press("1")
        await seen.shows("Open one, and ask why · 3 of 5", panel="#tour")
        await seen.press("enter")
        await seen.shows("Free Syrian Army", panel="#paper")
        await seen.press("w")
        await seen.shows("Why these tags", panel="#evidences")
        await seen.press("escape")
        await seen.shows("Add a source · 4 of 5", panel="#tour")
        await seen.press("plus")
        await seen.shows("Add a source", panel=".asking")
        await seen.shows("Find anything · 5 of 5", panel="#tour")
        await seen.press("escape", "question_mark")
        await seen.shows("On the board")
        await seen.press("escape")
        await seen.shows("that was the tour: ^p “tour” shows it again", panel="#footer")
        await seen.until(lambda: not seen.board.home.query("#tour"), "no tour")


async def test_esc_leaves_it_and_then_is_the_boards_again(tmp_path: Path) -> None:
    async with running(tmp_path, news(), tour=tmp_path / "tour") as seen:
        await seen.shows("1 of 5", panel="#tour")
        await seen.press("z", "escape")
        await seen.shows("tour left", panel="#footer")
        await seen.until(lambda: not seen.board.home.query("#tour"), "no tour")
        assert seen.board.home.desk.alone is not None
        await seen.press("escape")
        await seen.until(lambda: seen.board.home.desk.alone is None, "no zoom")


async def test_it_is_offered_once_and_played_again_from_palette_and_help(tmp_path: Path) -> None:
    (tmp_path / "tour").touch()
    async with running(tmp_path, news(), tour=tmp_path / "tour", size=(80, 24)) as seen:
        assert not seen.board.guide.on
        await seen.press("ctrl+p", *"tour")
        await seen.shows("Tour: the board in five steps", panel="#found")
        await seen.press("enter")
        await seen.shows("1 of 5", panel="#tour")
        await seen.press("ctrl+t")
        await seen.shows("2 of 5", panel="#tour")
        await seen.press("escape", "enter", "question_mark", "ctrl+t")
        await seen.shows("1 of 5", panel="#tour")
        await seen.until(lambda: seen.board.screen is seen.board.home, "the board")


async def test_no_board_has_a_tour_that_was_not_asked_for_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("j")
        assert not seen.board.guide.on


async def test_where_the_marker_cannot_be_written_no_tour_comes(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with running(tmp_path, news(), tour=tmp_path / "file" / "tour") as seen:
        assert not seen.board.guide.on


async def test_it_tells_the_keys_as_they_are_bound_and_an_empty_board_can_go_on(tmp_path: Path) -> None:
    async with running(tmp_path, [], tour=tmp_path / "tour", keys=ring(EVERY, {"down": "f7", "tour-on": "f8"})) as seen:
        await seen.shows("f7 and k", "f8 goes on", panel="#tour")
        for n in range(2, 6):
            await seen.press("f8")
            await seen.shows(f"{n} of 5", panel="#tour")
        await seen.press("f8")
        await seen.shows("that was the tour", panel="#footer")


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (60, 15)])
async def test_it_stands_whole_at_the_foot(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, news(), tour=tmp_path / "tour", size=size) as seen:
        for n in range(1, 6):
            await seen.shows(f"{n} of 5", panel="#tour")
            said = "".join(text for text, _ in told(STEPS[n - 1], USUAL)).split()
            await seen.shows(said[0], said[-1], "a actor", panel=None if n else "#tour")
            await seen.press("ctrl+t")
