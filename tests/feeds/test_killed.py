"""A process that is killed in the middle of a visit loses nothing of a feed, and takes nothing twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.feeds.desk import Desk, rewrite, rss
from tests.waiting import until
from watchers.archive.reader import Reader
from watchers.archive.rows import Row
from watchers.errors import ArchiveError
from watchers.filters import Filter
from watchers.sources.feeds.state import decoded

ENTRIES = 200


@contextmanager
def running(archive: Path, listed: Path) -> Iterator[None]:
    """Until it is killed without a word at the end of the context."""
    command = [sys.executable, "-m", "tests.feeds.watcher", str(archive), str(listed)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def rows(archive: Path) -> list[Row]:
    try:
        reader = Reader.open(archive)
    except ArchiveError:
        return []
    try:
        return reader.rows(reader.numbers(Filter(), datetime.now(UTC)))
    finally:
        reader.close()


def succeeded(archive: Path) -> datetime | None:
    """When a visit last came to its end, as the archive has it."""
    reader = Reader.open(archive)
    try:
        return next((decoded(state).succeeded for state in reader.feeds().values()), None)
    finally:
        reader.close()


async def test_a_killed_visit_is_made_again_and_brings_each_entry_once(desk: Desk, archive: Path, listed: Path) -> None:
    stories = [(f"g-{n}", f"Story {n}", f"Rebels left village {n} near Goma, officials said.") for n in range(ENTRIES)]
    desk.body = rss(*stories)
    with running(archive, listed):
        await until(lambda: 0 < len(rows(archive)) < ENTRIES, 60)
    assert succeeded(archive) is None
    with running(archive, listed):
        await until(lambda: len(rows(archive)) == ENTRIES and succeeded(archive), 60)
    kept = rows(archive)
    assert {row.title for row in kept} == {title for _, title, _ in stories}
    assert all(row.versions == 1 and row.read for row in kept)
    asked, visit = desk.asked, succeeded(archive)
    await rewrite(listed, await asyncio.to_thread(listed.read_text) + 'name = "Renamed desk"\n')
    with running(archive, listed):
        await until(lambda: rows(archive)[0].source == "Renamed desk", 60)
    assert (desk.asked, succeeded(archive)) == (asked, visit)
    assert len(rows(archive)) == ENTRIES
