"""The panels that count: filtering, leaving out, sorting, what is unusual, and lines that stay under the cursor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.board.news import ADVISERS, HEIGHTS, IRAN, MARKET, REBELS, SYRIA, TALKS, busy, news
from tests.board.screen import Seen, running, titles
from tests.build import NOON, minutes, report
from tui.board.inks import _LOOK
from tui.board.panels.tallied import brief


def line(seen: Seen, panel: str, text: str) -> str:
    """The line of a panel that has a text."""
    return next((each for each in seen.panel(panel).splitlines() if text in each), "")


async def test_kinds_of_events_stand_by_class_and_filter(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        await seen.shows("◆ attack", "○ talks", "○ support", "by class", panel="#events")
        assert line(seen, "#events", "attack").count("2") == 1
        seen.board.home.events.focus()
        await seen.press("enter")
        await seen.shows("event: attack", "2 of 4", panel="#chips")
        await seen.shows("▌◆ attack", panel="#events")
        assert titles(seen, (MARKET, HEIGHTS, TALKS, ADVISERS)) == [HEIGHTS, MARKET]
        await seen.press("enter")
        await seen.hides("event:", panel="#chips")


async def test_minus_leaves_out_and_the_line_stays_to_be_let_in_again(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        panel = seen.board.home.tallies
        panel.focus()
        at = next(n for n, tally in enumerate(panel.tallies) if tally.id == REBELS[0])
        panel.move_to(at)
        await seen.press("minus")
        await seen.shows("not actor: Free Syrian Army", "2 of 4", panel="#chips")
        await seen.until(lambda: panel.tallies[at].excluded, "the line in its place")
        assert "−" in line(seen, "#tallies", "Free Syrian Army")
        assert panel.cursor == at
        await seen.press("minus")
        await seen.hides("actor:", panel="#chips")
        await seen.until(lambda: not panel.tallies[at].excluded and panel.tallies[at].id == REBELS[0], "as before")


async def test_a_region_that_is_left_out_stands_where_it_stood(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        panel = seen.board.home.regions
        panel.focus()
        panel.move_to(next(n for n, branch in enumerate(panel.branches) if branch.region.id == "syria"))
        await seen.press("minus")
        await seen.shows("not region: Syria", "1 of 4", panel="#chips")
        await seen.until(lambda: "out" in line(seen, "#regions", "Syria"), "the line of Syria")
        await seen.press("backspace")
        await seen.hides("region:", panel="#chips")
        await seen.until(lambda: panel.branches[panel.cursor].region.id == "syria", "the cursor on Syria")


async def test_equals_filters_by_nothing_else_of_its_kind_and_freezes_elsewhere(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        panel = seen.board.home.tallies
        await seen.press("1")
        await seen.shows("actor:", panel="#chips")
        panel.focus()
        await seen.shows("= only this", "- without", "b sort", panel="#footer")
        panel.move_to(next(n for n, tally in enumerate(panel.tallies) if tally.id == IRAN[0]))
        await seen.press("equals_sign")
        await seen.shows("actor: Iran", "2 of 4", panel="#chips")
        assert len(seen.board.filter.terms) == 1
        assert seen.board.frozen is None
        await seen.press("escape", "equals_sign")
        await seen.until(lambda: seen.board.frozen is not None, "a frozen board")


@pytest.mark.parametrize("size", [(160, 45), (100, 40)])
async def test_what_is_unusual_is_marked_and_w_tells_the_rule(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, busy(), size=size) as seen:
        await seen.shows("▲new", "▲ 1", panel="#tallies")
        await seen.shows("▲9×", panel="#regions")
        seen.board.home.regions.focus()
        await seen.press("w")
        await seen.shows("9 in", "usually 1.0", "(7 d", "3 sources", panel="#footer")
        seen.board.home.tallies.focus()
        await seen.press("w")
        await seen.shows("usually none", panel="#footer")


async def test_what_is_unusual_does_not_hang_on_the_filter(tmp_path: Path) -> None:
    async with running(tmp_path, busy()) as seen:
        before = seen.board.view.unusual
        await seen.press("1")
        await seen.shows("actor: Free Syrian Army", panel="#chips")
        await seen.until(lambda: bool(seen.board.view.filter), "an answer")
        assert seen.board.view.unusual == before != ()


async def test_sorting_is_told_in_the_border_and_kept(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        panel = seen.board.home.tallies
        panel.focus()
        for order in ("rise", "name"):
            await seen.press("b")
            await seen.shows(f"by {order}", panel="#tallies")
        await seen.until(lambda: [t.name for t in panel.tallies] == sorted(t.name for t in panel.tallies), "by name")
        await seen.press("escape", "x")
        await seen.shows("by name", panel="#tallies")


async def test_the_order_stays_while_the_cursor_is_in_the_panel(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        panel = seen.board.home.tallies
        panel.focus()
        await seen.press("j")
        before = [tally.id for tally in panel.tallies]
        seen.store(*(report(f"Syria {n}", actors=[SYRIA], received=NOON + minutes(n)) for n in range(9)))
        await seen.shows("held", panel="#tallies")
        assert [tally.id for tally in panel.tallies] == before
        assert panel.cursor == 1
        await seen.press("escape")
        await seen.until(lambda: panel.tallies[0].id == SYRIA[0], "the most first")
        await seen.hides("held", panel="#tallies")


async def test_a_click_filters_and_one_with_ctrl_leaves_out(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(160, 60)) as seen:
        panel = seen.board.home.events
        first = panel.tallies[0].name
        await seen.pilot.click(panel, offset=(5, 1))
        await seen.shows(f"event: {first}", panel="#chips")
        await seen.pilot.click(panel, offset=(5, 1), control=True)
        await seen.shows(f"not event: {first}", panel="#chips")


async def test_sources_tell_how_many_of_theirs_fit_the_filter(tmp_path: Path) -> None:
    async with running(tmp_path, [replace(each) for each in busy()], size=(160, 60)) as seen:
        await seen.hides(" of ", panel="#sources")
        await seen.press("1")
        await seen.shows("3 of 3", "0 of 7", panel="#sources")


def test_the_inks_of_marks_have_a_weight_of_their_own() -> None:
    assert all(_LOOK[ink][1] for ink in ("warn", "bad", "removed"))


def test_that_nothing_is_unusual_fits_a_narrow_line() -> None:
    said = brief("Government of the United States", None)
    assert len(said) < 60
    assert "nothing unusual · rule: 5" in said
