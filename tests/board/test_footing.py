"""The keys in the lower edge of a dialog: as many as fit, never one of them in half, and always the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.board.news import news
from tests.board.screen import running
from tui.board.footing import fitted
from tui.board.keys import USUAL
from watchers.saved import FILE

OPENED = {
    "L": "esc leaves",
    "P": "esc back",
    "A": "esc leave",
    "f": "esc leave",
    "F": "esc leave",
    "a": "esc leave",
    "ctrl+p": "esc leaves",
    "question_mark": "esc closes",
}
"""What the last hint of each dialog says, by the key that opens it."""


def test_hints_give_way_from_behind_and_the_last_stays() -> None:
    text = "{layout-use} uses  {layout-save} saves  {layout-leave} leaves"
    told = [USUAL.told(fitted(USUAL, text, room)) for room in (40, 31, 30, 12, 1)]
    assert told == [*["enter uses  s saves  esc leaves"] * 2, "enter uses  esc leaves", *["esc leaves"] * 2]


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 45)])
@pytest.mark.parametrize("key", OPENED)
async def test_the_edge_of_a_dialog_is_never_cut(tmp_path: Path, key: str, size: tuple[int, int]) -> None:
    async with running(tmp_path, news(), size=size, filters=tmp_path / FILE, layouts=tmp_path / "layouts.toml") as seen:
        await seen.press(key)
        await seen.shows(f" {OPENED[key]} ")
        (edge,) = [line for line in seen.lines if f" {OPENED[key]} " in line and "╯" in line]
        assert "…" not in edge


@pytest.mark.parametrize(("key", "wanted"), [("a", "at least"), ("m", "until")])
async def test_what_a_line_asks_for_is_not_cut_where_the_screen_is_narrow(
    tmp_path: Path, key: str, wanted: str
) -> None:
    (tmp_path / FILE).write_text('[[filter]]\nname = "Sudan"\nexpression = "market"\n')
    async with running(tmp_path, news(), (60, 15), filters=tmp_path / FILE) as seen:
        await seen.press("f")
        await seen.shows("Sudan", panel="#shelf")
        await seen.press(key)
        await seen.shows(wanted)
        assert "…" not in seen.panel(".asking").partition("\n")[2]
        lines = list(seen.board.screen.query(Input))
        assert lines
        assert [line.placeholder for line in lines if len(str(line.placeholder)) > line.content_size.width] == []


async def test_a_wider_screen_brings_the_others_back(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(60, 15), layouts=tmp_path / "layouts.toml") as seen:
        await seen.press("L")
        await seen.shows("s saves  d deletes  esc leaves")
        await seen.pilot.resize_terminal(100, 30)
        await seen.shows("d deletes  u undoes  esc leaves")


@pytest.mark.parametrize(("key", "wanted"), [("A", "comes in."), ("f", "the filter.")])
async def test_an_empty_list_says_how_one_comes_to_be_there_to_the_end(tmp_path: Path, key: str, wanted: str) -> None:
    async with running(tmp_path, news(), size=(60, 15), filters=tmp_path / FILE) as seen:
        await seen.press(key)
        await seen.shows(wanted)
