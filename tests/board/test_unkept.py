"""The board says what is not kept, why, how many documents wait, and what was mended."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import platformdirs
import pytest

from tests.board.news import news
from tests.board.screen import Quiet, Seen, running
from tests.terminal import Terminal
from tui.board.unkept import Safekeeping, brief, row
from watchers.archive.checking import check
from watchers.keeping import Keeping

FULL = "the disk is full. Make room on it."


def tell(seen: Seen, now: Keeping) -> None:
    """As a service does whose archive fares so."""
    service = seen.board.serving.service
    assert isinstance(service, Quiet)
    service.keeping = now
    service.ring()


async def test_what_waits_is_said_until_it_is_kept(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        tell(seen, Keeping(FULL, 16))
        await seen.shows("✖ not kept, 16 documents wait: the disk is full", panel="#title")
        await seen.shows("▲ archive", "Not kept at present: the disk is full", panel="#sources")
        await seen.press("!")
        await seen.shows("Make room on it.", "16 documents wait in")
        await seen.press("escape")
        tell(seen, Keeping(FULL, 1))
        await seen.shows("not kept, 1 document waits: the disk is full", panel="#title")
        tell(seen, Keeping())
        await seen.shows("● live", panel="#title")
        await seen.hides("Not kept", panel="#sources")


async def test_what_was_mended_is_said_once(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        tell(seen, Keeping(remark="archive.db was deleted while it was open, and has been put back whole."))
        await seen.shows("archive.db was deleted while it was open, and has been put back whole.", panel="#footer")
        seen.board.say("something else")
        await seen.shows("something else", panel="#footer")
        assert seen.board.serving.news() == ("", "")


async def test_a_run_in_which_nothing_is_kept_says_so_all_the_while(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        seen.board.safekeeping = Safekeeping(
            tmp_path / "wire.db", "the file may not be written. Give yourself the right to."
        )
        seen.board.refreshing.soon()
        await seen.shows("● live  ✖ not kept: the file may not be written", "desk/", panel="#title")
        await seen.shows("▲ wire.db", "Nothing is kept: the file may not be wri", panel="#sources")


async def test_on_a_small_screen_the_reason_stands_before_all_else(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(80, 24)) as seen:
        seen.board.safekeeping = Safekeeping(tmp_path / "wire.db", FULL)
        await seen.shows("● live  ✖ not kept: the disk is full", panel="#title")


def test_in_a_few_words_and_in_full() -> None:
    assert brief(FULL) == "not kept: the disk is full"
    assert brief("it was moved to /a/b.db. Put it back.", 2) == "not kept, 2 documents wait: it was moved to /a/b.db"
    assert row(Safekeeping(), None) is None
    assert row(Safekeeping(), Keeping()) is None
    told = row(Safekeeping(Path("/kept/wire.db"), FULL), None)
    assert told is not None
    assert told.problem == f"Nothing is kept: {FULL} What comes in is shown until you leave."


# ------------------------------------------------------------------------------------- a board on a real terminal
SECONDS = 45.0
FERRY = "Ferry to {0} sails again\n\nThe ferry to {0} sailed on Monday, the harbour master said.\n"


@contextmanager
def living(tmp_path: Path, archive: Path) -> Iterator[tuple[Terminal, Path]]:
    """A board with its service, and the folder that it watches."""
    folder, settings = tmp_path / "in", tmp_path / "settings.toml"
    folder.mkdir()
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "tui", "--archive", str(archive), "--settings", str(settings), str(folder)]
    with Terminal(command, {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}, columns=160, lines=45) as board:
        (folder / "one.txt").write_text(FERRY.format("Zanzibar"), encoding="utf-8")
        board.until(lambda screen: "● live" in screen and "Ferry to Zanzibar" in screen, SECONDS)
        yield board, folder
        board.type("Q")
        assert board.exit_code(SECONDS) == 0


def is_well(screen: str) -> bool:
    return "● live" in screen and "ot kept" not in screen and "Ferry to Pemba" in screen


@pytest.mark.usefixtures("lexicon_folder")
def test_an_archive_that_another_program_holds_is_on_the_screen_until_it_lets_go(tmp_path: Path) -> None:
    archive = tmp_path / "archive.sqlite"
    with living(tmp_path, archive) as (board, folder):
        with closing(sqlite3.connect(archive, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            (folder / "two.txt").write_text(FERRY.format("Pemba"), encoding="utf-8")
            board.until(
                lambda screen: "✖ not kept" in screen and ": another process has been writing" in screen, SECONDS
            )
            board.until(lambda screen: "1 document waits" in screen and "archive.sqlite  Not kept" in screen, SECONDS)
            other.execute("ROLLBACK")
        board.until(is_well, SECONDS)


@pytest.mark.usefixtures("lexicon_folder")
def test_a_moved_archive_is_on_the_screen_until_it_is_back_and_what_waited_is_kept(tmp_path: Path) -> None:
    archive, moved = tmp_path / "archive.sqlite", tmp_path / "moved.sqlite"
    with living(tmp_path, archive) as (board, folder):
        archive.rename(moved)
        board.until(lambda screen: "✖ not kept" in screen and ": it was moved to" in screen, SECONDS)
        (folder / "two.txt").write_text(FERRY.format("Pemba"), encoding="utf-8")
        board.until(lambda screen: "1 document waits" in screen and "archive.sqlite  Not kept" in screen, SECONDS)
        moved.rename(archive)
        board.until(is_well, SECONDS)
        board.type(" ")
        board.until(lambda screen: "1 unread" in screen, SECONDS)
        with closing(sqlite3.connect(f"{archive.as_uri()}?mode=ro", uri=True)) as other:
            assert other.execute("SELECT count(*), sum(read) FROM document").fetchone() == (2, 1)
    assert check(archive).findings == ()


@pytest.mark.usefixtures("lexicon_folder")
def test_a_full_disk_is_on_the_screen_until_there_is_room(tmp_path: Path, small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with living(tmp_path, small_disk / "archive.sqlite") as (board, folder):
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        for number in range(30):
            (folder / f"{number}.txt").write_text(FERRY.format(f"Port {number}") * 20, encoding="utf-8")
        board.until(lambda screen: "✖ not kept" in screen and ": the disk is full" in screen, SECONDS)
        board.until(lambda screen: "archive.sqlite  Not kept" in screen, SECONDS)
        (folder / "two.txt").write_text(FERRY.format("Pemba"), encoding="utf-8")
        ballast.unlink()
        board.until(is_well, SECONDS)
