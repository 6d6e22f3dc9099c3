"""Two keystrokes narrow everything to an actor or a region, and every panel agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.news import ADVISERS, ALL, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import running, titles
from tui.board.messages import Viewed
from watchers.filters.parsing import parse


async def test_a_newcomer_sees_everything_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(*ALL, panel="#wire")
        assert titles(seen, ALL) == [HEIGHTS, ADVISERS, TALKS, MARKET]
        await seen.shows("● live", "desk/", "4 documents", "4 unread", panel="#title")
        await seen.shows("Iran", "Free Syrian Army", panel="#tallies")
        await seen.shows("Syria", "Sudan", panel="#regions")
        await seen.shows(HEIGHTS, "Golan Heights", "attack", panel="#brief")
        await seen.shows("Beit Jinn", "Free Syrian Army", "talks", "Reuters", "attack?", panel="#wire")


async def test_golan_by_four_keys(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("r")
        await seen.type("gol")
        await seen.shows("Golan Heights", panel="#choices")
        await seen.press("enter")
        await seen.shows("region: Golan Heights", "1 of 4", panel="#chips")
        await seen.hides(TALKS, ADVISERS, MARKET, panel="#wire")
        assert titles(seen, ALL) == [HEIGHTS]
        for panel in ("#tallies", "#regions"):
            await seen.hides("Iran", "Sudan", panel=panel)


async def test_a_region_catches_what_lies_in_it_and_an_actor_what_belongs_to_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("r")
        await seen.type("syr")
        await seen.shows("Syria", panel="#choices")
        await seen.press("enter")
        await seen.shows("3 of 4", panel="#chips")
        assert titles(seen, ALL) == [HEIGHTS, ADVISERS, TALKS]
        await seen.press("a")
        await seen.type("iran")
        await seen.shows("Iran", panel="#choices")
        await seen.press("enter")
        await seen.shows("region: Syria", "actor: Iran", "2 of 4", panel="#chips")
        await seen.hides(HEIGHTS, panel="#wire")
        assert titles(seen, ALL) == [ADVISERS, TALKS]
        await seen.press("backspace")
        await seen.shows("3 of 4", panel="#chips")
        await seen.press("x")
        await seen.shows(*ALL, panel="#wire")
        await seen.press("u")
        await seen.shows("3 of 4", panel="#chips")


async def test_pickers_count_under_the_other_terms_and_mark_several(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("r")
        await seen.type("khart")
        await seen.shows("Khartoum", "Sudan", panel="#choices")
        await seen.press("enter")
        await seen.shows("1 of 4", panel="#chips")
        await seen.press("a")
        await seen.shows("Sudanese Armed Forces", panel="#choices")
        await seen.hides("Iran", panel="#choices")
        await seen.press("escape", "r")
        await seen.shows("✓ Khartoum", "Idlib", panel="#choices")
        await seen.type("idl")
        await seen.hides("Khartoum", panel="#choices")
        await seen.press("tab", "enter")
        await seen.shows("region: Khartoum or Idlib", "2 of 4", panel="#chips")
        assert titles(seen, ALL) == [ADVISERS, MARKET]


async def test_a_pick_replaces_the_one_before_and_escape_changes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        for typed, shown in (("khart", "region: Khartoum"), ("idl", "region: Idlib")):
            await seen.press("r")
            await seen.type(typed)
            await seen.shows(shown.removeprefix("region: "), panel="#choices")
            await seen.press("enter")
            await seen.shows(shown, panel="#chips")
        await seen.hides("Khartoum", panel="#chips")
        await seen.press("r")
        await seen.type("zzz")
        await seen.shows("Nothing here matches “zzz”.", panel="#choices")
        await seen.press("escape")
        await seen.shows("region: Idlib", "1 of 4", panel="#chips")
        await seen.press("r", "tab", "enter")
        await seen.hides("region:", panel="#chips")


async def test_enter_before_the_archive_answers_filters_when_it_does(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        with seen.held():
            await seen.pilot.pause()
            await seen.press("r", "g", "o", "l")
            seen.board.screen.post_message(Viewed(seen.board.view))
            await seen.press("enter", "f")
            await seen.hides("Golan", panel="#choices")
        await seen.shows("region: Golan Heights", "1 of 4", panel="#chips")


async def test_escape_before_the_archive_answers_leaves_all_as_it_was(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        with seen.held():
            await seen.pilot.pause()
            await seen.press("r", "g", "o", "l", "enter", "escape")
            await seen.until(lambda: seen.board.screen is seen.board.home, "the board")
        await seen.shows(*ALL, panel="#wire")
        await seen.hides("region:", panel="#chips")


async def test_a_picker_that_cannot_ask_says_so_and_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no such luck")

    async with running(tmp_path, news()) as seen:
        with monkeypatch.context() as broken:
            broken.setattr("tui.board.choosing.choices", fail)
            await seen.press("r", "i", "d", "l", "enter")
            await seen.shows("ValueError: no such luck", panel="#footer")
            await seen.press("escape")
        await seen.press("r", "i", "d", "l", "enter")
        await seen.shows("region: Idlib", panel="#chips")


async def test_digits_toggle_the_actors_of_the_tallies(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows("1 Free Syrian Army", panel="#tallies")
        await seen.press("1")
        await seen.shows("actor: Free Syrian Army", "2 of 4", panel="#chips")
        await seen.shows("▌1 Free Syrian Army", panel="#tallies")
        assert titles(seen, ALL) == [HEIGHTS, TALKS]
        await seen.press("2")
        await seen.shows("1 of 4", panel="#chips")
        await seen.press("2")
        await seen.shows("2 of 4", panel="#chips")
        await seen.press("9")
        await seen.press("1")
        await seen.shows(*ALL, panel="#wire")


async def test_enter_on_a_line_of_tallies_and_tree_filters_by_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        seen.board.home.tallies.focus()
        await seen.press("enter")
        await seen.shows("actor: Free Syrian Army", panel="#chips")
        await seen.press("enter")
        await seen.hides("actor:", panel="#chips")
        seen.board.home.regions.focus()
        await seen.press("j")
        await seen.hides("Idlib", panel="#regions")
        await seen.press("right")
        await seen.shows("Idlib", panel="#regions")
        await seen.press("enter")
        await seen.shows("region: Syria", "3 of 4", panel="#chips")
        await seen.press("left")
        await seen.hides("Idlib", panel="#regions")


async def test_events_sources_time_and_marks(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("e")
        await seen.type("talks")
        await seen.shows("talks", panel="#choices")
        await seen.press("enter")
        await seen.shows("event: talks", "1 of 4", panel="#chips")
        await seen.press("x", "s")
        await seen.shows("Desk", panel="#choices")
        await seen.press("enter")
        await seen.shows("source: Desk", "4 of 4", panel="#chips")
        await seen.press("x", "t")
        await seen.shows("last hour", "0 of 4", panel="#chips")
        await seen.shows("Nothing fits this filter.", panel="#wire")
        await seen.press("t")
        await seen.shows("last 6 h", "4 of 4", panel="#chips")
        await seen.shows("Last 6 hours", panel="#timeline")


async def test_search_answers_while_it_is_typed(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("slash")
        await seen.type("advis")
        await seen.hides(TALKS, MARKET, HEIGHTS, panel="#wire")
        await seen.shows(ADVISERS, panel="#wire")
        await seen.press("escape")
        await seen.shows(*ALL, panel="#wire")
        await seen.press("slash")
        await seen.type("patrol")
        await seen.press("enter")
        await seen.shows("text: patrol", "1 of 4", panel="#chips")
        assert titles(seen, ALL) == [HEIGHTS]


async def test_groups_and_times_read_well_as_chips(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        for expression, shown in (
            ("-(idlib OR khartoum)", " -(idlib OR khartoum) ✕"),
            ("since:yesterday", " since yesterday ✕"),
            ("before:monday", " before monday ✕"),
            ("since:6h", " last 6h ✕"),
            ("-is:starred", " not starred ✕"),
        ):
            seen.board.narrow(parse(expression))
            await seen.shows(shown, panel="#chips")
        long = " OR ".join(f"word{number}" for number in range(50))
        seen.board.narrow(parse(long))
        await seen.shows("word0 OR word1", "… ✕", "x clears", panel="#chips")
