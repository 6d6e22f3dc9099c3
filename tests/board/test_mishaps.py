"""What fails in one panel stands in that panel, is written down, and ends nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widget import Widget

from tests.board.news import ADVISERS, HEIGHTS, TALKS, news
from tests.board.screen import running
from tests.build import report
from tui.journal import MOST, Journal, previous

LATE = "A ferry sails again"
ESCAPE = "\x1b[31mred"


def failing(*given: object) -> Any:
    raise ValueError(f"no such street {ESCAPE}")


def spoil(widget: Widget, method: str) -> None:
    """The method fails from now on."""
    setattr(widget, method, failing)


def spoil_class(monkeypatch: pytest.MonkeyPatch, widget: Widget, method: str) -> Callable[[], None]:
    """The same for what a guard calls by the widget's class; what comes back mends it."""
    monkeypatch.setattr(type(widget), method, failing)
    return monkeypatch.undo


async def test_a_panel_that_cannot_take_a_view_says_so_and_the_others_take_it(tmp_path: Path) -> None:
    async with running(tmp_path, news(), mishaps=True) as seen:
        spoil(seen.board.home.tallies, "show")
        seen.store(report(LATE, "The ferry left port."))
        await seen.shows("This panel failed", "street", "ValueError", panel="#tallies")
        await seen.shows(LATE, panel="#wire")
        assert "\x1b" not in seen.text
        await seen.press("j")
        await seen.shows(HEIGHTS, panel="#brief")


async def test_a_panel_is_itself_again_as_soon_as_it_takes_a_view(tmp_path: Path) -> None:
    async with running(tmp_path, news(), mishaps=True) as seen:
        spoil(seen.board.home.tallies, "show")
        seen.board.refreshing.now()
        await seen.shows("This panel failed", panel="#tallies")
        del seen.board.home.tallies.show
        seen.board.refreshing.now()
        await seen.hides("This panel failed", panel="#tallies")
        await seen.shows("Free Syrian Army", panel="#tallies")


async def test_a_line_that_cannot_be_painted_leaves_the_other_panels_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, news(), mishaps=True) as seen:
        mend = spoil_class(monkeypatch, seen.board.home.wire, "render_line")
        seen.board.home.wire.refresh()
        await seen.shows("This panel failed", panel="#wire")
        assert "Free Syrian Army" in seen.panel("#tallies")
        mend()
        await seen.shows(TALKS, panel="#wire")


async def test_a_message_that_fails_leaves_the_panel_its_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, news(), mishaps=True) as seen:
        mend = spoil_class(monkeypatch, seen.board.home.wire, "on_click")
        await seen.pilot.click("#wire", offset=(10, 4))
        await seen.shows("This panel failed", panel="#wire")
        mend()
        seen.board.home.wire.post_message(events.Click(seen.board.home.wire, 10, 2, 0, 0, 1, False, False, False))
        await seen.shows(ADVISERS, panel="#wire")


async def test_what_fails_in_no_panel_is_said_below_and_keys_go_on(tmp_path: Path) -> None:
    async with running(tmp_path, news(), mishaps=True) as seen:
        seen.board.set_timer(0.01, failing)
        await seen.shows("That failed: no such street")
        await seen.press("slash")
        await seen.type("golan")
        await seen.hides(TALKS, panel="#wire")


async def test_what_fails_is_written_down_once_and_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    log = tmp_path / "board.log"
    async with running(tmp_path, news(), mishaps=True, log=log) as seen:
        spoil(seen.board.home.tallies, "show")
        for _ in range(3):
            before = seen.board.mishaps.count
            seen.board.refreshing.now()
            await seen.until(lambda before=before: seen.board.mishaps.count > before, "another mishap")  # type: ignore[misc]
        await seen.shows(log.name, panel="#tallies")
    written = log.read_text(encoding="utf-8")
    assert written.count("Traceback") == 1
    assert "in Tallies, view" in written
    assert "no such street" in written
    assert "\x1b" not in written


def test_the_log_is_bounded(tmp_path: Path) -> None:
    log = tmp_path / "deep" / "board.log"
    journal = Journal(log)
    for number in range(60):
        journal.write(ValueError(f"{number} " + "x" * 30_000), "a test")
    assert log.stat().st_size + previous(log).stat().st_size < 3 * MOST
    assert "59 xxx" in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Journal(tmp_path / "file" / "board.log").write(ValueError("x"), "a test")
    Journal(None).write(ValueError("x"), "a test")
