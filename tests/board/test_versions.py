"""What changed between the versions of a document, told word by word on a screen of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.screen import Seen, running
from tests.board.stories import FIRST, HARBOUR, SECOND, story
from tests.build import NOON
from tui.board.changes import between, told
from watchers.document import Report

THIRD = SECOND.replace("on Thursday", "late on Thursday")


def three() -> list[Report]:
    return [story(), story(SECOND, 2), story(THIRD, 3, title=f"{HARBOUR} again")]


async def opened(seen: Seen) -> None:
    await seen.shows("↻3", panel="#wire")
    await seen.shows("late on Thursday", panel="#brief")
    await seen.press("c")


def lines(old: str, new: str, folded: bool = True) -> list[str]:
    return [block.text for block in told(between(("A", old), ("A", new)), folded).blocks if block.text]


async def test_c_tells_the_words_that_changed_in_the_last_version(tmp_path: Path) -> None:
    async with running(tmp_path, three()) as seen:
        await opened(seen)
        await seen.shows("− version 2 · edition 2 · 12:02 UTC", "+ version 3 · edition 3 · 12:03 UTC · as shown")
        await seen.shows("pair 2 of 2", "2 changes", "Tartus [+again]", "of Tartus [+late] on Thursday")
        await seen.press("escape")
        await seen.shows(HARBOUR, panel="#wire")


async def test_c_right_behind_a_move_is_for_the_document_moved_to(tmp_path: Path) -> None:
    other = story(guid="tag:desk.example,2030:other", title="Another story", received=NOON + timedelta(minutes=30))
    async with running(tmp_path, [*three(), other]) as seen:
        await seen.shows("Another story", panel="#brief")
        with seen.held():
            await seen.pilot.press("j")
            pressed = asyncio.create_task(seen.pilot.press("c"))
        await pressed
        await seen.shows("pair 2 of 2", "[+late]")


async def test_brackets_and_arrows_walk_through_the_pairs(tmp_path: Path) -> None:
    async with running(tmp_path, three()) as seen:
        await opened(seen)
        await seen.shows("pair 2 of 2")
        await seen.press("left_square_bracket")
        await seen.shows("− version 1", "+ version 2", "[−Two] [+Three] tugs were [−damaged][+sunk].")
        await seen.shows("[−Nobody was] [+Four sailors were]")
        await seen.press("left")
        await seen.shows("no earlier version")
        await seen.press("right")
        await seen.shows("− version 2", "Tartus [+again]")


async def test_n_goes_from_change_to_change(tmp_path: Path) -> None:
    far = "\n\n".join(
        [FIRST, *[f"Paragraph {n} of a long report that nobody changed." for n in range(60)], "Two died."]
    )
    async with running(tmp_path, [story(far), story(far.replace("Two d", "Six d"), 2)], size=(80, 24)) as seen:
        await seen.shows("↻2", panel="#wire")
        await seen.press("c")
        await seen.shows("paragraphs unchanged, ", "[−Two] [+Six] died.", "1 change")
        await seen.press("f")
        await seen.hides("[+Six]", "unchanged")
        await seen.shows("An explosion shut")
        await seen.press("n")
        await seen.shows("[−Two] [+Six] died.", "change 1 of 1")
        await seen.press("n")
        await seen.shows("no other change that way")


async def test_one_version_is_a_sentence(tmp_path: Path) -> None:
    async with running(tmp_path, [story()]) as seen:
        await seen.shows("explosion", panel="#brief")
        await seen.press("c")
        await seen.shows("only one version has come in", panel="#footer")
        await seen.press("enter", "c")
        await seen.shows("only one version has come in")


async def test_the_notice_of_a_kill_is_a_version(tmp_path: Path) -> None:
    kill = story("Kill the harbour story.", 3, status="cancelled", ednote="Kill the harbour story.")
    async with running(tmp_path, [story(), story(SECOND, 2), kill]) as seen:
        await seen.shows("✖ killed", panel="#wire")
        await seen.press("enter", "c")
        await seen.shows("− version 1", "+ version 2 · edition 2 · 12:02 UTC · as shown", "pair 1 of 2")
        await seen.press("right_square_bracket")
        await seen.shows("+ version 3 · edition 3 · 12:03 UTC · killed", "[+Kill the harbour story].")


async def test_a_version_that_comes_in_meanwhile_can_be_walked_to(tmp_path: Path) -> None:
    async with running(tmp_path, three()[:2]) as seen:
        await seen.shows("↻2", panel="#wire")
        await seen.press("c")
        await seen.shows("[−Two] [+Three] tugs")
        seen.store(three()[2])
        await seen.shows("pair 1 of 2", "[−Two] [+Three] tugs")
        await seen.press("right_square_bracket")
        await seen.shows("[+late] on Thursday")


async def test_an_embargo_that_comes_with_a_later_version_closes_it(tmp_path: Path) -> None:
    async with running(tmp_path, three()[:2]) as seen:
        await seen.shows("↻2", panel="#wire")
        await seen.press("c")
        await seen.shows("[−Two] [+Three] tugs")
        seen.store(story(THIRD, 3, embargo=NOON + timedelta(hours=9)))
        await seen.shows("⧗", panel="#wire")
        await seen.hides("[−Two]", "late on Thursday")


async def test_a_version_that_is_damaged_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, three()) as seen:
        await seen.shows("↻3", panel="#wire")
        with sqlite3.connect(seen.archive.path) as connection:
            connection.execute("UPDATE version SET text = x'01ff' WHERE number = 1")
        await seen.press("c", "left")
        await seen.shows("cannot be read any more")
        await seen.press("right")
        await seen.shows("of Tartus [+late] on")


def test_long_unchanged_parts_are_folded_but_for_what_stands_beside_a_change() -> None:
    old = "\n\n".join([f"Paragraph {n} tells a little of what was known at the time." for n in range(20)])
    new = old.replace("Paragraph 9 tells", "Paragraph 9 told")
    beside = "Paragraph {} tells a little of what was known at the time."
    assert lines(old, new) == [
        "A",
        "⋯ 8 paragraphs unchanged, 96 words ⋯",
        beside.format(8),
        "Paragraph 9 [−tells] [+told] a little of what was known at the time.",
        beside.format(10),
        "⋯ 9 paragraphs unchanged, 108 words ⋯",
    ]
    assert len(lines(old, new, folded=False)) == 21


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Calm\n\nRain fell", "Calm now\n\nRain fell", ["Calm [+now]", "Rain fell"]),
        ("Calm\n\nRain fell", "Storm\n\nRain fell", ["[−Calm]", "[+Storm]", "Rain fell"]),
        ("Calm.\n\nRain fell", "Rain fell", ["[−Calm.]", "Rain fell"]),
        ("Calm.", "Calm.\n\nRain fell.\n\nSnow too.", ["Calm.", "[+Rain fell.]", "[+Snow too.]"]),
        ("A line\nof wire copy", "A line of\nwire copy", ["A line of", "wire copy"]),
    ],
)
def test_paragraphs_stay_paragraphs(old: str, new: str, shown: list[str]) -> None:
    assert lines(old, new)[1:] == shown


def test_every_change_is_found_once() -> None:
    found = told(between(("A", FIRST), ("A", SECOND)), folded=True)
    assert [found.blocks[block].text[at : at + 12] for block, at in found.changes] == [
        "[−Two] [+Thr",
        "[−damaged][+",
        "[−Nobody was",
    ]
