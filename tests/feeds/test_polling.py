"""From a subscription to the archive, over a real server: each entry once, with its versions, and no flood."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.feeds.desk import GOMA, IDLIB, Desk, rewrite, rss, watching
from tests.feeds.server import Player
from tests.waiting import until


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
