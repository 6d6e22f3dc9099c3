"""From a subscription to the archive, over a real server: each entry once, with its versions, and no flood."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from tests.feeds.server import Player, Scene, playing
from tests.waiting import until
from watchers.archive import Reader
from watchers.archive.rows import Health, Row
from watchers.filters import Filter
from watchers.service import Service
from watchers.settings import Settings
from watchers.sources.feeds.feed import Feed
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.polling import Polling

T = TypeVar("T")
HEAD = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Harbour desk</title><link>http://desk.test/</link>'
GOMA = ("g-1", "Rebels leave Sake", "Rebels left Sake near Goma on Tuesday, officials in Kinshasa said.")
IDLIB = ("g-2", "Shells hit Idlib", "Syrian army shells hit the city of Idlib, the White Helmets said.")


def rss(*entries: tuple[str, str, str], published: str = "Tue, 17 Nov 2026 08:00:00 GMT") -> bytes:
    """A feed of (guid, title, text)."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{title}</title><description>{text}</description>"
        f"<link>http://desk.test/{guid}</link><pubDate>{published}</pubDate></item>"
        for guid, title, text in entries
    )
    return f"{HEAD}{items}</channel></rss>".encode()


class Desk:
    """A publisher: what it serves can be changed, and how often it was asked is counted."""

    def __init__(self) -> None:
        self.body, self.status, self.asked, self.unchanged = rss(GOMA), "200 OK", 0, 0
        self.page = b""

    async def feed(self, scene: Scene) -> None:
        self.asked += 1
        tag = f'"{hash(self.body)}"'
        if scene.request.headers.get("if-none-match") == tag and self.status == "200 OK":
            self.unchanged += 1
            await scene.answer("304 Not Modified", b"", ETag=tag)
        else:
            await scene.answer(self.status, self.body, ETag=tag, content_type="application/rss+xml")

    async def story(self, scene: Scene) -> None:
        await scene.answer("200 OK", self.page, content_type="text/html")


class Watching:
    """A service with nothing but feeds."""

    def __init__(self, archive: Path, listed: Path, lexicon: Path) -> None:
        self.archive = archive
        feeds = Polling(listed, open_fetcher=lambda: Fetcher(Manners(spacing=0)))
        settings = Settings(workers=1)
        self.service = Service(archive, [], lexicon, settings, lambda: None, feeds=feeds)

    def ask(self, question: Callable[[Reader], T]) -> T:
        reader = Reader.open(self.archive)
        try:
            return question(reader)
        finally:
            reader.close()

    @property
    def rows(self) -> list[Row]:
        return self.ask(lambda reader: reader.rows(reader.numbers(Filter(), datetime.now(UTC))))

    @property
    def health(self) -> dict[str, Health]:
        return {health.source.name: health for health in self.service.health}

    async def visit(self, desk: Desk) -> None:
        """Visits everything now, and waits until that has ended."""
        await until(lambda: all(not feed.visiting for feed in self.feeds))
        asked = desk.asked
        self.service.rescan()
        await until(lambda: desk.asked > asked and all(not feed.visiting for feed in self.feeds))

    @property
    def feeds(self) -> list[Feed]:
        return list(self.service._feeds.feeds.values()) if self.service._feeds else []


async def rewrite(listed: Path, text: str) -> None:
    await asyncio.to_thread(listed.write_text, text)


@asynccontextmanager
async def watching(archive: Path, listed: Path, lexicon: Path) -> AsyncIterator[Watching]:
    run = Watching(archive, listed, lexicon)
    task = asyncio.create_task(run.service.run())
    try:
        await until(lambda: task.done() or bool(run.feeds))
        if task.done():
            await task
        yield run
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def player(desk: Desk) -> AsyncIterator[Player]:
    async with playing({"feed": desk.feed, "g-1": desk.story}) as player:
        yield player


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


@pytest.fixture
def listed(tmp_path: Path, player: Player) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feed]]\nurl = "{player.address("feed")}"\nallow_private = true\nagency = "HRB"\n')
    return path


async def test_entries_are_kept_once_and_changed_ones_as_versions(
    desk: Desk, archive: Path, listed: Path, lexicon_folder: Path
) -> None:
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        (row,) = run.rows
        assert (row.title, row.source, row.credit, row.versions) == ("Rebels leave Sake", "Harbour desk", "HRB", 1)
        assert row.regions
        await run.visit(desk)
        assert desk.unchanged == 1
        desk.body = rss(IDLIB, (*GOMA[:2], "Rebels left Sake and Minova near Goma, officials in Kinshasa said."))
        await run.visit(desk)
        assert {(row.title, row.versions) for row in run.rows} == {("Shells hit Idlib", 1), ("Rebels leave Sake", 2)}


async def test_the_first_visit_floods_nobody_and_later_news_are_unread(
    desk: Desk, archive: Path, listed: Path, lexicon_folder: Path
) -> None:
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        assert run.rows[0].read
        desk.body = rss(GOMA, IDLIB, published=f"{datetime.now(UTC) - timedelta(minutes=3):%a, %d %b %Y %H:%M:%S} GMT")
        await run.visit(desk)
        assert [(row.title, row.read) for row in run.rows] == [("Shells hit Idlib", False), ("Rebels leave Sake", True)]


async def test_a_restart_takes_nothing_twice(desk: Desk, archive: Path, listed: Path, lexicon_folder: Path) -> None:
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: bool(run.feeds[0].state.succeeded))
    desk.body = rss(GOMA, IDLIB)
    async with watching(archive, listed, lexicon_folder) as run:
        assert run.feeds[0].state.succeeded
        assert "Harbour desk" in run.health
        await run.visit(desk)
        assert len(run.rows) == 2
        assert all(row.versions == 1 for row in run.rows)
        assert run.health["Harbour desk"].documents == 2


async def test_a_feed_that_fails_says_why_and_when_it_is_tried_again(
    desk: Desk, archive: Path, listed: Path, lexicon_folder: Path
) -> None:
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        desk.status = "503 Busy"
        await run.visit(desk)
        health = run.health["Harbour desk"]
        assert health.state == "failing"
        assert health.problem is not None
        assert "503" in health.problem
        assert health.next_try is not None
        assert health.next_try > datetime.now(UTC)
        desk.status, desk.body = "200 OK", b"<html><body><p>Please sign in to read on.</p></body></html>"
        await run.visit(desk)
        assert "web page answers" in (run.health["Harbour desk"].problem or "")
        assert len(run.rows) == 1


async def test_the_list_is_followed_while_it_runs(
    desk: Desk, archive: Path, listed: Path, lexicon_folder: Path, player: Player
) -> None:
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        before = await asyncio.to_thread(listed.read_text)
        await rewrite(listed, before + "paused = true\n")
        await until(lambda: run.health["Harbour desk"].state == "off")
        asked = desk.asked
        run.service.rescan()
        await rewrite(listed, before + "[[feed]]\nurl = 'nonsense:'\n")
        await until(lambda: "feeds.toml" in run.health)
        assert "nonsense" in (run.health["feeds.toml"].problem or "")
        await until(lambda: desk.asked > asked)
        await rewrite(listed, "")
        await until(lambda: not run.health)
        assert len(run.rows) == 1


async def test_the_whole_text_comes_from_the_page_where_the_feed_has_less(
    desk: Desk, archive: Path, listed: Path, lexicon_folder: Path, player: Player
) -> None:
    paragraphs = "".join(
        f"<p>Officials in Kinshasa said on day {n} that the rebels had left Sake.</p>" for n in range(9)
    )
    desk.page = f"<html><body><article><h1>Rebels leave Sake</h1>{paragraphs}</article></body></html>".encode()
    desk.body = rss(GOMA).replace(b"http://desk.test/g-1", player.address("g-1").encode())
    await rewrite(listed, await asyncio.to_thread(listed.read_text) + "full_text = true\n")
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        stored = run.ask(lambda reader: reader.document(run.rows[0].document))
        assert stored is not None
        assert "day 8" in stored.document.text
        assert stored.document.abstract == GOMA[2]
        assert run.ask(lambda reader: reader.original(run.rows[0].document)) == desk.page
