"""Files of many documents: handed over as they are tagged, each document with its own time, whatever becomes of it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio

from tests.reading.office import zipped
from tests.test_worker import STORY, arrival, read, worker_ids
from tests.waiting import until
from watchers.document import Arrival, FileState, Report
from watchers.errors import UnreadableError
from watchers.workers import Workers

MANY = 400
FOREVER = b"".join(
    b"<div><p>Rebels attacked %d soldiers near Goma, officials said.</p></div>\n" % n for n in range(100_000)
)


def stories(count: int) -> dict[str, bytes]:
    return {f"{number}.txt": STORY + f"It was dispatch {number}.\n".encode() for number in range(count)}


def packed(files: Mapping[str, bytes]) -> Arrival:
    given = arrival(zipped(files), "wire.zip")
    return Arrival(given.source, given.uri, given.name, given.content, given.received, None, FileState(1, 2, 3))


def numbers(reports: list[Report]) -> list[int]:
    return [int(report.document.text.rpartition(" ")[2].strip(".\n")) for report in reports]


@pytest_asyncio.fixture
async def workers(lexicon_folder: Path) -> AsyncIterator[Workers]:
    started = Workers(lexicon_folder, count=1, seconds=1.0)
    await started.start()
    yield started
    await started.close()


async def collect(workers: Workers, given: Arrival, into: list[Report]) -> None:
    async for report in workers.read_and_tag(given):
        into.append(report)


async def test_an_archive_that_takes_longer_than_one_document_may_is_read_whole(workers: Workers) -> None:
    found = await read(workers, packed(stories(4 * MANY)))
    assert numbers(found) == list(range(4 * MANY))
    assert len({report.part for report in found}) == 4 * MANY
    assert [report.arrival.file_state is None for report in found] == [True] * (4 * MANY - 1) + [False]


async def test_the_first_documents_come_before_the_last_are_read(workers: Workers) -> None:
    async for report in workers.read_and_tag(packed({**stories(MANY), "slow.html": FOREVER})):
        assert numbers([report]) == [0]
        break
    assert await read(workers, arrival(STORY))


async def test_one_that_takes_too_long_is_named_by_its_number_and_those_before_it_are_there(workers: Workers) -> None:
    found: list[Report] = []
    with pytest.raises(
        UnreadableError, match=r"longer than 1 s .* at its document 4\. The 3 documents before"
    ) as error:
        await collect(workers, packed({**stories(3), "slow.html": FOREVER, "after.txt": STORY}), found)
    assert error.value.advice.startswith("Split the file")
    assert numbers(found) == [0, 1, 2]
    assert all(report.arrival.file_state is None for report in found)
    assert await read(workers, arrival(STORY))


async def test_a_worker_killed_in_the_middle_doubles_and_loses_nothing(workers: Workers) -> None:
    found: list[Report] = []
    reading = asyncio.create_task(collect(workers, packed(stories(3 * MANY)), found))
    await until(lambda: len(found) > 10)
    for process in worker_ids():
        os.kill(process, signal.SIGKILL)
    await reading
    assert numbers(found) == list(range(3 * MANY))


async def test_a_large_archive_keeps_no_other_file_waiting(workers: Workers) -> None:
    found: list[Report] = []
    reading = asyncio.create_task(collect(workers, packed(stories(5 * MANY)), found))
    await until(lambda: found)
    assert await read(workers, arrival(STORY))
    assert not reading.done()
    await reading


async def test_nobody_asks_for_more_than_is_taken_away(workers: Workers) -> None:
    reports = workers.read_and_tag(packed(stories(3 * MANY)))
    assert await anext(reports)
    for _ in range(3):
        assert await read(workers, arrival(STORY))
    (errand,) = workers._in_hand
    assert getattr(errand, "told", 0) < MANY
    assert [report async for report in reports][-1].arrival.file_state


async def test_of_many_small_ones_given_together_a_slow_one_costs_only_itself(workers: Workers) -> None:
    given = [arrival(STORY, f"{number}.txt") for number in range(20)]
    given.insert(7, arrival(FOREVER, "slow.html"))
    results = await asyncio.gather(*(read(workers, one) for one in given), return_exceptions=True)
    assert [isinstance(result, UnreadableError) for result in results] == [at == 7 for at in range(21)]
