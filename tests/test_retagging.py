"""An archive is tagged again newest first, beside what comes in, and can be stopped and begun again at any moment."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest

from tests.build import NOON, minutes, report
from tests.waiting import until
from watchers.archive.changes import Change
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Analysis, Document
from watchers.errors import ArchiveError, UnreadableError
from watchers.filters import Filter
from watchers.retagged import NAMED, Count
from watchers.retagging import Retagging
from watchers.service import Service
from watchers.settings import Folder, Settings

FRESH = report(actors=[("own:ibex", "Ibex Front", "armed group")]).analysis
STORY = (
    "Rebels leave {0}\n\nGOMA, DR Congo, Nov 18 (Reuters) - Rebels left {0} near Goma, officials in Kinshasa said.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def fill(path: Path, count: int) -> None:
    with closing(Archive.open(path)) as archive:
        for n in range(count):
            archive.store(report(f"Story {n}", received=NOON + minutes(n)))


def fresh(path: Path) -> int:
    """Documents with the new analysis."""
    with closing(Reader.open(path)) as reader:
        found = [reader.document(number) for number in reader.numbers(Filter(), NOON)]
    return sum(each is not None and each.analysis == FRESH for each in found)


async def tag(document: Document, name: str, received: datetime) -> Analysis:
    await asyncio.sleep(0)
    return FRESH


def keep_in(archive: Archive) -> Callable[[int, int, Analysis], asyncio.Future[Change | None]]:
    def keep(number: int, version: int, analysis: Analysis) -> asyncio.Future[Change | None]:
        done: asyncio.Future[Change | None] = asyncio.get_running_loop().create_future()
        done.set_result(archive.retag(number, version, analysis))
        return done

    return keep


async def test_the_newest_come_first_and_no_more_are_in_hand_than_there_are_hands(path: Path) -> None:
    fill(path, 20)
    names: list[str] = []
    in_hand = most = 0

    async def watched(document: Document, name: str, received: datetime) -> Analysis:
        nonlocal in_hand, most
        names.append(name)
        in_hand += 1
        most = max(most, in_hand)
        await asyncio.sleep(0.001)
        in_hand -= 1
        return FRESH

    with closing(Archive.open(path)) as archive:
        told = await Retagging(path, watched, keep_in(archive), 3, Count()).run()
    assert (told.done, told.total, told.changed, most) == (20, 20, 20, 3)
    assert sorted(names[:3]) == ["Story 17", "Story 18", "Story 19"]
    assert [(gained.name, number) for gained, number in told.actors_gained] == [("Ibex Front", 20)]


async def test_cancelled_it_leaves_nothing_behind_and_begun_again_it_comes_to_its_end(path: Path) -> None:
    before = set(threading.enumerate())
    fill(path, 20)
    count = Count()
    with closing(Archive.open(path)) as archive:

        async def slow(document: Document, name: str, received: datetime) -> Analysis:
            if count.done >= 5:
                await asyncio.Event().wait()
            return FRESH

        running = asyncio.create_task(Retagging(path, slow, keep_in(archive), 2, count).run())
        await until(lambda: count.done >= 5)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        assert 5 <= fresh(path) < 20
        told = await Retagging(path, tag, keep_in(archive), 2, Count()).run()
    assert told.done == 20
    assert 0 < told.changed < 20
    assert fresh(path) == 20
    await until(lambda: {t for t in threading.enumerate() if not t.name.startswith("asyncio")} <= before)


async def test_what_has_come_anew_meanwhile_is_left_alone(path: Path) -> None:
    fill(path, 1)
    with closing(Archive.open(path)) as archive:

        async def overtaken(document: Document, name: str, received: datetime) -> Analysis:
            await asyncio.sleep(0)
            archive.store(report("Story 0", "Another text.", uri=report("Story 0").arrival.uri))
            return FRESH

        told = await Retagging(path, overtaken, keep_in(archive), 1, Count()).run()
    assert (told.done, told.changed, fresh(path)) == (1, 0, 0)


async def test_failures_are_counted_and_the_first_of_them_named(path: Path) -> None:
    fill(path, NAMED + 5)

    async def fail(document: Document, name: str, received: datetime) -> Analysis:
        raise UnreadableError(name, "It took longer than 20 s to read and tag.", "Split the file.")

    with closing(Archive.open(path)) as archive:
        told = await Retagging(path, fail, keep_in(archive), 2, Count()).run()
    assert (told.done, told.failed, len(told.failures), told.changed) == (NAMED + 5, NAMED + 5, NAMED, 0)
    assert told.failures[0].problem == "It took longer than 20 s to read and tag. Split the file."


async def test_what_the_archive_refuses_is_a_failure_and_what_may_pass_ends_the_round(path: Path) -> None:
    fill(path, 3)

    async def refuse(number: int, version: int, analysis: Analysis) -> Change | None:
        raise ArchiveError(path, "the archive refused (no such thing).")

    async def no_room(number: int, version: int, analysis: Analysis) -> Change | None:
        raise ArchiveError(path, "the disk is full.", transient=True)

    assert (await Retagging(path, tag, refuse, 2, Count()).run()).failed == 3
    with pytest.raises(ArchiveError, match="the disk is full"):
        await Retagging(path, tag, no_room, 2, Count()).run()


async def test_an_archive_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive here yet"):
        await Retagging(path, tag, None, 2, Count()).run()


async def test_documents_come_in_while_the_archive_is_tagged_again(tmp_path: Path, lexicon_folder: Path) -> None:
    path, folder, many = tmp_path / "kept" / "archive.sqlite", tmp_path / "in", 60
    await asyncio.to_thread(folder.mkdir)
    fill(path, many)
    settings = Settings(quiet_seconds=0.15, rescan_seconds=0.5, workers=1)
    service = Service(path, [Folder(folder)], lexicon_folder, settings, lambda: None)
    running = asyncio.create_task(service.run())
    await until(lambda: service.health[0].state == "live")
    retagging = asyncio.create_task(service.retag())
    await until(lambda: service.retagging and service.retagging[0] > 3)
    for n in range(10):
        await asyncio.to_thread((folder / f"{n}.txt").write_text, STORY.format(n))
    await until(lambda: service.health[0].documents == 10, 30)
    told = await asyncio.wait_for(retagging, 30)
    assert (told.done, told.failed, service.retagging) == (many, 0, None)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM document").fetchone() == (many + 10,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
