"""A board with a real service, a real archive and a server of ours: from an address to documents, and the full text."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.board.screen import running
from tests.feeds.desk import GOMA, Desk, rss
from tests.feeds.server import playing
from tests.feeds.test_fulltext import PARAGRAPHS
from tui.board.feedlist import FeedList
from tui.board.serving import Doorbell
from tui.board.serving import Service as Serves
from watchers.service import Service
from watchers.settings import Settings
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.polling import Polling

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager


def client() -> AbstractAsyncContextManager[Fetcher]:
    return Fetcher(Manners(spacing=0))


async def test_from_plus_to_the_full_text_and_away_again(tmp_path: Path, lexicon_folder: Path) -> None:
    listed, archive, desk = tmp_path / "feeds.toml", tmp_path / "archive.db", Desk()
    desk.page = f"<html><body><article>{PARAGRAPHS}</article></body></html>".encode()

    def serve(doorbell: Doorbell) -> Serves:
        from contextlib import redirect_stderr
        from multiprocessing import resource_tracker

        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
        polling = Polling(listed, open_fetcher=lambda: Fetcher(Manners(spacing=0)))
        return Service(archive, [], lexicon_folder, Settings(workers=1), doorbell, feeds=polling)

    def feeds() -> FeedList:
        return FeedList(listed, tmp_path / "settings.toml", {}, client)

    async with playing({"feed": desk.feed, "g-1": desk.story}) as player:
        desk.body = rss(GOMA).replace(b"http://desk.test/g-1", player.address("g-1").encode())
        async with running(tmp_path, [], service=serve, feeds=feeds) as seen:
            await seen.press("plus")
            await seen.type(player.address("feed"))
            await seen.press("enter")
            await seen.shows("Rebels leave Sake", "subscribes")
            await seen.press("enter")
            await seen.shows(GOMA[1], panel="#wire")
            await seen.shows("● Harbour desk", panel="#sources")
            await seen.shows("desk/ + 1 feed", panel="#title")
            await seen.press("T")
            await seen.shows("full text of 127.0.0.1: 117 words", panel="#footer")
            await seen.shows("↻2", panel="#wire")
            await seen.press("enter", "T")
            await seen.shows("day 8")
            await seen.shows("the page has no more text than this", panel="#footer")
            await seen.press("escape")
            seen.board.home.sources.focus()
            await seen.press("E", "ctrl+u", *"Port", "enter")
            await seen.shows("● Port", panel="#sources")
            await seen.press("p")
            await seen.shows("‖ Port", "paused", panel="#sources")
            await seen.press("u")
            await seen.shows("● Port", panel="#sources")
            await seen.press("m", "end", "down", "down", "down", "enter")
            await seen.shows("⊘ Port", "muted", panel="#sources")
            await seen.shows("⊘ 1 muted", panel="#chips")
            await seen.press("d", "down", "enter")
            await seen.shows("No longer in the list of feeds", panel="#sources")
            await seen.until(lambda: "feed" not in seen.panel("#title"), "no feed in the title")
            await asyncio.sleep(0)
