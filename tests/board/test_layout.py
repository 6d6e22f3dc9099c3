"""Whatever the size and whatever a person has made of it: panels neither overlap nor leave cells, nor are too small."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual.geometry import Offset

from tests.board.news import HEIGHTS, news
from tests.board.screen import running
from tui.board.layout.arranging import LOWEST, NARROWEST, arranged, wanted
from tui.board.layout.plan import PANELS, Edge, Plan
from tui.board.layout.resizing import grown, moved, seam_at

WIDTHS, HEIGHTS_OF_DESK = st.integers(60, 320), st.integers(10, 120)
EDGES: tuple[Edge, ...] = ("left", "right", "below", "bottom")
PLANS = st.builds(
    Plan,
    st.frozensets(st.sampled_from(PANELS)),
    st.frozensets(st.sampled_from(PANELS)),
    st.dictionaries(st.sampled_from(EDGES), st.integers(-5, 400)),
    st.dictionaries(st.sampled_from(PANELS), st.integers(1, 100)),
)


@given(PLANS, WIDTHS, HEIGHTS_OF_DESK)
def test_every_cell_belongs_to_one_panel(plan: Plan, width: int, height: int) -> None:
    found = arranged(plan, width, height)
    taken = [
        (x, y) for b in found.boxes.values() for x in range(b.x, b.x + b.width) for y in range(b.y, b.y + b.height)
    ]
    assert len(taken) == len(set(taken)) == width * height
    assert all(0 <= x < width and 0 <= y < height for x, y in taken)


@given(PLANS, WIDTHS, HEIGHTS_OF_DESK)
def test_no_panel_is_too_small_to_be_read(plan: Plan, width: int, height: int) -> None:
    found = arranged(plan, width, height)
    assume(len(found.boxes) > 1)
    for panel, box in found.boxes.items():
        assert box.width >= NARROWEST.get(panel, 16)
        assert box.height >= LOWEST.get(panel, 4)


@given(PLANS, WIDTHS, HEIGHTS_OF_DESK, st.data())
def test_a_seam_moved_there_and_back_leaves_all_as_it_was(
    plan: Plan, width: int, height: int, data: st.DataObject
) -> None:
    found = arranged(plan, width, height)
    assume(found.seams)
    seam = data.draw(st.sampled_from(found.seams))
    assert seam_at(found, seam.box.x, seam.box.y) is not None
    by = data.draw(st.integers(-3, 3))
    once = arranged(moved(plan, found, seam, by), width, height)
    assume(once.boxes.keys() == found.boxes.keys() and once.boxes != found.boxes)
    again = next(each for each in once.seams if (each.edge, each.between) == (seam.edge, seam.between))
    shift = (again.box.x - seam.box.x) or (again.box.y - seam.box.y)
    back = arranged(moved(moved(plan, found, seam, by), once, again, -shift), width, height)
    assert back.boxes == found.boxes


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [
        (160, 42, "actors regions events wire brief timeline map sources"),
        (140, 27, "actors regions wire brief"),
        (100, 42, "actors regions wire brief timeline sources"),
        (100, 27, "actors regions wire brief"),
        (80, 42, "wire brief timeline sources"),
        (80, 21, "wire brief"),
        (60, 42, "wire brief timeline"),
        (60, 12, "wire"),
    ],
)
def test_what_stands_there_unasked(width: int, height: int, shown: str) -> None:
    assert set(wanted(Plan(), width, height)) >= set(shown.split())
    standing = arranged(Plan(), width, height).boxes
    assert set(standing) == set(shown.split())


def test_a_panel_grows_by_what_its_neighbour_gives() -> None:
    size = (160, 42)
    before = arranged(Plan(), *size).boxes
    after = arranged(grown(Plan(), "actors", 2, 1, size), *size).boxes
    assert (after["actors"].width, after["actors"].height) == (before["actors"].width + 2, before["actors"].height + 1)
    assert after["regions"].height == before["regions"].height - 1
    wider = arranged(grown(Plan(), "brief", 3, 0, size), *size).boxes
    assert (wider["brief"].width, wider["wire"].width) == (before["brief"].width + 3, before["wire"].width - 3)


async def test_keys_close_resize_and_put_back(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        desk = seen.board.home.desk
        width = desk.found.boxes["actors"].width
        seen.board.home.tallies.focus()
        await seen.press("ctrl+right")
        await seen.until(lambda: seen.board.home.tallies.region.width == width + 2, "a wider panel")
        await seen.press("X")
        await seen.shows("actors closed")
        assert "actors" not in desk.found.boxes
        assert (seen.board.focused or desk).display
        await seen.press("ctrl+p")
        await seen.type("back where")
        await seen.press("enter")
        await seen.until(lambda: desk.found.boxes.get("actors", (0, 0, 0, 0))[2] == width, "the usual board")


async def test_a_seam_is_dragged_by_the_mouse(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        desk = seen.board.home.desk
        wire = desk.found.boxes["wire"]
        at = desk.region.offset + Offset(wire.x, wire.y + 5)
        await seen.pilot.mouse_down(offset=at)
        await seen.pilot.hover(offset=at + Offset(6, 0))
        await seen.pilot.mouse_up(offset=at + Offset(6, 0))
        await seen.until(lambda: seen.board.home.wire.region.width == wire.width - 6, "a narrower wire")
        assert desk.found.boxes["wire"].width == wire.width - 6
