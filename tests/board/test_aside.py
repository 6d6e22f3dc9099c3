"""The list of what could not be read of a source: it renews itself, and has documents read again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from multiprocessing import resource_tracker
from pathlib import Path

from tests.board.news import news
from tests.board.screen import Quiet, Seen, running
from tests.build import FOLDER, NOON, report, unreadable
from tui.board.retrying import PATIENCE, Retrying
from tui.board.serving import Doorbell
from watchers.archive.rows import Health
from watchers.document import Source
from watchers.service import Service
from watchers.settings import Folder, Settings

OTHER = Source("folder", "Annex", "file:///annex")


async def opened(seen: Seen, *names: str) -> None:
    """The list of the desk, with these in it."""
    for minute, name in enumerate(names):
        seen.archive.set_aside(unreadable(name, since=NOON + timedelta(minutes=minute)))
    seen.archive.set_aside(unreadable("elsewhere.txt", source=OTHER))
    seen.archive.health(Health(FOLDER, "failing", "The folder is gone.", NOON))
    seen.board.refreshing.soon()
    await seen.shows("▲ Desk", panel="#sources")
    seen.board.home.sources.focus()
    await seen.press("enter")
    await seen.shows("Desk: could not be read", *names)


def quiet(seen: Seen) -> Quiet:
    assert isinstance(seen.board.serving.service, Quiet)
    return seen.board.serving.service


async def test_enter_on_a_source_lists_its_own_and_enter_again_tells_all_of_one(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await opened(seen, "a.pdf", "b.pdf")
        await seen.shows("b.pdf", "59 min ago", "The file is empty.")
        await seen.hides("elsewhere.txt", "Save it again.")
        await seen.press("j", "enter")
        await seen.shows("Save it again.", "since 12:00 UTC, 1 h ago · file:///desk/a.pdf")
        await seen.press("k")
        await seen.shows("file:///desk/b.pdf", panel="#whole")
        await seen.press("enter")
        await seen.hides("Save it again.")
        await seen.press("q")
        await seen.shows("Wire")


async def test_r_has_one_read_again_and_says_what_came_of_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await opened(seen, "a.pdf", "b.pdf")
        await seen.press("j", "r")
        await seen.shows("reading it again …", "reading a.pdf again")
        assert quiet(seen).retried == [("file:///desk", "file:///desk/a.pdf")]
        seen.archive.set_aside(unreadable("a.pdf", since=NOON + timedelta(minutes=50)))
        seen.board.refreshing.soon()
        await seen.shows("a.pdf still cannot be read", "1 h ago")
        await seen.hides("reading it again")
        await seen.press("r")
        await seen.shows("reading it again …")
        seen.store(report("A mended one", uri="file:///desk/a.pdf"))
        await seen.shows("a.pdf off the list")
        await seen.hides("reading it again")


async def test_all_are_read_again_at_one_key(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await opened(seen, "a.pdf", "b.pdf")
        await seen.press("R")
        await seen.shows("reading 2 documents again")
        assert quiet(seen).retried == [("file:///desk", None)]
        await seen.press("a")
        assert len(quiet(seen).retried) == 2


async def test_the_list_renews_itself_and_the_cursor_stays_on_its_document(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await opened(seen, "a.pdf", "b.pdf")
        await seen.press("j")
        seen.archive.set_aside(unreadable("c.pdf", since=NOON + timedelta(minutes=9)))
        seen.board.refreshing.soon()
        await seen.shows("c.pdf", "▌▲ a.pdf")
        for name in ("a", "b", "c"):
            seen.store(report(f"Mended {name}", uri=f"file:///desk/{name}.pdf"))
        await seen.shows("Everything that came from here could be read.")
        await seen.press("r", "R", "enter")
        assert not quiet(seen).retried


async def test_it_renews_itself_over_a_frozen_board_too(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await opened(seen, "a.pdf")
        await seen.press("escape", "equals_sign")
        await seen.until(lambda: seen.board.frozen is not None, "a frozen board")
        seen.board.home.sources.focus()
        await seen.press("enter")
        await seen.shows("a.pdf", "Desk: could not be read")
        seen.store(report("Mended", uri="file:///desk/a.pdf"))
        await seen.shows("Everything that came from here could be read.")


async def test_a_source_that_is_not_watched_now_says_so(tmp_path: Path) -> None:
    class Elsewhere(Quiet):
        async def retry(self, source_uri: str, uri: str | None = None) -> None:
            raise KeyError(source_uri)

    async with running(tmp_path, news(), service=Elsewhere) as seen:
        await opened(seen, "a.pdf")
        for key in ("r", "R"):
            await seen.press(key)
            await seen.shows("not read again: its source is not watched now")
        await seen.hides("reading it again …")


async def test_reading_along_the_other_one_has_to(tmp_path: Path) -> None:
    async with running(tmp_path, news(), service=False) as seen:
        await opened(seen, "a.pdf")
        await seen.press("r")
        await seen.shows("the other wirewatch has to read it again")
        await seen.hides("reading it again …")


async def test_hostile_names_stay_names(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(80, 24)) as seen:
        seen.archive.set_aside(unreadable("a\x1b[31m[@click=app.quit]x[/]\n.txt"))
        await seen.press("exclamation_mark")
        await seen.shows("[@click=app.quit]x[/]")
        await seen.press("enter")
        await seen.shows("All sources: could not be read")
        await seen.press("enter", "r")
        await seen.shows("reading a[@click=app.quit]x[/]")


async def test_the_overview_leads_to_the_list_of_all_sources(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(80, 24)) as seen:
        seen.archive.set_aside(unreadable("a.pdf"))
        seen.archive.set_aside(unreadable("b.pdf", source=OTHER))
        await seen.press("exclamation_mark")
        await seen.shows("a.pdf", "b.pdf", "enter lists them")
        await seen.press("enter")
        await seen.shows("All sources: could not be read", "Annex, 1 h ago", "Desk, 1 h ago")
        await seen.press("r")
        await seen.shows("reading a.pdf again")
        await seen.press("R")
        assert quiet(seen).retried == [
            ("file:///desk", "file:///desk/a.pdf"),
            ("file:///annex", None),
            ("file:///desk", None),
        ]


def test_what_takes_too_long_is_given_up() -> None:
    retrying = Retrying()
    retrying.begin([unreadable("a.pdf"), unreadable("b.pdf")], NOON)
    assert retrying.seen([unreadable("a.pdf"), unreadable("b.pdf")]) == ""
    assert retrying.seen([unreadable("b.pdf")]) == ""
    assert retrying.late(NOON) == ""
    assert retrying.late(NOON + PATIENCE) == "1 document not read again yet: it waits for a turn"
    assert not retrying.waiting


def test_what_came_of_all_is_one_sentence() -> None:
    retrying = Retrying()
    retrying.begin([unreadable("a.pdf"), unreadable("b.pdf"), unreadable("c.pdf")], NOON)
    assert retrying.seen([unreadable("c.pdf", since=NOON + timedelta(minutes=1))]) == (
        "2 documents off the list · c.pdf still cannot be read"
    )


async def test_a_file_is_read_again_by_the_service_itself(tmp_path: Path, lexicon_folder: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "empty.txt").write_text("")
    resource_tracker.ensure_running()  # as tui.opening: it inherits stderr, for which the screen stands in later

    def service(ring: Doorbell) -> Service:
        folders = [Folder(desk, "Desk")]
        return Service(tmp_path / "archive.db", folders, lexicon_folder, Settings(workers=1), ring)

    async with running(tmp_path, [], service=service, clock=lambda: datetime.now(UTC)) as seen:
        await seen.shows("▲ 1", panel="#sources")
        seen.board.home.sources.focus()
        await seen.press("enter")
        await seen.shows("empty.txt", "The file is empty")
        await seen.press("r")
        await seen.shows("empty.txt still cannot be read")
        (desk / "empty.txt").write_text("Envoys met officials in Damascus on Monday, the ministry said.")
        await seen.shows("Everything that came from here could be read.")
        await seen.press("escape")
        await seen.shows("Envoys met officials", panel="#wire")
