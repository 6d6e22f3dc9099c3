"""The board while documents come in, without a writer, empty, small, and under hostile text."""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from tests.board.news import ALL, HEIGHTS, TALKS, news
from tests.board.screen import Quiet, Seen, running
from tests.build import FOLDER, NOON, report, unreadable
from tests.waiting import until
from tui.board.serving import ServiceMaker, Serving
from watchers.archive.reader import Reader
from watchers.archive.rows import Health


async def test_new_documents_push_in_at_the_top_while_the_cursor_is_there(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        seen.store(report("Late bulletin", received=NOON))
        await seen.shows("Late bulletin", "━ 5 ━", panel="#wire")
        await seen.shows("Late bulletin", panel="#brief")


async def test_the_selection_is_anchored_and_what_is_new_is_counted(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("j", "j")
        await seen.shows(TALKS, panel="#brief")
        rows = seen.panel("#wire").splitlines()[1:6]
        seen.store(*[report(f"Late bulletin {n}", received=NOON) for n in range(30)])
        await seen.shows("▲ 30 new", "━ 34 ━", panel="#wire")
        await seen.shows(TALKS, panel="#brief")
        assert seen.panel("#wire").splitlines()[1:6] == rows
        await seen.press("g")
        await seen.shows("Late bulletin 29", panel="#wire")
        await seen.hides("new", panel="#wire")


async def test_freeze_holds_everything_and_counts(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("equals_sign")
        await seen.shows("❄ frozen", panel="#wire")
        seen.store(report("Late bulletin", received=NOON))
        await seen.shows("▲ 1 new", panel="#wire")
        await seen.hides("Late bulletin", panel="#wire")
        await seen.press("equals_sign")
        await seen.shows("Late bulletin", panel="#wire")
        await seen.hides("frozen", panel="#wire")


async def test_without_a_writer_it_reads_along(tmp_path: Path) -> None:
    async with running(tmp_path, news(), service=False) as seen:
        await seen.shows("reading along", panel="#title")
        seen.archive.store(report("Late bulletin", received=NOON))
        await seen.shows("Late bulletin", panel="#wire")
        await seen.press("R")
        await seen.shows("another wirewatch looks at the sources", panel="#footer")


async def test_a_change_seen_while_ticks_go_on_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, gate, changed = Event(), Event(), Reader.changed

    def slow(reader: Reader) -> bool:
        answer = changed(reader)
        if answer:
            asked.set()
            gate.wait(10)
        return answer

    async with running(tmp_path, news(), service=False) as seen:
        await seen.shows("reading along", panel="#title")
        await seen.until(
            lambda: seen.board.along.looking is not None and seen.board.along.looking.is_finished, "a look"
        )
        monkeypatch.setattr(Reader, "changed", slow)
        seen.archive.store(report("Late bulletin", received=NOON))
        await seen.until(asked.is_set, "the news")
        looking = seen.board.along.looking
        seen.board.along.look()
        assert seen.board.along.looking is looking
        await seen.pilot.pause()
        gate.set()
        await seen.shows("Late bulletin", panel="#wire")


async def test_a_new_version_under_the_cursor_changes_the_brief(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        await seen.shows("A patrol was fired on below", panel="#brief")
        seen.store(report(HEIGHTS, "Nobody was hurt, the army now says.", received=NOON))
        await seen.shows("↻2", panel="#wire")
        await seen.shows("Nobody was hurt", panel="#brief")
        await seen.hides("A patrol was fired on below the", panel="#brief")


async def test_a_failure_beside_the_screen_is_said_and_ends_nothing(tmp_path: Path) -> None:
    async def fail() -> None:
        raise ValueError("no such luck")

    async with running(tmp_path, news()) as seen:
        seen.board.run_worker(fail(), exit_on_error=False)
        await seen.shows("ValueError: no such luck", panel="#footer")
        seen.store(report("Late bulletin", received=NOON))
        await seen.shows("Late bulletin", panel="#wire")


async def test_a_refresh_that_fails_is_said_and_the_next_one_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(reader: Reader) -> None:
        raise ValueError("no such luck")

    async with running(tmp_path, news()) as seen:
        with monkeypatch.context() as broken:
            broken.setattr(Reader, "totals", fail)
            seen.store(report("Late bulletin", received=NOON))
            await seen.shows("✖ ValueError: no such luck", panel="#title")
        seen.board.refreshing.soon()
        await seen.shows("Late bulletin", panel="#wire")
        await seen.shows("● live", panel="#title")


async def test_taking_over_that_fails_is_said(tmp_path: Path) -> None:
    def fail() -> ServiceMaker | None:
        raise PermissionError(13, "Permission denied", "archive.lock")

    serving = Serving(None, fail, lambda: None)
    running_on = asyncio.create_task(serving.run())
    await until(lambda: serving.problem == "[Errno 13] Permission denied: 'archive.lock'")
    running_on.cancel()


async def test_told_to_end_it_ends_with_143(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        os.kill(os.getpid(), signal.SIGTERM)
        await seen.until(lambda: seen.board.return_code is not None, "the end")
    assert seen.board.return_code == 143


async def test_rescan_asks_the_service(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("R")
        await seen.shows("looking at every source now", panel="#footer")
        assert isinstance(seen.board.serving.service, Quiet)
        assert seen.board.serving.service.rescans == 1


async def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    async with running(tmp_path, [], size=(80, 24)) as seen:
        await seen.shows("Watching desk/", "Copy a text file there", panel="#wire")


async def test_sources_and_what_could_not_be_read(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        seen.archive.set_aside(unreadable("broken.txt"))
        seen.archive.health(Health(FOLDER, "failing", "The folder is gone.", NOON))
        seen.board.refreshing.soon()
        await seen.shows("▲ Desk", "The folder is gone.", "1 could not be read", panel="#sources")
        seen.board.home.sources.focus()
        await seen.press("enter")
        await seen.shows("Desk: could not be read", "broken.txt", "The file is empty.")
        await seen.press("escape", "exclamation_mark")
        await seen.shows("broken.txt", "The file is empty. Save it again.")
        await seen.press("escape")
        await seen.shows(*ALL, panel="#wire")


@pytest.mark.parametrize("size", [(160, 45), (140, 36), (100, 30), (80, 24), (60, 15)])
async def test_every_size_shows_the_wire_and_fits_its_lines(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, news(), size=size) as seen:
        await seen.shows(HEIGHTS, panel="#wire")
        assert len(seen.lines) == size[1]
        await seen.press("comma")
        await seen.shows(*(title[:20] for title in ALL), panel="#wire")


async def test_too_small_is_one_sentence_and_growing_brings_the_board_back(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(50, 12)) as seen:
        await seen.shows("wirewatch needs a terminal of at least")
        await seen.pilot.resize_terminal(100, 30)
        await seen.shows(HEIGHTS, panel="#wire")


async def test_zoom_fills_the_screen_with_a_panel(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(100, 30)) as seen:
        for panel in ("#wire", "#brief", "#regions", "#tallies"):
            seen.board.home.query_one(panel).focus()
            await seen.press("z")
            await seen.until(partial(_wide, seen, panel), f"{panel} zoomed")
            await seen.press("escape")
            await seen.until(lambda: not seen.board.home.has_class("-zoom"), "no zoom")


async def test_panels_by_tab_help_palette_and_quit(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("tab")
        assert (seen.board.focused or seen.board.home).id == "brief"
        await seen.press("question_mark")
        await seen.shows("Pick actors")
        await seen.press(*"killed")
        await seen.shows("The marks")
        await seen.press("escape", "escape", "escape")
        assert (seen.board.focused or seen.board.home).id == "wire"
        await seen.press("ctrl+p")
        await seen.shows("Pick regions", "Clear the filter")
        await seen.type("star, or")
        await seen.press("enter")
        await seen.shows("★", panel="#wire")
        await seen.press("Q")
    assert seen.board.return_code == 0


async def test_hostile_text_stays_text(tmp_path: Path) -> None:
    nasty = "[@click=app.quit]x[/] [/] [bold $t \\[ Ω字カ e\u0301\u0301 שלום"
    async with running(
        tmp_path, [report(nasty, f"{nasty}. {nasty}", [("x[/]", "x[/]", "state")])], size=(100, 30)
    ) as seen:
        await seen.shows("[@click=app.quit]x[/]", panel="#wire")
        await seen.shows("x[/]", panel="#tallies")
        await seen.press("1")
        await seen.shows("actor: x[/]", panel="#chips")
        await seen.press("a")
        await seen.shows("x[/]", panel="#choices")
        await seen.press("escape", "enter")
        await seen.shows("[/] [bold $t")


@pytest.mark.parametrize("theme", ["wirewatch-light", "textual-dark", "textual-light", "nord", "ansi-dark"])
async def test_every_theme_paints(tmp_path: Path, theme: str) -> None:
    async with running(tmp_path, news(), theme=theme) as seen:
        await seen.shows(HEIGHTS, panel="#wire")
        assert seen.board.theme == theme


def _wide(seen: Seen, panel: str) -> bool:
    return seen.board.home.query_one(panel).size.width > 90
