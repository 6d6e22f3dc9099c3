"""The help tells every key as it is bound, the present place first, and narrows as one types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.board.news import news
from tests.board.screen import running
from tui.board.helping.columns import page
from tui.board.helping.sections import narrowed, sections
from tui.board.keys import EVERY, USUAL
from tui.board.keys.keyring import ring
from tui.board.keys.places import TOLD
from tui.board.keys.presets import PRESETS
from tui.board.strips import span
from watchers.filters.tokens import KEYS as LANGUAGE

ALL = sections(USUAL, ("board", "list"))


def headings(typed: str) -> list[str]:
    return [section.heading for section in narrowed(ALL, typed)]


def test_it_has_every_key_the_marks_the_mouse_and_the_language() -> None:
    told = {item.key.id for section in ALL for item in section.items if item.key}
    assert told == {key.id for key in EVERY if key.keys and not key.id.startswith("actor-")}
    assert [section.heading for section in ALL][:3] == [TOLD["board"], TOLD["list"], TOLD["everywhere"]]
    assert [s.heading for s in ALL][-4:] == ["The marks", "The mouse", "The filter language", "Its keys"]
    assert {item.shown for item in ALL[-1].items} == {f"{key}:" for key in LANGUAGE}


def test_where_one_is_stands_first() -> None:
    first = sections(USUAL, ("sources", "board", "list"))
    assert [section.heading for section in first][:3] == [TOLD["sources"], TOLD["board"], TOLD["list"]]
    assert [section.here for section in first][:4] == [True, True, True, False]


def test_it_is_searched_by_key_by_word_and_by_what_a_key_does() -> None:
    by_key = narrowed(ALL, "^d")[0]
    assert by_key.heading == "The key ^d"
    assert [item.said for item in by_key.items] == [
        "Half a page down · moving in a list", "Half a page down · in a text", "Page down · in the help",
    ]  # fmt: skip
    assert "On the board" in headings("freeze")
    assert [item.shown for section in narrowed(ALL, "star away") for item in section.items] == ["*", "*"]
    assert headings("killed") == ["The marks"]
    assert headings("lang:") == ["Its keys"]
    assert headings("no such thing") == []


def test_digits_that_are_bound_otherwise_stand_for_themselves() -> None:
    bound = sections(ring(EVERY, {"actor-1": "f7"}), ("board",))
    assert "Toggle actor 1 of the tallies" in [item.said for item in bound[0].items if item.shown == "f7"]


@pytest.mark.parametrize(("width", "many"), [(20, 1), (74, 1), (94, 2), (150, 3), (220, 3)])
@pytest.mark.parametrize("typed", ["", "a", "filter"])
def test_every_line_has_just_its_width(width: int, many: int, typed: str) -> None:
    laid = page(narrowed(ALL, typed), width, typed)
    assert len(laid.columns) == many
    assert {span(laid.line(y)) for y in range(laid.lines)} == {laid.wide * many + 3 * (many - 1)}
    assert laid.wide * many + 3 * (many - 1) <= width


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (60, 15)])
async def test_it_opens_narrows_and_closes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, news(), size=size) as seen:
        await seen.press("question_mark")
        await seen.shows("On the board", "Pick actors")
        await seen.press(*"embargo")
        await seen.shows("The marks", "embargoed for so long")
        await seen.hides("Pick actors")
        await seen.press("escape")
        await seen.shows("Pick actors")
        await seen.press("question_mark")
        await seen.hides("Pick actors")
        await seen.press("f1", "escape")
        assert seen.board.screen is seen.board.home


async def test_in_a_document_its_keys_stand_first(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(80, 24)) as seen:
        await seen.press("enter")
        await seen.shows("A patrol was fired on", panel="#paper")
        await seen.press("question_mark")
        await seen.shows("Line down", panel="#leaves")
        await seen.press("pagedown", "pageup")
        await seen.shows("Line down", panel="#leaves")
        await seen.press(*"an open")
        await seen.shows("In an open document", "Back to the board", panel="#leaves")


@pytest.mark.parametrize("preset", ["newsboat", "vim-like"])
async def test_it_tells_the_keys_as_they_are_bound(tmp_path: Path, preset: str) -> None:
    async with running(tmp_path, news(), keys=ring(EVERY, {**PRESETS[preset], "help": "f2,question_mark"})) as seen:
        await seen.press("colon")
        await seen.shows("Find", panel="#dialog")
        await seen.press("escape", "f2", *"mark read or")
        read = "N" if preset == "newsboat" else "space"
        await seen.until(lambda: any(re.search(rf" {read} +Mark read", line) for line in seen.lines), "its key")


async def test_a_preset_does_what_it_says_and_footer_and_hints_follow(tmp_path: Path) -> None:
    bound = {**PRESETS["newsboat"], "actors": "f3", "clear": "f6"}
    async with running(tmp_path, news(), keys=ring(EVERY, bound)) as seen:
        await seen.shows("f3 actor ·", panel="#chips")
        await seen.shows("f3 actor", "f6 clear", "N read", panel="#footer")
        await seen.press("N", "p")
        await seen.shows("3 unread", panel="#title")
        await seen.press("a", "space")
        assert seen.board.screen is seen.board.home
        await seen.press("1")
        await seen.shows("· f6 clears", panel="#chips")
        await seen.press("x")
        await seen.shows("✕", panel="#chips")
        await seen.press("f6")
        await seen.hides("✕", panel="#chips")
