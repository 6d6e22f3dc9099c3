"""The board says what is not kept, why, how many documents wait, and what was mended."""

from __future__ import annotations

from pathlib import Path

from tests.board.news import news
from tests.board.screen import Quiet, Seen, running
from tui.board.unkept import Safekeeping, brief, row
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
        await seen.shows("✖ not kept: the disk is full, 16 documents wait", panel="#title")
        await seen.shows("▲ archive", "Not kept at present: the disk is full", panel="#sources")
        await seen.press("!")
        await seen.shows("Make room on it.", "16 documents wait in")
        await seen.press("escape")
        tell(seen, Keeping(FULL, 1))
        await seen.shows("not kept: the disk is full, 1 document waits", panel="#title")
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
    assert brief("it was moved to /a/b.db. Put it back.", 2) == "not kept: it was moved to /a/b.db, 2 documents wait"
    assert row(Safekeeping(), None) is None
    assert row(Safekeeping(), Keeping()) is None
    told = row(Safekeeping(Path("/kept/wire.db"), FULL), None)
    assert told is not None
    assert told.problem == f"Nothing is kept: {FULL} What comes in is shown until you leave."
