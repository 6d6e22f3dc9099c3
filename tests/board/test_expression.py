"""`F` edits the filter as an expression: the wire answers meanwhile, and what fits at the cursor is offered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from tests.board.news import ADVISERS, ALL, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import Seen, running, titles
from tests.build import NOON
from tui.board.panels.expression import LONGEST, Line
from tui.board.past import Past
from tui.board.stretches import DAY, span_of
from watchers.filters.parsing import parse


def line(seen: Seen) -> str:
    return seen.board.screen.query_one(Line).value


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_a_filter_is_written_from_offers_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, news(), size) as seen:
        await seen.press("F")
        await seen.shows("actor:", "an actor and all that belong to it", panel="#offered")
        await seen.type("reg")
        await seen.shows("a place and all that lies in it", panel="#offered")
        await seen.hides("an actor and all that belong to it", panel="#offered")
        await seen.press("tab")
        await seen.type("gol")
        await seen.shows("Golan Heights", "area", panel="#offered")
        await seen.press("tab")
        assert line(seen) == 'region:"Golan Heights" '
        await seen.shows("region: Golan Heights", "1 of 4", panel="#chips")
        await seen.press("enter")
        await seen.until(lambda: seen.board.screen is seen.board.home, "the board")
        assert titles(seen, ALL) == [HEIGHTS]


async def test_the_wire_answers_while_it_is_written_and_escape_gives_back_what_was(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("F")
        await seen.type("actor:iran OR khartoum")
        await seen.hides(HEIGHTS, panel="#wire")
        await seen.shows("actor:iran OR khartoum", "3 of 4", panel="#chips")
        await seen.press("escape", "escape")
        await seen.shows(*ALL, panel="#wire")
        await seen.hides("actor:", panel="#chips")


async def test_the_filter_there_is_stands_in_it_and_can_be_gone_on_with(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("1", "F")
        await seen.shows('actor:"Free Syrian Army"', panel="#expression")
        await seen.type("-golan")
        await seen.press("enter")
        await seen.shows("actor: Free Syrian Army", "not text: golan", "1 of 4", panel="#chips")
        assert titles(seen, ALL) == [TALKS]
        await seen.press("u")
        await seen.shows("2 of 4", panel="#chips")


async def test_what_is_wrong_is_pointed_at_and_mended_from_the_list(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("F")
        await seen.type("raid actr:iran")
        await seen.shows("There is no key “actr”; did you mean actor:?", panel="#said-of-it")
        assert seen.panel("#caret").rstrip().endswith("▲")
        assert seen.panel("#caret").index("▲") == seen.panel("#written").index("actr")
        await seen.press("enter")
        await seen.shows("actor:", panel="#offered")
        await seen.press("tab")
        assert line(seen).startswith("raid actor:iran")
        await seen.hides("There is no key", panel="#said-of-it")


async def test_tab_takes_the_line_gone_to_and_enter_too(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("F")
        await seen.type("is:")
        await seen.shows("unread", "starred", panel="#offered")
        await seen.press("down", "down", "enter")
        assert line(seen) == "is:read "
        await seen.type("actor:")
        await seen.shows("Free Syrian Army", panel="#offered")
        second = seen.panel("#offered").splitlines()[1].split("  ")[0].strip()
        await seen.press("down", "down", "down", "shift+tab", "tab")
        await seen.until(lambda: line(seen).replace('"', "") == f"is:read actor:{second} ", second)


async def test_escape_closes_the_list_first_and_another_letter_opens_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("F")
        await seen.shows("region:", panel="#offered")
        await seen.press("escape")
        await seen.hides("region:", panel="#offered")
        await seen.type("r")
        await seen.shows("region:", panel="#offered")


async def test_expressions_written_before_come_back(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        for said in ("khartoum", "idlib"):
            await seen.press("x", "F")
            await seen.type(said)
            await seen.press("enter")
            await seen.shows(f"text: {said}", panel="#chips")
        await seen.press("x", "F")
        await seen.shows("region:", panel="#offered")
        await seen.press("up")
        await seen.until(lambda: line(seen) == "idlib", "the last one")
        await seen.press("up")
        await seen.until(lambda: line(seen) == "khartoum", "the one before")
        await seen.press("down")
        await seen.until(lambda: line(seen) == "idlib", "the last one again")
        await seen.press("enter")
        await seen.shows("text: idlib", "1 of 4", panel="#chips")
        assert titles(seen, ALL) == [ADVISERS]


async def test_a_megabyte_is_refused_in_a_sentence_and_lines_become_one(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("F")
        seen.board.screen.query_one(Line).post_message(events.Paste("(" * 1_000_000))
        await seen.shows("1,000,000 characters were pasted", f"room for {LONGEST:,}", panel="#said-of-it")
        assert line(seen) == ""
        seen.board.screen.query_one(Line).post_message(events.Paste("khartoum\n OR\tidlib"))
        await seen.until(lambda: line(seen) == "khartoum OR idlib", "one line")
        await seen.press("enter")
        await seen.shows("khartoum OR idlib", "2 of 4", panel="#chips")
        assert titles(seen, ALL) == [ADVISERS, MARKET]


def test_the_past_goes_back_and_forth_and_keeps_each_once() -> None:
    past = Past()
    for said in ("a", "b", "a", " "):
        past.keep(said)
    past.begin("draft")
    assert [past.go(-1) and past.shown for _ in range(3)] == ["a", "b", False]
    assert [past.go(1) and past.shown for _ in range(3)] == ["a", "draft", False]


@pytest.mark.parametrize(
    ("expression", "span"),
    [
        ("", DAY),
        ("since:6h", timedelta(hours=6)),
        ("since:yesterday", timedelta(hours=36)),
        ("since:yesterday,6h", timedelta(hours=36)),
        ("since:yesterday since:6h", timedelta(hours=6)),
        ("on:today", timedelta(hours=12)),
        ("since:last", timedelta(hours=3)),
        ("-since:6h", DAY),
        ("before:yesterday", DAY),
        ("since:now", timedelta(minutes=10)),
    ],
)
def test_the_timeline_looks_back_as_far_as_the_filter(expression: str, span: timedelta) -> None:
    assert span_of(parse(expression), NOON, NOON - timedelta(hours=3)) == span


async def test_a_saved_filter_is_offered_and_stands_for_itself(tmp_path: Path) -> None:
    kept = tmp_path / "filters.toml"
    kept.write_text('[[filter]]\nname = "The Golan"\nexpression = "region:golan"\n', encoding="utf-8")
    async with running(tmp_path, news(), filters=kept) as seen:
        await seen.until(lambda: bool(seen.board.shelf.found), "the saved filters")
        await seen.press("F")
        await seen.type("-@the")
        await seen.shows("The Golan", "saved", panel="#offered")
        await seen.press("tab")
        assert line(seen) == '-@"The Golan" '
        await seen.shows("3 of 4", panel="#chips")
        await seen.type("@nobody")
        await seen.press("enter")
        await seen.shows("o saved filter is called “nobody”")
