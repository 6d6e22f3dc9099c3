"""Who else tells a story: as a list from an open document, as a filter from the wire; and only what is unread."""

from __future__ import annotations

from pathlib import Path

from tests.archive.test_clusters import BY_NAME, arrived
from tests.board.screen import running
from tests.build import report
from watchers.document import Report

QUAKE = BY_NAME["quake"].title


def told_twice() -> list[Report]:
    return [arrived("quake", "Gazette"), arrived("quake", "Herald", at=9), report("Ferry service resumes")]


async def test_c_shows_all_that_tell_the_story_and_goes_back(tmp_path: Path) -> None:
    async with running(tmp_path, told_twice()) as seen:
        await seen.shows(QUAKE, panel="#wire")
        await seen.press("C")
        await seen.shows("all that tell this story", panel="#footer")
        await seen.shows("2 of 3")
        await seen.hides("Ferry service", panel="#wire")
        await seen.press("C")
        await seen.shows("Ferry service", panel="#wire")


async def test_c_says_where_nobody_else_tells_it(tmp_path: Path) -> None:
    async with running(tmp_path, [report("Ferry service resumes")]) as seen:
        await seen.shows("Ferry service", panel="#wire")
        await seen.press("C")
        await seen.shows("nobody else tells this story", panel="#footer")
        assert not seen.board.filter


async def test_r_lists_who_else_tells_it_and_opens_the_one_chosen(tmp_path: Path) -> None:
    async with running(tmp_path, told_twice()) as seen:
        await seen.shows(QUAKE, panel="#wire")
        await seen.press("enter")
        await seen.shows(QUAKE, panel="#paper")
        before = seen.board.screen.stored.row.document  # type: ignore[attr-defined]
        await seen.press("r")
        await seen.shows(QUAKE, "copy", panel="#listed")
        await seen.press("enter")
        await seen.until(lambda: getattr(seen.board.screen, "stored", None) is not None, "the document")
        await seen.until(lambda: seen.board.screen.stored.row.document != before, "the other one")  # type: ignore[attr-defined]


async def test_u_shows_only_what_is_unread_and_everything_again(tmp_path: Path) -> None:
    async with running(tmp_path, told_twice()) as seen:
        await seen.shows("3 unread", panel="#title")
        await seen.press("space")
        await seen.shows("2 unread", panel="#title")
        await seen.press("U")
        await seen.shows("2 of 3")
        await seen.press("U")
        await seen.hides("2 of 3")
