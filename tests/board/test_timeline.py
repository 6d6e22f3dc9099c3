"""The timeline stacks its bars by class of event, marks the last look, and filters by what is picked of it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from tests.board.news import ADVISERS, HEIGHTS, MARKET, news
from tests.board.screen import running
from tests.build import NOON
from tui.board.brush import Brush, narrowed, stretch
from tui.board.stack import PATTERNS, bars, column
from watchers.archive.classes import CLASSES
from watchers.archive.marks import Marks
from watchers.archive.writing import Archive
from watchers.filters import Filter, Term, last
from watchers.filters.parsing import parse

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=40)


@given(COUNTS, st.integers(1, 12), st.data())
def test_a_bar_is_as_high_as_its_count_and_holds_its_classes(counts: list[int], rows: int, data: st.DataObject) -> None:
    told = {
        name: [data.draw(st.integers(0, count // len(CLASSES))) for count in counts]
        for name in data.draw(st.sets(st.sampled_from(CLASSES)))
    }
    lines = bars(counts, told, rows)
    assert len(lines) == rows
    assert all(len(line) == len(counts) for line in lines)
    heights = [sum(line[at][0] != " " for line in lines) for at in range(len(counts))]
    assert [height > 0 for height in heights] == [count > 0 for count in counts]
    assert [height for _, height in sorted(zip(counts, heights, strict=True))] == sorted(heights)


def test_the_gravest_class_is_at_the_bottom_each_in_its_pattern() -> None:
    told = {"material conflict": 4, "verbal cooperation": 4}
    cells = column(8, told, 8, 4)  # type: ignore[arg-type]
    assert cells == [PATTERNS["material conflict"]] * 2 + [PATTERNS["verbal cooperation"]] * 2
    assert len({sign for sign, _ in PATTERNS.values()}) == len(CLASSES)


@given(st.integers(0, 99), st.integers(0, 99), st.timedeltas(timedelta(minutes=10), timedelta(days=400)))
def test_what_is_picked_is_filtered_by_whole_minutes_that_hold_it(start: int, at: int, span: timedelta) -> None:
    first, end = stretch(Brush(at, start), 100, NOON, span)
    assert first < end
    assert (first.second, end.second) == (0, 0)
    assert end - first >= span * ((abs(at - start) + 1) / 100) - timedelta(minutes=1)
    asked = narrowed(Filter((last(timedelta(days=7), "7 days"), Term("is", ("unread",)))), first, end)
    assert [term.key for term in asked.terms] == ["is", "since", "before"]
    assert parse(f"since:{asked.terms[1].values[0]}").terms[0].values == asked.terms[1].values


async def test_keys_pick_a_stretch_and_enter_filters_by_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        seen.board.home.timeline.focus()
        await seen.shows("pick", "filter", panel="#footer")
        await seen.press("left", "left", "v", "left", "left", "left")
        await seen.shows("enter filters", panel="#timeline")
        await seen.press("enter")
        await seen.shows("since 2030-03-14T", "before 2030-03-14T", panel="#chips")
        await seen.press("escape")
        await seen.until(lambda: seen.board.focused is seen.board.home.wire, "the wire in focus")
        await seen.press("u")
        await seen.shows(HEIGHTS, panel="#wire")


async def test_dragged_by_the_mouse_it_filters_and_the_bars_follow(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        line = seen.board.home.timeline
        right = line.content_region.offset + Offset(line.width, 1)
        await seen.pilot.mouse_down(offset=right - Offset(9, 0))
        await seen.pilot.hover(offset=right)
        await seen.pilot.mouse_up(offset=right)
        await seen.shows("since 2030-03-14T", "before 2030", panel="#chips")
        await seen.until(lambda: line.view is not None and line.view.span < timedelta(hours=24), "a shorter time")
        await seen.shows(HEIGHTS, ADVISERS, MARKET, panel="#wire")


@pytest.mark.parametrize(("hours", "mark"), [(20, "▴ last look"), (6, "last look ▴")])
async def test_the_last_look_is_marked(tmp_path: Path, hours: int, mark: str) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    with closing(Marks.open(path)) as marks:
        marks.look(NOON - timedelta(hours=hours))
    async with running(tmp_path, news()) as seen:
        await seen.shows(mark, panel="#timeline")


@pytest.mark.parametrize(
    ("expression", "said"), [("on:2030-03-13", "13 Mar 00:00 – 14 Mar 00:00"), ("", "Last 24 hours")]
)
async def test_the_border_says_which_time_it_is(tmp_path: Path, expression: str, said: str) -> None:
    async with running(tmp_path, news()) as seen:
        seen.board.narrow(parse(expression))
        await seen.until(lambda: said in str(seen.board.home.timeline.border_title), said)
