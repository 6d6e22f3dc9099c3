"""The whole text of one document, fetched once: a version of it, or a sentence why not and everything as it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.feeds.desk import GOMA, Desk, Watching, rewrite, rss, watching
from tests.feeds.server import Player, playing
from tests.waiting import until
from watchers.archive.rows import StoredDocument

PARAGRAPHS = "".join(f"<p>Officials in Goma said on day {n} that the rebels had left Sake.</p>" for n in range(9))


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    desk.page = f"<html><body><article><h1>Another headline</h1>{PARAGRAPHS}</article></body></html>".encode()
    return desk


@pytest.fixture
async def player(desk: Desk) -> AsyncIterator[Player]:
    async with playing({"feed": desk.feed, "g-1": desk.story}) as player:
        desk.body = rss(GOMA).replace(b"http://desk.test/g-1", player.address("g-1").encode())
        yield player


@pytest.fixture
def listed(tmp_path: Path, player: Player) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feed]]\nurl = "{player.address("feed")}"\nallow_private = true\nhome = "CD"\n')
    return path


def stored(run: Watching) -> StoredDocument:
    found = run.ask(lambda reader: reader.document(run.rows[0].document))
    assert found is not None
    return found


async def test_the_page_becomes_a_version_and_the_headline_stays(
    desk: Desk, tmp_path: Path, listed: Path, lexicon_folder: Path
) -> None:
    archive = tmp_path / "archive.sqlite"
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        number = run.rows[0].document
        said = await run.service.full_text(number)
        assert said.startswith("full text of 127.0.0.1: 117 words")
        (row,) = run.rows
        assert (row.document, row.title, row.versions, row.version) == (number, GOMA[1], 2, 2)
        whole = stored(run)
        assert "day 8" in whole.document.text
        assert whole.document.abstract == GOMA[2]
        assert run.ask(lambda reader: reader.original(number)) == desk.page
        assert "no more text" in await run.service.full_text(number)
        await run.visit(desk)
        assert [row.versions for row in run.rows] == [2]
        later = f"{datetime.now(UTC) - timedelta(minutes=3):%a, %d %b %Y %H:%M:%S} GMT"
        desk.body = rss((*GOMA[:2], "Rebels left Sake and Minova, officials said."), published=later)
        await run.visit(desk)
        assert [row.versions for row in run.rows] == [3]


async def test_what_fails_leaves_the_text_and_says_why(
    desk: Desk, tmp_path: Path, listed: Path, lexicon_folder: Path
) -> None:
    archive = tmp_path / "archive.sqlite"
    async with watching(archive, listed, lexicon_folder) as run:
        await until(lambda: archive.exists() and len(run.rows) == 1)
        number = run.rows[0].document
        desk.page = b"<html><body><p>Short.</p></body></html>"
        assert "The text stays as it was." in (said := await run.service.full_text(number)) or "no more text" in said
        desk.page = b""
        assert "The text stays as it was." in await run.service.full_text(number)
        assert await run.service.full_text(number + 1) == "there is no such document any more"
        desk.page = PARAGRAPHS.encode()
        text = (await asyncio.to_thread(listed.read_text)).replace("allow_private = true\n", "")
        await rewrite(listed, text)
        await until(lambda: not run.feeds[0].subscription.allow_private)
        assert "private" in await run.service.full_text(number)
        assert [row.versions for row in run.rows] == [1]
