"""Saved filters on the board: saved, picked with live counts, muted until an end, and every change undone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.board.news import ADVISERS, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import Seen, running
from tests.build import NOON, report
from watchers.document import Source
from watchers.saved import FILE, FOR_GOOD, Saved, load

NOW = NOON + timedelta(hours=1)
LISTED = """\
# mine
[[filter]]
name = "Rebels"          # the valley
expression = "actor:fsa"
colour = "teal"

[filter.alert]
bell = true

[[filter]]
name = "Sudan"
expression = "market OR khartoum"
"""


@asynccontextmanager
async def board(
    tmp_path: Path, listed: str = LISTED, size: tuple[int, int] = (160, 45), now: list[datetime] | None = None
) -> AsyncIterator[Seen]:
    """With four documents, of which two are about rebels and one about Sudan; `now` can be moved on."""
    if listed:
        (tmp_path / FILE).write_text(listed)
    moment = now or [NOW]
    async with running(tmp_path, news(), size, filters=tmp_path / FILE, clock=lambda: moment[0]) as seen:
        yield seen


def kept(tmp_path: Path) -> Sequence[Saved]:
    return load(tmp_path / FILE).filters


async def test_f_lists_them_with_counts_that_stay_true(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f")
        await seen.shows("■ Rebels", "actor:fsa", "· Sudan", panel="#shelf")
        await seen.until(lambda: seen.panel("#shelf").splitlines()[0].split()[-1] == "2", "two documents")
        seen.store(report("Third", "Free Syrian Army units moved.", [("fsa", "Free Syrian Army", "armed group")]))
        await seen.until(lambda: seen.panel("#shelf").splitlines()[0].split()[-1] == "3", "three documents")


async def test_enter_filters_by_one_and_its_name_stands_among_the_chips(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f", "enter")
        await seen.shows("■ Rebels ✕", panel="#chips")
        await seen.shows(HEIGHTS, TALKS, panel="#wire")
        await seen.hides(MARKET, ADVISERS, panel="#wire")
        await seen.pilot.click("#chips", offset=(10, 0))
        await seen.shows(MARKET, panel="#wire")


async def test_plus_adds_one_to_the_filter_and_minus_leaves_it_out(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("slash", *"golan", "enter", "f", "plus")
        await seen.shows("■ Rebels ✕", "golan", panel="#chips")
        await seen.hides(TALKS, panel="#wire")
        await seen.press("x", "f", "minus")
        await seen.shows("not ■ Rebels ✕", panel="#chips")
        await seen.shows(MARKET, ADVISERS, panel="#wire")
        await seen.hides(TALKS, HEIGHTS, panel="#wire")
        await seen.press("f", "j", "minus")
        await seen.shows("not ■ Rebels ✕  not · Sudan ✕", panel="#chips")
        await seen.hides(MARKET, panel="#wire")


async def test_s_saves_the_present_filter_as_an_expression(tmp_path: Path) -> None:
    async with board(tmp_path, "") as seen:
        await seen.press("S")
        await seen.shows("there is no filter to save", panel="#footer")
        await seen.press("slash", *"patrol", "enter", "S")
        await seen.shows("Save the filter", "patrol*")
        await seen.press("enter")
        await seen.shows("a filter needs a name.")
        await seen.press(*"Golan patrols", "tab", "right", "right", "right", "enter")
        await seen.shows("“Golan patrols” saved: f finds it · u takes it back", panel="#footer")
        await seen.shows("■ Golan patrols ✕", panel="#chips")
        assert kept(tmp_path) == (Saved("Golan patrols", "patrol*", "teal", 1),)
        await seen.press("u")
        await seen.shows("“Golan patrols”: not saved", panel="#footer")
        assert kept(tmp_path) == ()


async def test_a_taken_name_is_overwritten_only_after_asking(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("slash", *"patrol", "enter", "S", *"REBELS", "enter")
        await seen.shows("“Rebels” is taken: actor:fsa")
        await seen.press("enter")
        await seen.shows("“Rebels” stays as it is. Give another name.")
        assert kept(tmp_path)[0].expression == "actor:fsa"
        await seen.press("enter")
        await seen.shows("Overwrite it")
        await seen.press("down", "enter")
        await seen.shows("“REBELS” overwritten", panel="#footer")
        assert (kept(tmp_path)[0].name, kept(tmp_path)[0].expression) == ("REBELS", "patrol*")
        assert "bell = true" in (tmp_path / FILE).read_text()
        await seen.press("u")
        await seen.shows("“Rebels”: as before", panel="#footer")
        assert (tmp_path / FILE).read_text() == LISTED


async def test_removing_moving_and_renaming_are_undone_to_the_letter(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f")
        await seen.shows("Rebels", panel="#shelf")
        await seen.press("d")
        await seen.hides("Rebels", panel="#shelf")
        await seen.press("u")
        await seen.shows("“Rebels” is back", panel="#footer")
        await seen.press("g", "J")
        await seen.until(lambda: "Sudan" in seen.panel("#shelf").splitlines()[0], "Sudan first")
        await seen.press("u")
        await seen.until(lambda: "Rebels" in seen.panel("#shelf").splitlines()[0], "Rebels first")
        await seen.press("E", "ctrl+u", *"Valley", "enter")
        await seen.shows("■ Valley", panel="#shelf")
        await seen.press("u")
        await seen.shows("■ Rebels", panel="#shelf")
        assert (tmp_path / FILE).read_text() == LISTED


async def test_keys_that_come_fast_move_one_as_often(tmp_path: Path) -> None:
    async with board(tmp_path, f'{LISTED}\n[[filter]]\nname = "Third"\nexpression = "x"\n') as seen:
        await seen.press("f")
        await seen.shows("Rebels", panel="#shelf")
        await seen.press("J", "J")
        await seen.until(lambda: [saved.name for saved in kept(tmp_path)] == ["Sudan", "Third", "Rebels"], "the last")
        assert "bell = true" in (tmp_path / FILE).read_text()


async def test_what_a_muted_filter_matches_is_left_out_counted_and_listed(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f", "m", *"3 days", "enter")
        await seen.shows("⊘ muted until", panel="#shelf")
        assert kept(tmp_path)[0].muted_until == NOW + timedelta(days=3)
        await seen.press("escape")
        await seen.hides(TALKS, HEIGHTS, panel="#wire")
        await seen.shows("⊘ 2 muted: 2 “Rebels” until", "M shows them", panel="#chips")
        await seen.shows("2 unread", panel="#title")
        await seen.press("M")
        await seen.shows(TALKS, HEIGHTS, panel="#wire")
        await seen.shows("■ Rebels ⊘ muted until", panel="#chips")
        await seen.hides(MARKET, panel="#wire")
        await seen.press("escape")
        await seen.shows(MARKET, panel="#wire")
        await seen.hides(TALKS, panel="#wire")
        await seen.press("f", "m")
        await seen.shows("“Rebels”: shown again", panel="#footer")
        await seen.press("escape")
        await seen.shows(TALKS, panel="#wire")
        await seen.press("u")
        await seen.hides(TALKS, panel="#wire")


async def test_several_mutes_are_told_apart_and_each_can_be_listed(tmp_path: Path) -> None:
    listed = LISTED.replace("[filter.alert]", "muted_until = 2099-01-01T00:00:00Z\n[filter.alert]")
    async with board(tmp_path, f'{listed}muted_until = "until further notice"\n') as seen:
        await seen.shows("⊘ 3 muted: 2 “Rebels” until", "1 “Sudan” until further notice", panel="#chips")
        assert seen.board.view.hidden == 3
        await seen.press("M")
        await seen.shows("Everything that is muted", "“Sudan”", "1 · until further notice")
        await seen.press("down", "down", "enter")
        await seen.shows(MARKET, panel="#wire")
        await seen.hides(TALKS, ADVISERS, panel="#wire")
        await seen.press("M")
        await seen.shows(ADVISERS, panel="#wire")
        await seen.press("M", "enter")
        await seen.shows(MARKET, TALKS, HEIGHTS, panel="#wire")
        await seen.hides(ADVISERS, panel="#wire")
        await seen.press("x")
        await seen.shows(ADVISERS, panel="#wire")


async def test_when_the_end_passes_documents_come_back_by_themselves(tmp_path: Path) -> None:
    now = [NOW]
    end = (NOW + timedelta(minutes=5)).isoformat()
    listed = LISTED.replace("[filter.alert]", f"muted_until = {end}\n[filter.alert]")
    async with board(tmp_path, listed, now=now) as seen:
        await seen.hides(TALKS, panel="#wire")
        now[0] = NOW + timedelta(minutes=6)
        await seen.shows(TALKS, HEIGHTS, panel="#wire")
        await seen.hides("muted")


async def test_an_end_that_is_none_is_refused(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f", "m", *"soon", "enter")
        await seen.shows("“soon” is no end that is understood; give friday")
        await seen.press("ctrl+u", "enter")
        await seen.shows("⊘ muted until further notice", panel="#shelf")
        assert kept(tmp_path)[0].muted_until == FOR_GOOD


async def test_the_file_is_followed_and_a_broken_one_leaves_the_others(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.press("f")
        (tmp_path / FILE).write_text(f'{LISTED}\n[[filter]]\nname = "Gone"\nexpression = "actor:nobody-known"\n')
        await seen.shows("✖ Gone", "no actor is called “nobody-known”", "■ Rebels", panel="#shelf")
        await seen.press("G", "enter")
        await seen.shows("“Gone”: column 7: no actor is called", panel="#footer")
        (tmp_path / FILE).write_text("[[filter]\n")
        await seen.shows("this is not TOML", panel="#footer")


async def test_muted_sources_and_muted_filters_are_counted_apart(tmp_path: Path) -> None:
    listed = LISTED.replace("[filter.alert]", "muted_until = 2099-01-01T00:00:00Z\n[filter.alert]")
    harbour = Source("feed", "Harbour desk", "https://desk.test/feed")
    async with board(tmp_path, listed) as seen:
        from watchers.archive.rows import Health

        seen.store(report("Ferry late", "The ferry is late.", source=harbour, received=NOON))
        seen.archive.health(Health(harbour, "live", muted=NOW + timedelta(hours=2)))
        seen.board.refreshing.soon()
        await seen.shows("⊘ 3 muted: 2 “Rebels” until", "1 Harbour desk until", panel="#chips")


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 15)])
async def test_it_fits_where_there_is_little_room(tmp_path: Path, size: tuple[int, int]) -> None:
    async with board(tmp_path, size=size) as seen:
        await seen.press("f")
        await seen.shows("■ Rebels", panel="#shelf")
        await seen.until(lambda: seen.panel("#shelf").splitlines()[0].split()[-1] == "2", "its count")


async def test_the_palette_offers_each_saved_filter(tmp_path: Path) -> None:
    async with board(tmp_path) as seen:
        await seen.until(lambda: len(seen.board.shelf.found) == 2, "both filters")
        await seen.press("ctrl+p", *"saved filter: sud")
        await seen.shows("filter    Sudan")
        await seen.press("enter")
        await seen.shows("· Sudan ✕", panel="#chips")


async def test_without_a_file_of_filters_the_board_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("f")
        await seen.shows("No saved filters yet.")
        await seen.press("escape", "slash", *"patrol", "enter", "S", *"x", "enter")
        await seen.shows("this board keeps no filters")
