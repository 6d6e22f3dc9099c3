"""The matrix says who is named with whom, or where; a cell filters by both."""

from __future__ import annotations

from pathlib import Path

from tests.board.news import ADVISERS, HEIGHTS, news
from tests.board.screen import running
from tui.board.panels.crossing import Crossing
from watchers.filters import Filter


async def test_a_cell_filters_by_both_of_its_names(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        await seen.press("m")
        await seen.shows("Actors by actors", "Free Syrian", "Iran")
        crossing = seen.board.screen.query_one(Crossing)
        await seen.until(lambda: bool(crossing.told.rows), "an answer")
        row = next(at for at, tag in enumerate(crossing.told.rows) if tag.name == "Iran")
        column = next(at for at, tag in enumerate(crossing.told.columns) if tag.name == "Revolutionary Guards")
        await seen.press(*["down"] * row, *["right"] * column)
        await seen.shows("Iran with Revolutionary Guards: 1 document")
        await seen.press("enter")
        await seen.shows("actor: Iran", "actor: Revolutionary Guards", "1 of 4", panel="#chips")
        await seen.shows(ADVISERS, panel="#wire")


async def test_columns_of_regions_and_back(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(80, 24)) as seen:
        await seen.press("m")
        await seen.shows("Actors by actors")
        await seen.press("tab")
        await seen.shows("Actors by regions", "Golan")
        await seen.press("escape")
        await seen.shows(HEIGHTS, panel="#wire")
        assert seen.board.filter == Filter()


async def test_nobody_named_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, []) as seen:
        await seen.press("m")
        await seen.shows("nobody is named in these documents")
        await seen.press("down", "right", "enter", "q")
        await seen.shows("Nothing has come in yet", panel="#wire")
