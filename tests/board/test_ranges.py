"""Selecting several documents, and what is done with all of them at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.analysis.wires import WIRES
from tests.board.news import ADVISERS, ALL, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import running
from tests.build import NOON, report
from tui.board.ranges import Range
from watchers.analysis.traces import trace_of
from watchers.document import Report, Source


def bulletins(count: int) -> list[Report]:
    return [report(f"Bulletin {n:03}", f"Text {n}.", received=NOON + timedelta(seconds=n)) for n in range(count)]


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        (Range(1, 3, 1), [9, 8, 5, 4, 3, 2, 1], Range(3, 5, 3)),
        (Range(1, 3, 3), [5, 3, 1], Range(1, 1, 1)),
        (Range(0, 4), [6, 5, 3, 1], Range(1, 3)),
        (Range(1, 2, 1), [5, 2, 1], None),
    ],
)
def test_a_range_keeps_its_documents(before: Range, new: list[int], after: Range | None) -> None:
    assert before.followed([5, 4, 3, 2, 1], new) == after


async def test_a_range_grows_with_the_cursor_and_a_verb_goes_for_all(tmp_path: Path) -> None:
    async with running(tmp_path, bulletins(30)) as seen:
        await seen.shows("30 unread", panel="#title")
        await seen.press("j", "v", "j", "j")
        await seen.shows("┃ 3 selected", panel="#wire")
        await seen.press("space")
        await seen.shows("27 unread", panel="#title")
        await seen.shows("3 documents read · u takes it back", panel="#footer")
        await seen.hides("selected", panel="#wire")
        await seen.press("u")
        await seen.shows("30 unread", panel="#title")


async def test_undoing_gives_each_document_the_mark_it_had(tmp_path: Path) -> None:
    async with running(tmp_path, bulletins(4)) as seen:
        await seen.press("space", "V", "space")
        await seen.shows("3 documents read", panel="#footer")
        await seen.press("u")
        await seen.shows("3 unread", panel="#title")
        await seen.press("V", "asterisk")
        await seen.shows("4 documents starred", panel="#footer")
        await seen.press("V", "asterisk")
        await seen.shows("4 documents no longer starred", panel="#footer")
        await seen.hides("★", panel="#wire")


async def test_what_comes_in_meanwhile_is_not_selected(tmp_path: Path) -> None:
    async with running(tmp_path, bulletins(5)) as seen:
        await seen.press("V")
        await seen.shows("┃ 5 selected", panel="#wire")
        seen.store(report("Late bulletin", received=NOON + timedelta(minutes=5)))
        await seen.shows("▲ 1 new", "┃ 5 selected", panel="#wire")
        await seen.press("space")
        await seen.shows("1 unread", panel="#title")


async def test_escape_leaves_a_range_and_a_new_filter_too(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("v", "j")
        await seen.shows("┃ 2 selected", panel="#wire")
        await seen.press("escape")
        await seen.hides("selected", panel="#wire")
        await seen.press("V", "1")
        await seen.shows("x clears", panel="#chips")
        await seen.hides("selected", panel="#wire")


async def test_y_copies_a_citation_of_each(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("V", "y")
        await seen.shows("copied: 4 citations", panel="#footer")
        lines = seen.board.clipboard.splitlines()
        assert [next(title for title in ALL if title in line) for line in lines] == [HEIGHTS, ADVISERS, TALKS, MARKET]


async def test_too_many_are_not_copied_or_opened(tmp_path: Path) -> None:
    async with running(tmp_path, bulletins(11)) as seen:
        await seen.press("V", "o")
        await seen.shows("11 are too many to open: at most 10", panel="#footer")


async def test_what_is_selected_is_written_among_the_persons_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    async with running(tmp_path, news()) as seen:
        await seen.press("v", "j", "E")
        await seen.shows("2 documents in ", panel="#footer")
    written = (tmp_path / "Documents" / "wirewatch-2030-03-14-130000.md").read_text()
    assert [title in written for title in (HEIGHTS, ADVISERS, TALKS)] == [True, True, False]


async def test_many_are_marked_beside_the_screen(tmp_path: Path) -> None:
    async with running(tmp_path, bulletins(1_000)) as seen:
        await seen.press("V", "space", "j", "j", "j")
        await seen.shows("1,000 documents read", panel="#footer")
        await seen.press("u")
        await seen.shows("1,000 unread", panel="#title")


def papers(*names: str) -> list[Report]:
    """One wire as several papers bring it, an hour apart."""
    told = next(wire for wire in WIRES if len(wire.text) > 300)
    found = []
    for hours, name in enumerate(names):
        source = Source("feed", name, f"https://{name.lower()}.example/feed")
        one = report(told.title, told.text, source=source, received=NOON + timedelta(minutes=10 * hours), credit=name)
        found.append(replace(one, analysis=replace(one.analysis, trace=trace_of(one.document, one.analysis))))
    return found


async def test_a_key_shows_all_that_tell_the_story_of_a_document_and_goes_back(tmp_path: Path) -> None:
    async with running(tmp_path, [*news(), *papers("Gazette", "Herald", "Tribune")]) as seen:
        await seen.shows("2 copies", panel="#wire")
        await seen.press("G", "C")
        await seen.shows("nobody else tells this story", panel="#footer")
        await seen.press("g", "C")
        await seen.shows("story: #7", "3 of 7", panel="#chips")
        await seen.shows("Gazette", "Herald", "Tribune", panel="#wire")
        await seen.press("escape")
        await seen.shows(*ALL, panel="#wire")
