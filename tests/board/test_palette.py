"""The palette finds deeds, names, filters and documents by a few letters, and Enter does what is natural."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.news import HEIGHTS, MARKET, TALKS, news
from tests.board.screen import running
from tests.build import NOON, report
from tui.board.finding.entries import Entry, fitting, grouped
from tui.board.keys import EVERY
from tui.board.keys.keyring import ring
from tui.board.panels.footer import SECONDS
from tui.board.said import MOST
from tui.board.screens.palette import Palette

HOSTILE = "[@click=app.quit]Boom[/] \x1b]52;c;aGk=\x07 الأخبار"


def entry(group: str, name: str, *also: str) -> Entry:
    return Entry(group, name, name, lambda: None, also=also)  # type: ignore[arg-type]


def test_the_best_fit_stands_first_and_groups_stay_together() -> None:
    entries = [entry("action", "Mute Iran desk"), entry("actor", "Iran"), entry("actor", "Iranian Navy")]
    found = grouped(fitting([*entries, entry("region", "Iran")], "iran"), "iran")
    assert [(each.group, each.name) for each in found] == [
        ("actor", "Iran"), ("actor", "Iranian Navy"), ("region", "Iran"), ("action", "Mute Iran desk"),
    ]  # fmt: skip


def test_words_in_any_order_find_a_deed_and_strewn_letters_do_not() -> None:
    deeds = [entry("action", "Pause the feed, or visit it again", "source-pause"), entry("action", "Pick actors")]
    assert [each.name for each in fitting(deeds, "feed pau")] == ["Pause the feed, or visit it again"]
    assert fitting(deeds, "pcr") == []


async def test_it_opens_with_what_can_be_done_and_a_word_for_each_group(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("enter", "escape", "ctrl+p")
        await seen.shows("document  Patrol fired on below", "action    Pick actors", panel="#found")
        await seen.press("end", "pagedown", "pagedown", "pagedown", "pagedown")
        await seen.shows("theme     wirewatch-light", "layout    wall screen", panel="#found")


async def test_an_actor_filters_a_region_too_and_a_document_opens(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("ctrl+p", *"guards")
        await seen.shows("▌actor     Revolutionary Guards   military", panel="#found")
        await seen.press("enter")
        await seen.shows("actor: Revolutionary Guards ✕", "1 of 4", panel="#chips")
        await seen.press("x", "ctrl+p", *"golan")
        await seen.shows("▌region    Golan Heights", "document  Patrol fired", panel="#found")
        await seen.press("enter")
        await seen.shows("region: Golan Heights ✕", panel="#chips")
        await seen.press("ctrl+p", *"market in the old")
        await seen.shows(f"▌document  {MARKET}", panel="#found")
        await seen.press("enter")
        await seen.shows("Shells hit a market in Khartoum on Monday", panel="#paper")


async def test_enter_typed_before_the_answer_waits_for_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("ctrl+p", *"khart", "enter")
        await seen.shows("region: Khartoum ✕", panel="#chips")
        await seen.press("x", "ctrl+p", *"valley", "enter")
        await seen.shows(TALKS, "Free Syrian Army envoys", panel="#paper")


async def test_from_an_open_document_a_name_comes_back_to_the_board(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("enter")
        await seen.shows("A patrol was fired on", panel="#paper")
        await seen.press("ctrl+p", *"iran", "enter")
        await seen.shows("actor: Iran ✕", panel="#chips")
        assert seen.board.screen is seen.board.home
        await seen.press("ctrl+p", *"iran", "enter")
        await seen.shows("already filtered by Iran", panel="#footer")


async def test_a_deed_of_the_screen_below_is_done_there(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("enter")
        await seen.shows("A patrol was fired on", panel="#paper")
        await seen.press("ctrl+p", *"why these")
        await seen.shows("▌action    Why these tags", panel="#found")
        await seen.press("enter")
        await seen.shows("Why these tags", panel="#evidences")


async def test_nothing_found_is_said_and_esc_leaves_all_as_it_was(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("ctrl+p", *"qqqq")
        await seen.shows("Nothing is called “qqqq”.")
        await seen.press("enter")
        await seen.shows("Nothing is called “qqqq”.")
        await seen.press("enter", "escape")
        await seen.hides("Nothing is called")
        assert not seen.board.filter


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (60, 15)])
async def test_hostile_names_stay_text(tmp_path: Path, size: tuple[int, int]) -> None:
    hostile = report(HOSTILE, "Boom.", [("x", HOSTILE, "party")], received=NOON - timedelta(minutes=1))
    async with running(tmp_path, [*news(), hostile], size=size) as seen:
        await seen.press("ctrl+p", *"boom")
        await seen.shows("[@click=app.quit]Boom[/]", panel="#found")
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in seen.panel("#dialog") if char != "\n")
        await seen.press(*"[/]zz")
        await seen.shows("Nothing is called “boom[/]zz”.")
        assert {len(line) for line in seen.panel("#dialog").splitlines()} == {
            seen.board.screen.query_one("#dialog").region.width
        }


async def test_keys_stand_there_as_they_are_bound(tmp_path: Path) -> None:
    async with running(tmp_path, news(), keys=ring(EVERY, {"freeze": "f5", "retag": "f9", "palette": "f4"})) as seen:
        await seen.press("f5")
        await seen.shows("frozen: f5 follows again", panel="#footer")
        await seen.press("f4", *"f9")
        await seen.shows("Re-tag the archive with the present lexicon")
        assert "f9" in seen.panel("#found").splitlines()[0]


# ------------------------------------------------------------------------------------------------ messages
async def test_what_was_said_stays_in_a_list_the_newest_first(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        for n in range(MOST + 3):
            seen.board.say(f"message {n} [b]", "accent")
        await seen.shows(f"message {MOST + 2} [b]", panel="#footer")
        assert next(each.text for each in seen.board.said) == f"message {MOST + 2} [b]"
        assert len(list(seen.board.said)) == MOST
        await seen.press("ctrl+p", *"messages")
        await seen.press("enter")
        await seen.shows(f"message {MOST + 2} [b]", f"message {MOST + 1} [b]", panel="#paper")
        await seen.press("escape")
        assert seen.board.screen is seen.board.home


async def test_a_message_fades_and_the_next_replaces_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        seen.board.say("first", seconds=SECONDS)
        seen.board.say("second", seconds=0.05)
        await seen.hides("first", "second", panel="#footer")
        await seen.shows("a actor", panel="#footer")
        assert [each.text for each in seen.board.said] == ["second", "first"]


async def test_it_is_there_with_its_first_paint_while_the_archive_is_busy(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        with seen.held():
            await seen.press("ctrl+p", *"iran")
            await seen.shows("▌actor     Iran", panel="#found")
            await seen.press("enter")
            await seen.until(lambda: not isinstance(seen.board.screen, Palette), "the board")
        await seen.shows("actor: Iran ✕", panel="#chips")
        await seen.hides(HEIGHTS, panel="#wire")


async def test_the_time_of_a_document_stands_whole_or_not_at_all(tmp_path: Path) -> None:
    long = "Convoy of aid halted at the last bridge"
    for more in ("", " a", " again", " again and again", " for the third time within a week"):
        (tmp_path / str(len(more))).mkdir()
        async with running(tmp_path / str(len(more)), [report(long + more, "Boom.")], size=(60, 15)) as seen:
            await seen.press("ctrl+p", *"bridge")
            await seen.shows("document", "Convoy of aid", panel="#found")
            line = next(line for line in seen.panel("#found").splitlines() if "Convoy" in line)
            assert "12:…" not in line
            assert "1…" not in line
