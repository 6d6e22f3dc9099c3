"""A publisher whose feed can be changed, and a service that watches nothing but feeds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from tests.feeds.server import Scene
from tests.waiting import until
from watchers.archive.reader import Reader
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


OpenFetcher = Callable[[], Fetcher]


def polite() -> Fetcher:
    """One that does not wait between two visits to the loopback."""
    return Fetcher(Manners(spacing=0, per_host=50))


class Watching:
    """A service with nothing but feeds."""

    def __init__(
        self, archive: Path, listed: Path, lexicon: Path, open_fetcher: OpenFetcher, environ: Mapping[str, str]
    ) -> None:
        self.archive = archive
        feeds = Polling(listed, open_fetcher=open_fetcher, environ=environ)
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

    async def round(self) -> None:
        """Visits everything once more, and waits until that has ended."""
        await until(lambda: all(not feed.visiting for feed in self.feeds), 30)
        now = datetime.now(UTC)
        self.service.rescan()
        await until(lambda: all(not f.visiting and f.state.tried and f.state.tried > now for f in self.feeds), 30)

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
async def watching(
    archive: Path,
    listed: Path,
    lexicon: Path,
    open_fetcher: OpenFetcher = polite,
    environ: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Watching]:
    run = Watching(archive, listed, lexicon, open_fetcher, environ)
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
