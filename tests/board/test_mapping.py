"""The map on the board: it follows the filter, is moved by keys and mouse, and filters by what stands on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import MouseScrollUp
from textual.geometry import Offset

from tests.board.news import news
from tests.board.screen import Seen, running
from tests.build import region, report
from tui.board.map.picture import Place
from tui.board.panels.map import Map
from watchers.document import Region, Report
from watchers.filters import Filter, Term

AT = {"khartoum": (15.6, 32.5), "idlib": (35.9, 36.6), "beit-jinn": (33.3, 35.9), "syria": (35.0, 38.0)}
TITLE = "Nothing is known of where this was"


def at(name: str, text: str) -> Region:
    lat, lon = AT[name]
    return replace(region(name, text), lat=lat, lon=lon)


def reports() -> list[Report]:
    """Two of Khartoum, one of Idlib, one of Syria without more, one of nowhere; the newest is of Idlib."""
    return [
        report(TITLE, "Nobody said where."),
        *(report(f"Khartoum wakes {n}", "Khartoum woke.", regions=[at("khartoum", "Khartoum woke.")]) for n in (1, 2)),
        report("Syria votes", "Syria voted.", regions=[at("syria", "Syria voted.")]),
        report("Idlib counts", "Idlib counted.", regions=[at("idlib", "Idlib counted.")]),
    ]


def the_map(seen: Seen) -> Map:
    return seen.board.home.map


async def drawn(seen: Seen) -> Map:
    """Waits for the first frame."""
    await seen.until(lambda: the_map(seen).picture is not None, "a map")
    return the_map(seen)


def place(panel: Map, name: str) -> Place:
    assert panel.picture is not None
    assert panel.sheet is not None
    return next(place for place in panel.picture.places if panel.sheet.first(place).name == name)


def offset(spot: Place) -> Offset:
    """Of its cell within the panel, border included."""
    return Offset(spot.x + 1, spot.y + 1)


async def test_the_map_shows_where_documents_are_and_how_many_are_nowhere(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        await drawn(seen)
        await seen.shows("Khartoum 2", "Syria 1", "1 of 5 documents has no place", panel="#map")


async def test_enter_on_the_hottest_spot_filters_by_it_and_again_no_more(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        panel.focus()
        await seen.until(lambda: panel.current is not None, "a cursor")
        await seen.shows("Khartoum 2", panel="#map")
        await seen.press("enter")
        await seen.until(lambda: seen.board.filter == Filter((Term("region", ("khartoum",)),)), "a filter")
        await seen.hides("Idlib counts", panel="#wire")
        await seen.until(lambda: len(seen.board.view.numbers) == 2 and panel.current is not None, "the spot still")
        await seen.press("enter")
        await seen.until(lambda: not seen.board.filter, "no filter")


async def test_a_click_on_a_spot_or_on_a_countrys_label_filters_by_it(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        await seen.pilot.click(Map, offset=offset(place(panel, "Syria")))
        await seen.until(lambda: seen.board.filter == Filter((Term("region", ("syria",)),)), "a filter")
        seen.board.narrow(Filter())
        await seen.until(lambda: len(seen.board.view.numbers) == 5, "all")
        await seen.until(lambda: panel.view is seen.board.view, "all on the map")
        await seen.pilot.click(Map, offset=offset(place(panel, "Khartoum")))
        await seen.until(lambda: seen.board.filter == Filter((Term("region", ("khartoum",)),)), "a filter")


async def test_the_cursor_goes_from_spot_to_spot_the_hottest_first(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        panel.focus()
        await seen.until(lambda: panel.current is not None, "a cursor")
        assert panel.picture is not None
        went = []
        for _ in panel.picture.places:
            assert panel.current is not None
            assert panel.sheet is not None
            went.append(panel.sheet.first(panel.current).name)
            await seen.press("n")
        assert went[0] == "Khartoum"
        assert sorted(went) == ["Idlib", "Khartoum", "Syria"]
        assert panel.cursor == "khartoum"
        await seen.press("p")
        assert panel.cursor != "khartoum"


async def test_a_persons_window_stays_until_the_filter_changes(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        fitted = panel.window
        panel.focus()
        await seen.press("plus", "l", "down")
        chosen = panel.window
        assert fitted is not None
        assert chosen is not None
        assert chosen.scale < fitted.scale
        seen.store(report("Khartoum sleeps", "Khartoum slept.", regions=[at("khartoum", "Khartoum slept.")]))
        await seen.shows("6", panel="#wire")
        await seen.until(lambda: panel.view is not None and len(panel.view.numbers) == 6, "the new one")
        assert panel.window == chosen
        await seen.press("0")
        assert panel.window is not None
        assert panel.window.scale > chosen.scale
        await seen.press("plus")
        seen.board.narrow(Filter((Term("region", ("khartoum",)),)))
        await seen.until(lambda: panel.view is not None and len(panel.view.numbers) == 3, "the filter")
        middle = (panel.window.width / 2, panel.window.height / 2)
        assert panel.window.dot(*AT["khartoum"]) == pytest.approx(middle)


async def test_the_wheel_zooms_at_the_pointer(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        spot, before = place(panel, "Khartoum"), panel.window
        assert before is not None
        at = panel.content_region.offset + Offset(spot.x, spot.y)
        panel.post_message(MouseScrollUp(panel, spot.x + 1, spot.y + 1, 0, 0, 0, False, False, False, at.x, at.y))
        await seen.until(lambda: panel.window is not None and panel.window.scale < before.scale, "a closer look")
        moved = place(panel, "Khartoum")
        assert (abs(moved.x - spot.x), abs(moved.y - spot.y)) <= (1, 1)


async def test_dragging_pans_and_filters_by_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        spot, before = place(panel, "Khartoum"), panel.window
        assert before is not None
        held = offset(spot)
        await seen.pilot.mouse_down(Map, offset=held)
        await seen.pilot.hover(Map, offset=held + Offset(-6, -2))
        await seen.pilot.mouse_up(Map, offset=held + Offset(-6, -2))
        await seen.until(lambda: panel.window != before, "another part of the world")
        moved = place(panel, "Khartoum")
        assert moved.y == spot.y - 2
        assert abs(moved.x - (spot.x - 6)) <= 1
        assert panel.window is not None
        assert panel.window.scale == before.scale
        assert not seen.board.filter


async def test_the_selected_documents_place_is_marked(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        await seen.until(lambda: panel.here == (AT["idlib"],), "the place of the first row")
        await seen.shows("◆", panel="#map")


async def test_the_footer_tells_the_maps_keys_and_a_click_there_does_them(tmp_path: Path) -> None:
    async with running(tmp_path, reports()) as seen:
        panel = await drawn(seen)
        panel.focus()
        await seen.shows("closer", "next spot", panel="#footer")
        footer = seen.panel("#footer")
        assert panel.window is not None
        scale = panel.window.scale
        await seen.pilot.click("#footer", offset=Offset(footer.index("closer"), 0))
        await seen.until(lambda: panel.window is not None and panel.window.scale < scale, "a closer look")
        seen.board.home.wire.focus()
        await seen.hides("next spot", panel="#footer")


async def test_keys_before_the_land_is_there_do_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        panel = the_map(seen)
        panel.focus()
        await seen.press("enter", "n", "p", "plus", "minus", "0", "h", "j", "k", "l", "z", "z")
        await drawn(seen)
