"""Workers read and tag; a document that goes wrong costs nobody but itself, and nothing outlives its parent."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from tests.waiting import until
from watchers.document import Arrival, Report, Source
from watchers.errors import LexiconError, UnreadableError
from watchers.workers import Workers

STORY = b"GOMA, DR Congo, Nov 18 (Reuters) - Rebels attacked soldiers near Goma, officials in Kinshasa said.\n"
SLOW = b"<div><p>Rebels attacked soldiers near Goma, officials in Kinshasa said on Monday.</p></div>\n" * 12_000


def arrival(content: bytes, name: str = "a.txt") -> Arrival:
    return Arrival(Source("folder", "in", "file:///in"), f"file:///in/{name}", name, content, datetime.now(UTC))


async def read(workers: Workers, given: Arrival) -> list[Report]:
    return [report async for report in workers.read_and_tag(given)]


def worker_ids() -> list[int]:
    return [p.pid for p in multiprocessing.active_children() if p.pid]


@pytest_asyncio.fixture
async def workers(lexicon_folder: Path) -> AsyncIterator[Workers]:
    started = Workers(lexicon_folder, count=1)
    await started.start()
    yield started
    await started.close()


async def test_a_document_is_read_and_tagged(workers: Workers) -> None:
    (report,) = await read(workers, arrival(STORY))
    assert report.document.dateline == "GOMA, DR Congo, Nov 18 (Reuters)"
    assert report.title.startswith("Rebels attacked soldiers near Goma")
    assert report.analysis.regions


async def test_what_cannot_be_read_comes_back_with_its_reason(workers: Workers) -> None:
    with pytest.raises(UnreadableError, match="It is damaged or cut short"):
        await read(workers, arrival(b"%PDF-1.7 words"))
    assert await read(workers, arrival(STORY))


async def test_a_slow_document_is_given_up_and_the_next_goes_through(lexicon_folder: Path) -> None:
    workers = Workers(lexicon_folder, count=1, seconds=0.5)
    await workers.start()
    try:
        with pytest.raises(UnreadableError, match=r"It took longer than 0\.5 s"):
            await read(workers, arrival(SLOW, "slow.html"))
        assert await read(workers, arrival(STORY))
    finally:
        await workers.close()


async def test_a_document_that_needs_too_much_memory_is_given_up(lexicon_folder: Path) -> None:
    workers = Workers(lexicon_folder, count=1, megabytes=300)
    await workers.start()
    try:
        with pytest.raises(UnreadableError):
            await read(workers, arrival(b"<p>" + b"word &amp; " * 8_000_000, "large.html"))
        assert await read(workers, arrival(STORY))
    finally:
        await workers.close()


async def test_a_killed_worker_is_replaced_and_its_document_read_again(workers: Workers) -> None:
    for _ in range(2):
        reading = asyncio.create_task(read(workers, arrival(STORY * 500)))
        await asyncio.sleep(0.05)
        for number in worker_ids():
            os.kill(number, signal.SIGKILL)
        assert await reading
        assert await read(workers, arrival(STORY))


async def test_many_at_once_all_come_back(workers: Workers) -> None:
    found = await asyncio.gather(*(read(workers, arrival(STORY, f"{n}.txt")) for n in range(100)))
    assert [reports[0].arrival.name for reports in found] == [f"{n}.txt" for n in range(100)]


async def test_no_lexicon_is_said_at_the_start(tmp_path: Path) -> None:
    workers = Workers(tmp_path / "none", count=1)
    with pytest.raises(LexiconError):
        await workers.start()
    await workers.close()
    assert worker_ids() == []


async def test_closing_ends_all_workers_in_the_middle_of_their_work(lexicon_folder: Path) -> None:
    workers = Workers(lexicon_folder, count=2)
    await workers.start()
    reading = asyncio.create_task(read(workers, arrival(SLOW, "slow.html")))
    await until(lambda: len(worker_ids()) == 2)
    reading.cancel()
    await workers.close()
    assert worker_ids() == []


PARENT = """
import asyncio, multiprocessing, sys
from pathlib import Path
from tests.test_worker import SLOW, arrival, read
from tests.waiting import until
from watchers.workers import Workers

async def main():
    workers = Workers(Path(sys.argv[1]), count=2)
    await workers.start()
    busy = asyncio.create_task(read(workers, arrival(SLOW, "slow.html")))
    await until(lambda: workers._in_hand and len(multiprocessing.active_children()) == 2)
    print(*(p.pid for p in multiprocessing.active_children()), flush=True)
    await busy

asyncio.run(main())
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
async def test_no_worker_outlives_its_parent(lexicon_folder: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-c", PARENT, str(lexicon_folder)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: ASYNC220
    try:
        assert parent.stdout
        numbers = [int(n) for n in (await asyncio.to_thread(parent.stdout.readline)).split()]
        assert len(numbers) == 2
    finally:
        parent.send_signal(how)
        await asyncio.to_thread(parent.communicate)
    await until(lambda: not any(map(_is_running, numbers)))


def _is_running(number: int) -> bool:
    """Not for one that has ended and waits for its parent's parent to take note."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
