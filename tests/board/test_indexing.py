"""A large archive shows its first rows at once, and counts when its index is there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.board.screen import running
from tests.build import NOON, minutes, report
from tui.board.view import COUNTING
from watchers.archive import reader
from watchers.archive.index.answers import Made
from watchers.archive.index.building import Making
from watchers.errors import ArchiveError

REPORTS = [
    report(f"Ferry {number:02}", actors=[("saf", "Sudanese Army", "military")], regions=["khartoum"],
           uri=f"file:///ferry/{number}", received=NOON + minutes(number))
    for number in range(40)
]  # fmt: skip


class Held:
    """A making that waits until it is let go, and may fail."""

    def __init__(self, path: Path, *, fails: bool = False) -> None:
        self._path, self._fails = path, fails
        self.go = threading.Event()

    def make(self) -> Made:
        self.go.wait(60)
        if self._fails:
            raise ArchiveError(self._path, "its index could not be made.")
        return Making(self._path).make()

    def stop(self) -> None:
        self.go.set()


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SMALL", 10)


async def test_the_newest_rows_are_there_before_anything_is_counted(tmp_path: Path) -> None:
    held = Held(tmp_path / "archive.db")
    async with running(tmp_path, REPORTS, index=lambda anew: held) as seen:
        assert "Ferry 39" in seen.panel("#wire")
        for panel in ("#title", "#tallies", "#regions", "#timeline"):
            assert COUNTING in seen.panel(panel), panel
        assert "Sudanese Army" not in seen.panel("#tallies")
        held.go.set()
        await seen.until(lambda: "Sudanese Army" in seen.panel("#tallies"), "what the index counts")
        await seen.until(lambda: "40 documents" in seen.panel("#title"), "how many there are")
        await seen.hides("counting…")
        assert seen.board.view.counted


async def test_the_cursor_stays_on_its_document_when_the_counts_come(tmp_path: Path) -> None:
    held = Held(tmp_path / "archive.db")
    async with running(tmp_path, REPORTS, index=lambda anew: held) as seen:
        await seen.pilot.press("down", "down", "down")
        before = seen.board.home.wire.document
        held.go.set()
        await seen.until(lambda: seen.board.view.counted, "the counts")
        assert seen.board.home.wire.document == before


async def test_what_comes_in_is_shown_and_counted_by_the_index(tmp_path: Path) -> None:
    held = Held(tmp_path / "archive.db")
    held.go.set()
    async with running(tmp_path, REPORTS, index=lambda anew: held) as seen:
        await seen.until(lambda: seen.board.view.counted, "the counts")
        seen.store(report("Bridge opens", uri="file:///bridge", received=NOON + minutes(50)))
        await seen.shows("41 documents", panel="#title")
        await seen.shows("Bridge opens", panel="#wire")


async def test_without_an_index_the_counts_are_waited_for(tmp_path: Path) -> None:
    held = Held(tmp_path / "archive.db", fails=True)
    held.go.set()
    async with running(tmp_path, REPORTS, index=lambda anew: held) as seen:
        await seen.until(lambda: "Sudanese Army" in seen.panel("#tallies"), "what the tables count")


async def test_leaving_ends_the_index_that_is_being_made(tmp_path: Path) -> None:
    held = Held(tmp_path / "archive.db")
    async with running(tmp_path, REPORTS, index=lambda anew: held):
        pass
    assert held.go.is_set()
