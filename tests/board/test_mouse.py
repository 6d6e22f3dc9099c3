"""The mouse does on every panel and in everything that opens what the keys do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget

from tests.board.news import HEIGHTS, MARKET, news
from tests.board.screen import Seen, running
from tests.build import NOON, report
from tui.board.messages import Pressed
from tui.board.panels.crossing import CELL, HEAD, NAMES, Crossing
from tui.board.screens.help import Help
from tui.board.screens.palette import Palette


def place(seen: Seen, text: str, panel: str) -> tuple[int, int]:
    """The column and line of the screen at which a text of a panel begins."""
    found = next(found for screen in reversed(seen.board.screen_stack) for found in screen.query(panel)).region
    for y in range(found.y, found.bottom):
        line = seen.lines[y]
        if (at := line.find(text, found.x)) >= 0:
            return at, y
    raise AssertionError(f"no {text} in {panel}\n{seen.text}")


async def click(seen: Seen, text: str, panel: str, times: int = 1) -> None:
    await seen.shows(text, panel=panel)
    x, y = place(seen, text, panel)
    widget, region = seen.board.screen.get_widget_at(x, y)
    await seen.pilot.click(widget, offset=(x - region.x, y - region.y), times=times)


async def wheel(seen: Seen, widget: Widget, *, down: bool = True) -> None:
    """One notch of the wheel over the middle of a widget."""
    x, y = widget.region.center
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    await seen.pilot._post_mouse_events([kind], widget=None, offset=(int(x), int(y)), button=0)


def many() -> list[object]:
    return [report(f"Dispatch {n} from the harbour", received=NOON) for n in range(80)]


async def test_the_wire_a_click_moves_and_a_double_click_opens(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await click(seen, MARKET, "#wire")
        await seen.shows("Shells hit a market in", panel="#brief")
        await click(seen, HEIGHTS, "#wire", times=2)
        await seen.shows("A patrol was fired on", panel="#paper")


async def test_tallies_and_regions_filter_by_a_click_and_again_no_more(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await click(seen, "Revolutionary", "#tallies")
        await seen.shows("actor: Revolutionary Guards ✕", panel="#chips")
        await click(seen, "✕", "#chips")
        await seen.hides("✕", panel="#chips")
        await click(seen, "Golan Heights", "#regions")
        await seen.shows("region: Golan Heights ✕", panel="#chips")
        await click(seen, "Golan Heights", "#chips")
        await seen.hides("✕", panel="#chips")


async def test_a_click_on_a_source_opens_its_list_and_every_panel_takes_the_focus(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        for panel in ("tallies", "regions", "wire", "brief", "sources"):
            await seen.pilot.click(f"#{panel}", offset=(3, 2))
            if panel == "sources":
                await seen.shows("Desk: could not be read")
                await seen.press("escape")
            await seen.until(lambda panel=panel: getattr(seen.board.focused, "id", "") == panel, f"{panel} in focus")  # type: ignore[misc]
            while seen.board.filter:
                await seen.press("x")


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_the_footer_does_what_its_keys_do_and_takes_its_message_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, news(), size=size) as seen:
        await click(seen, "a actor", "#footer")
        await seen.shows("Actors", panel="#dialog")
        await seen.press("escape")
        await click(seen, "enter open", "#footer")
        await seen.shows("A patrol was fired on", panel="#paper")
        await click(seen, "* star", "#footer")
        await seen.shows("starred", panel="#footer")
        await click(seen, "starred", "#footer")
        await click(seen, "back", "#footer")
        await seen.until(lambda: seen.board.screen is seen.board.home, "the board")
        await click(seen, "? help", "#footer")
        await seen.shows("Pick actors", panel="#leaves")


async def test_the_footer_of_a_panel_in_focus_has_its_keys(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        seen.board.home.sources.focus()
        await seen.shows("R look now", "p pause", "? help", "a actor", panel="#footer")
        assert "R rescan" not in seen.panel("#footer")
        seen.board.home.wire.focus()
        await seen.hides("p pause", panel="#footer")


async def test_pickers_palette_and_help_take_clicks_and_one_beside_them_leaves(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("a")
        await click(seen, "Iran", "#choices", times=2)
        await seen.shows("actor: Iran ✕", panel="#chips")
        await seen.press("x", "ctrl+p", *"sudan")
        palette = seen.board.screen
        assert isinstance(palette, Palette)
        await seen.until(lambda: palette.asking is not None and palette.asking.is_finished, "all answers")
        await click(seen, "Sudanese Armed Forces", "#found")
        await seen.shows("actor: Sudanese Armed Forces ✕", panel="#chips")
        await seen.press("question_mark")
        await click(seen, "Clear the filter", "#leaves")
        await seen.hides("✕", panel="#chips")
        for key in ("a", "ctrl+p"):
            await seen.press(key)
            await seen.until(lambda: seen.board.screen is not seen.board.home, "what opens")
            await seen.pilot.click(offset=(0, 44))
            await seen.until(lambda: seen.board.screen is seen.board.home, "the board")


async def test_a_click_in_the_help_on_a_key_of_elsewhere_does_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("question_mark")
        await click(seen, "Pause the feed", "#leaves")
        await click(seen, "On the board", "#leaves")
        assert isinstance(seen.board.screen, Help)


async def test_the_tour_goes_on_by_a_click_and_is_left_at_its_edge(tmp_path: Path) -> None:
    async with running(tmp_path, news(), tour=tmp_path / "tour") as seen:
        await click(seen, "Every document", "#tour")
        await seen.shows("2 of 5", panel="#tour")
        await click(seen, "leaves the tour", "#tour")
        await seen.shows("tour left", panel="#footer")


async def test_the_wheel_scrolls_what_is_under_it(tmp_path: Path) -> None:
    async with running(tmp_path, many(), size=(100, 30)) as seen:  # type: ignore[arg-type]
        wire = seen.board.home.wire
        await wheel(seen, wire)
        await seen.until(lambda: wire.scroll_offset.y > 0, "the wire scrolled")
        await wheel(seen, wire, down=False)
        await seen.until(lambda: wire.scroll_offset.y == 0, "the wire at its top")
        await seen.press("question_mark")
        leaves = seen.board.screen.query_one("#leaves")
        await wheel(seen, leaves)
        await seen.until(lambda: leaves.scroll_offset.y > 0, "the help scrolled")
        await seen.press("escape", "ctrl+p")
        await seen.shows("action", panel="#found")
        found = seen.board.screen.query_one("#found")
        await wheel(seen, found)
        await seen.until(lambda: found.scroll_offset.y > 0, "the palette scrolled")


async def test_a_pressed_action_without_a_place_goes_to_the_board(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        seen.board.home.sources.focus()
        seen.board.home.post_message(Pressed("zoom"))
        await seen.until(lambda: seen.board.home.desk.alone == "sources", "the sources alone")


async def test_a_click_on_the_mark_of_a_region_opens_and_closes_it_and_filters_by_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.hides("Idlib", panel="#regions")
        await click(seen, "▸ Syria", "#regions")
        await seen.shows("▾ Syria", "Idlib", panel="#regions")
        await click(seen, "▾ Middle East", "#regions")
        await seen.hides("Syria", panel="#regions")
        assert not seen.board.filter
        await click(seen, "Africa", "#regions")
        await seen.shows("region: Africa ✕", panel="#chips")
        await seen.shows("▾ Africa", panel="#regions")


async def test_a_cell_of_the_matrix_is_gone_to_by_a_click_and_filters_by_a_second(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("m")
        await seen.shows("Actors by actors", "Iran")
        crossing = seen.board.screen.query_one(Crossing)
        await seen.until(lambda: bool(crossing.told.rows), "an answer")
        row = next(at for at, tag in enumerate(crossing.told.rows) if tag.name == "Iran")
        column = next(at for at, tag in enumerate(crossing.told.columns) if tag.name == "Revolutionary Guards")
        cell = (NAMES + 1 + CELL * column + 2, HEAD + 1 + row)
        await seen.pilot.click(crossing, offset=cell)
        await seen.shows("Iran with Revolutionary Guards: 1 document")
        assert not seen.board.filter
        await seen.pilot.click(crossing, offset=(3, 1))
        await seen.pilot.click(crossing, offset=cell, times=2)
        await seen.shows("actor: Iran", "actor: Revolutionary Guards", "1 of 4", panel="#chips")


async def test_the_wheel_scrolls_the_matrix_and_leaves_its_cursor(tmp_path: Path) -> None:
    crowd = [(f"actor-{n}", f"Militia {n:02}", "armed group") for n in range(30)]
    async with running(tmp_path, [report("All of them met", "They met.", crowd)], size=(80, 24)) as seen:
        await seen.press("m")
        crossing = seen.board.screen.query_one(Crossing)
        await seen.until(lambda: len(crossing.told.rows) == 30, "an answer")
        first, last = crossing.told.rows[0].name, crossing.told.rows[-1].name
        for _ in range(20):
            await wheel(seen, crossing)
        await seen.shows(last, panel="#crossing")
        assert crossing.named() == (crossing.told.rows[0], crossing.told.columns[0])
        seen.store(report("Ferry service resumes"))
        await seen.until(lambda: len(seen.board.view.numbers) == 2, "what came in")
        await seen.shows(last, panel="#crossing")
        for _ in range(20):
            await wheel(seen, crossing, down=False)
        await seen.shows(first, panel="#crossing")


async def test_what_the_wheel_shows_of_the_wire_stays_when_more_comes_in(tmp_path: Path) -> None:
    async with running(tmp_path, many()) as seen:  # type: ignore[arg-type]
        wire = seen.board.home.wire
        for _ in range(4):
            await wheel(seen, wire)
        await seen.until(lambda: wire.scroll_offset.y > 0, "the wire scrolled")
        document, shown = wire.document, re.findall(r"Dispatch \d+", seen.panel("#wire"))
        seen.store(report("The very latest", received=NOON))
        await seen.shows("▲ 1 new", panel="#wire")
        assert wire.document == document
        assert re.findall(r"Dispatch \d+", seen.panel("#wire")) == shown
