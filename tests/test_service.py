"""From a dropped file to the archive: each once, whole, whatever else lies in the folder; and a clean end."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.reading.office import zipped
from tests.waiting import until
from watchers.analysis.lexicon.own.adding import append
from watchers.analysis.lexicon.own.entry import OwnActor
from watchers.archive.lock import Lock
from watchers.archive.reader import Reader
from watchers.archive.rows import Row, StoredDocument
from watchers.archive.writing import Archive
from watchers.document import Arrival
from watchers.errors import ArchiveBusyError, ArchiveCorruptError, LexiconError
from watchers.filters import Filter
from watchers.progress import Progress
from watchers.service import Service
from watchers.settings import Folder, Settings
from watchers.sources.folder import FolderSource
from watchers.sources.intake import Intake
from watchers.workers import Workers

QUICK = Settings(quiet_seconds=0.15, rescan_seconds=0.5, workers=1, max_bytes=100_000)
STORY = (
    "Rebels leave {0}\n\nGOMA, DR Congo, Nov 18 (Reuters) - Rebels left {0} near Goma, officials in Kinshasa said.\n"
)


class Running:
    """A service that runs, and how often it rang."""

    def __init__(
        self, archive: Path, folders: Sequence[Path], lexicon: Path, settings: Settings, own: Path | None
    ) -> None:
        self.service = Service(archive, [Folder(each) for each in folders], lexicon, settings, self.ring, own=own)
        self.rings = 0

    def ring(self) -> None:
        self.rings += 1

    @property
    def stored(self) -> int:
        return sum(h.documents for h in self.service.health)

    @property
    def aside(self) -> int:
        return sum(h.set_aside for h in self.service.health)

    @property
    def state(self) -> str:
        return self.service.health[0].state


def rows(archive: Path) -> list[Row]:
    reader = Reader.open(archive)
    try:
        return reader.rows(reader.numbers(Filter(), datetime.now(UTC)))
    finally:
        reader.close()


def refuse(archive: Path, what: str, why: str) -> None:
    """From now on the archive refuses one kind of change, as it refuses what breaks its rules."""
    with closing(sqlite3.connect(archive, timeout=10)) as other, other:
        name = f"refuse_{what.rsplit(maxsplit=1)[-1]}"
        other.execute(f"CREATE TRIGGER {name} BEFORE {what} BEGIN SELECT RAISE(ABORT, '{why}'); END")


def allow(archive: Path, *tables: str) -> None:
    """What `refuse` forbade."""
    with closing(sqlite3.connect(archive, timeout=10)) as other, other:
        for table in tables:
            other.execute(f"DROP TRIGGER refuse_{table}")


@asynccontextmanager
async def running(
    archive: Path, folders: Sequence[Path], lexicon: Path, settings: Settings = QUICK, own: Path | None = None
) -> AsyncIterator[Running]:
    """The service of some folders, running until the block ends; what ends it early is raised."""
    run = Running(archive, folders, lexicon, settings, own)
    task = asyncio.create_task(run.service.run())
    try:
        await until(lambda: task.done() or run.state != "starting")
        if task.done():
            await task
        yield run
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "archive.sqlite"


async def test_a_dropped_file_is_read_tagged_and_kept(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        (folder / "a.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.stored == 1)
        rings = run.rings
        assert rings
        (row,) = rows(archive)
        assert row.title == "Rebels leave Sake"
        assert row.credit == "Reuters"
        assert row.regions
        assert row.source == "in"
        assert run.service.pending == 0


async def test_bad_files_are_named_and_the_good_between_them_kept(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    (folder / "a.txt").write_bytes(b"%PDF-1.7 words")
    (folder / "b.txt").write_text(STORY.format("Sake"))
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.txt").write_text(STORY.format("Minova"))
    (folder / "e.txt").write_text("x" * 100_001)
    (folder / "deep").mkdir()
    (folder / "deep" / "f.xyz").write_text("words")
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.stored == 2 and run.aside == 4)
        reader = Reader.open(archive)
        reasons = {u.name: u.reason for u in reader.set_aside()}
        reader.close()
        assert reasons["a.txt"] == "It is damaged or cut short."
        assert reasons["c.txt"] == "The file is empty."
        assert set(reasons) == {"a.txt", "c.txt", "e.txt", "deep/f.xyz"}
        (folder / "c.txt").write_text(STORY.format("Kitshanga"))
        (folder / "a.txt").unlink()
        await until(lambda: run.stored == 3 and run.aside == 2)


async def test_a_restart_takes_only_what_is_new(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    for name in ("same", "changed", "deleted"):
        (folder / f"{name}.txt").write_text(STORY.format(name))
    (folder / "bad.txt").write_bytes(b"%PDF-1.7")
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.stored == 3 and run.aside == 1)
    (folder / "changed.txt").write_text(STORY.format("another town"))
    (folder / "deleted.txt").unlink()
    (folder / "new.txt").write_text(STORY.format("new"))
    async with running(archive, [folder], lexicon_folder) as run:
        assert run.stored >= 3
        await until(lambda: run.stored == 4)
        await until(lambda: {r.title: (r.version, r.gone) for r in rows(archive)} == {
            "Rebels leave same": (1, False),
            "Rebels leave another town": (2, False),
            "Rebels leave deleted": (1, True),
            "Rebels leave new": (1, False),
        })  # fmt: skip
        assert run.aside == 1


async def test_a_file_that_comes_back_is_the_same_document(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text(STORY.format("Sake"))
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.stored == 1)
        path.unlink()
        await until(lambda: [r.gone for r in rows(archive)] == [True])
        path.write_text(STORY.format("Sake"))
        await until(lambda: [(r.gone, r.version) for r in rows(archive)] == [(False, 1)])
        assert run.stored == 1


async def test_a_document_that_takes_too_long_is_set_aside(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    page = "<div><p>Rebels attacked soldiers near Goma, officials in Kinshasa said on Monday.</p></div>\n" * 12_000
    settings = Settings(quiet_seconds=0.15, workers=1, read_seconds=0.5)
    (folder / "slow.html").write_text(page)
    (folder / "good.txt").write_text(STORY.format("Sake"))
    async with running(archive, [folder], lexicon_folder, settings) as run:
        await until(lambda: run.stored == 1 and run.aside == 1)


async def test_dying_workers_lose_nothing(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        for n in range(60):
            (folder / f"{n}.txt").write_text(STORY.format(n))
        await until(lambda: run.stored > 3)
        for process in multiprocessing.active_children():
            if process.pid:
                os.kill(process.pid, signal.SIGKILL)
        await until(lambda: run.stored == 60)
        assert run.aside == 0


async def test_a_folder_that_appears_later(tmp_path: Path, archive: Path, lexicon_folder: Path) -> None:
    folder = tmp_path / "later"
    async with running(archive, [folder], lexicon_folder) as run:
        assert run.state == "waiting"
        assert "as soon as it appears" in (run.service.health[0].problem or "")
        folder.mkdir()
        (folder / "a.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.stored == 1)
        assert (run.state, run.service.health[0].problem) == ("live", None)


async def test_one_folder_written_two_ways_is_one_source(
    tmp_path: Path, folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    (tmp_path / "link").symlink_to(folder)
    (folder / "a.txt").write_text(STORY.format("Sake"))
    async with running(archive, [folder, tmp_path / "link", folder / ".." / "in"], lexicon_folder) as run:
        assert len(run.service.health) == 1
        await until(lambda: run.stored == 1)
    assert len(rows(archive)) == 1


async def test_health_is_kept_and_off_at_the_end(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    (folder / "a.txt").write_text(STORY.format("Sake"))

    def kept() -> str:
        reader = Reader.open(archive)
        states = [h.state for h in reader.sources()]
        reader.close()
        return states[0] if states else ""

    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.stored == 1)
        await until(lambda: kept() == "live")
    assert kept() == "off"


async def test_a_source_that_fails_starts_again(
    folder: Path, archive: Path, lexicon_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_source, failures = FolderSource.run, [OSError("the network share went away")]

    async def run_or_fail(self: FolderSource, intake: Intake) -> None:
        if failures:
            raise failures.pop()
        await run_source(self, intake)

    monkeypatch.setattr(FolderSource, "run", run_or_fail)
    (folder / "a.txt").write_text(STORY.format("Sake"))
    async with running(archive, [folder], lexicon_folder) as run:
        assert run.state == "failing"
        assert "network share went away" in (run.service.health[0].problem or "")
        assert run.service.health[0].next_try is not None
        await until(lambda: run.stored == 1)
        assert run.service.health[0].problem is None


async def test_a_second_writer_is_refused_and_the_first_goes_on(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        with pytest.raises(ArchiveBusyError):
            await Service(archive, [Folder(folder)], lexicon_folder, QUICK, lambda: None).run()
        (folder / "a.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.stored == 1)


async def test_a_lock_of_the_callers_stays_the_callers(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    lock = Lock(archive)
    assert lock.acquire()
    service = Service(archive, [Folder(folder)], lexicon_folder, QUICK, lambda: None, lock=lock)
    task = asyncio.create_task(service.run())
    await until(lambda: service.health[0].state == "live")
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert not Lock(archive).acquire()
    lock.release()


async def test_what_cannot_start_says_why_and_leaves_nothing(folder: Path, archive: Path, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with pytest.raises(LexiconError):
        await Service(archive, [Folder(folder)], tmp_path / "none", QUICK, lambda: None).run()
    archive.write_bytes(b"This is no archive at all." * 100)  # noqa: ASYNC240
    with pytest.raises(ArchiveCorruptError):
        await Service(archive, [Folder(folder)], tmp_path / "none", QUICK, lambda: None).run()
    assert multiprocessing.active_children() == []
    assert Lock(archive).acquire()
    await until(lambda: {t for t in threading.enumerate() if not t.name.startswith("asyncio")} <= before)


async def test_cancelled_in_the_middle_it_leaves_nothing_and_loses_nothing(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    before = set(threading.enumerate())
    for n in range(300):
        (folder / f"{n}.txt").write_text(STORY.format(n))
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.stored > 5)
    assert multiprocessing.active_children() == []
    await until(lambda: {t for t in threading.enumerate() if not t.name.startswith("asyncio")} <= before)
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.stored == 300)
    assert sorted(r.title for r in rows(archive)) == sorted(f"Rebels leave {n}" for n in range(300))


async def test_when_the_disk_is_full_it_says_so_and_loses_nothing(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    def most_pages(number: int) -> Callable[[Archive], object]:
        return lambda kept: kept._connection.execute(f"PRAGMA max_page_count = {number}").fetchone()

    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.state == "live")
        await run.service._keeper.ask(most_pages(1))
        (folder / "a.txt").write_text(STORY.format("Sake") + random.Random(0).randbytes(40_000).hex())
        await until(lambda: run.state == "failing")
        assert "disk is full" in (run.service.health[0].problem or "")
        assert run.service.pending == 1
        await run.service._keeper.ask(most_pages(1_000_000))
        await until(lambda: run.stored == 1)
        await until(lambda: run.service.health[0].problem is None)
        assert run.aside == 0


async def test_a_document_that_the_archive_refuses_is_set_aside_even_when_no_other_comes(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.state == "live")
        refuse(archive, "INSERT ON document", "no such thing")
        (folder / "a.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.aside == 1)
        reader = Reader.open(archive)
        (aside,) = reader.set_aside()
        reader.close()
        assert "no such thing" in aside.reason
        assert aside.advice.startswith("Report this document")
        assert (run.state, run.service.health[0].problem) == ("live", None)


async def test_an_archive_that_refuses_everything_is_said_whole_and_tried_again(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.state == "live")
        why = "no, and this takes more words than fit into half a line: " + "no " * 60 + "end"
        refuse(archive, "INSERT ON document", why)
        refuse(archive, "INSERT ON set_aside", why)
        (folder / "a.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.state == "failing")
        assert f"{why})." in (run.service.health[0].problem or "")
        allow(archive, "document", "set_aside")
        await until(lambda: run.stored == 1 and run.state == "live")
        assert run.aside == 0


async def test_a_condition_that_could_not_be_kept_is_kept_later(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    def kept() -> str:
        reader = Reader.open(archive)
        (state,) = [h.state for h in reader.sources()]
        reader.close()
        return state

    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: kept() == "live")
        refuse(archive, "UPDATE ON source", "not now")
        shutil.rmtree(folder)
        rings = run.rings
        await until(lambda: run.state == "waiting" and run.rings > rings)
        assert kept() == "live"
        allow(archive, "source")
        await until(lambda: kept() == "waiting")


async def test_an_end_that_goes_wrong_still_closes_the_archive_and_frees_its_lock(
    folder: Path, archive: Path, lexicon_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = Workers.close

    async def close_badly(self: Workers) -> None:
        await close(self)
        raise OSError("no more of it")

    monkeypatch.setattr(Workers, "close", close_badly)
    before = set(threading.enumerate())
    with pytest.raises(OSError, match="no more of it"):
        async with running(archive, [folder], lexicon_folder) as run:
            await until(lambda: run.state == "live")
    lock = Lock(archive)
    assert lock.acquire()
    lock.release()
    await until(lambda: {t for t in threading.enumerate() if not t.name.startswith("asyncio")} <= before)


async def test_cancelled_twice_it_still_closes_the_archive_and_frees_its_lock(
    folder: Path, archive: Path, lexicon_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close, ending = Workers.close, asyncio.Event()

    async def close_slowly(self: Workers) -> None:
        await close(self)
        ending.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Workers, "close", close_slowly)
    before = set(threading.enumerate())
    service = Service(archive, [Folder(folder)], lexicon_folder, QUICK, lambda: None)
    task = asyncio.create_task(service.run())
    await until(lambda: service.health[0].state == "live")
    task.cancel()
    await until(ending.is_set)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    lock = Lock(archive)
    assert lock.acquire()
    lock.release()
    await until(lambda: {t for t in threading.enumerate() if not t.name.startswith("asyncio")} <= before)


# ------------------------------------------------------------------------------------- the analyst's own lexicon
HERON = "Heron Front leaves {0}\n\nGOMA, Nov 18 (Reuters) - Fighters of the Blue Heron Front left {0} near Goma.\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "settings"
    folder.mkdir()
    return folder


def actors_of(archive: Path, town: str) -> set[str]:
    """The actors of the report that they left this town."""
    reader = Reader.open(archive)
    try:
        found = [reader.document(number) for number in reader.numbers(Filter(), datetime.now(UTC))]
    finally:
        reader.close()
    fitting: list[StoredDocument] = [each for each in found if each and each.row.title.endswith(town)]
    return {actor.id for each in fitting for actor in each.analysis.actors}


def problem(run: Running) -> str:
    return (run.service.taken.problem or "") if run.service.taken else ""


def entries(run: Running) -> str:
    return run.service.taken.told.get("actors.toml", "") if run.service.taken else ""


async def test_an_own_actor_counts_from_the_next_document_on(
    folder: Path, archive: Path, lexicon_folder: Path, own: Path
) -> None:
    async with running(archive, [folder], lexicon_folder, own=own) as run:
        (folder / "before.txt").write_text(HERON.format("Sake"))
        await until(lambda: run.stored == 1)
        rings = run.rings
        append(own, OwnActor("own:heron", "Blue Heron Front", "armed group", "CD"))
        await until(lambda: entries(run) == "1 actor" and run.rings > rings)
        (folder / "after.txt").write_text(HERON.format("Rutshuru"))
        await until(lambda: run.stored == 2)
        (own / "actors.toml").unlink()
        await until(lambda: entries(run) == "")
        (folder / "gone.txt").write_text(HERON.format("Masisi"))
        await until(lambda: run.stored == 3)
    assert "own:heron" not in actors_of(archive, "Sake")
    assert "own:heron" in actors_of(archive, "Rutshuru")
    assert "own:heron" not in actors_of(archive, "Masisi")


async def test_a_slip_is_told_and_what_was_known_before_counts(
    folder: Path, archive: Path, lexicon_folder: Path, own: Path
) -> None:
    path = own / "actors.toml"
    append(path.parent, OwnActor("own:heron", "Blue Heron Front", "armed group", "CD"))
    async with running(archive, [folder], lexicon_folder, own=own) as run:
        await until(lambda: entries(run) == "1 actor")
        good = path.read_text()
        line = good.count("\n") + 5
        path.write_text(good + '\n[[actor]]\nid = "own:b"\nname = "B C"\nkind = "militia"\n')
        await until(lambda: f"line {line}, “B C”: kind “militia”" in problem(run))
        (folder / "a.txt").write_text(HERON.format("Sake"))
        await until(lambda: run.stored == 1)
        assert run.state == "live"
        with pytest.raises(LexiconError, match="mend it first"):
            await run.service.retag()
        path.write_text(good.replace("Blue Heron Front", "Grey Heron Front"))
        await until(lambda: entries(run) == "1 actor" and not problem(run))
        (folder / "b.txt").write_text(HERON.format("Rutshuru"))
        await until(lambda: run.stored == 2)
    assert "own:heron" in actors_of(archive, "Sake")
    assert "own:heron" not in actors_of(archive, "Rutshuru")


async def test_a_slip_at_the_start_leaves_the_shipped_lexicon(
    folder: Path, archive: Path, lexicon_folder: Path, own: Path
) -> None:
    (own / "regions.toml").write_text("[[region]\n")
    (folder / "a.txt").write_text(STORY.format("Sake"))
    async with running(archive, [folder], lexicon_folder, own=own) as run:
        await until(lambda: run.stored == 1 and "regions.toml, line 1: is not valid TOML" in problem(run))
        assert run.aside == 0


async def test_no_document_is_lost_while_the_lexicon_changes_again_and_again(
    folder: Path, archive: Path, lexicon_folder: Path, own: Path
) -> None:
    async with running(archive, [folder], lexicon_folder, own=own) as run:
        for n in range(40):
            (folder / f"{n}.txt").write_text(HERON.format(n))
            text = f'[[actor]]\nid = "own:n{n}"\nname = "Group N{n}"\nkind = "party"\n'
            (own / "actors.toml").write_text(text if n % 3 else text[:-9])
            await asyncio.sleep(0)
        await until(lambda: run.stored == 40, seconds=30)
        assert run.aside == 0


async def test_documents_have_the_home_of_the_settings(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    homes: list[str | None] = []
    async with running(archive, [folder], lexicon_folder, replace(QUICK, home="US-KY")) as run:
        store = run.service._receiving._store

        async def seen(arrival: Arrival) -> None:
            homes.append(arrival.home)
            await store(arrival)

        run.service._receiving._store = seen  # type: ignore[method-assign]
        (folder / "a.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.stored == 1)
    assert homes == ["US-KY"]


# -------------------------------------------------------------------------------------- archives, retry, progress
def zipped_stories(count: int) -> bytes:
    return zipped({f"{number}.txt": STORY.format(number).encode() for number in range(count)})


async def test_an_archive_that_comes_again_with_fewer_files_takes_no_document_away(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        (folder / "wire.zip").write_bytes(zipped_stories(3))
        await until(lambda: run.stored == 3)
        (folder / "wire.zip").write_bytes(zipped_stories(2))
        (folder / "after.txt").write_text(STORY.format("Sake"))
        await until(lambda: run.stored == 4 and not run.service.pending)
    assert sorted((r.title, r.version, r.gone) for r in rows(archive)) == [
        ("Rebels leave 0", 1, False),
        ("Rebels leave 1", 1, False),
        ("Rebels leave 2", 1, False),
        ("Rebels leave Sake", 1, False),
    ]


async def test_an_archive_with_a_document_that_takes_too_long_keeps_those_before_it(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    slow = b"".join(
        b"<div><p>Rebels attacked %d soldiers near Goma, they said.</p></div>\n" % n for n in range(100_000)
    )
    stories = {f"{number}.txt": STORY.format(number).encode() for number in range(3)}
    settings = replace(QUICK, read_seconds=0.5, max_bytes=2**24)
    (folder / "wire.zip").write_bytes(zipped({**stories, "slow.html": slow, "last.txt": b"It is not reached."}))
    async with running(archive, [folder], lexicon_folder, settings) as run:
        await until(lambda: run.aside == 1 and run.stored == 3, seconds=30)
        reader = Reader.open(archive)
        (aside,) = reader.set_aside()
        reader.close()
        assert aside.name == "wire.zip"
        assert "at its document 4. The 3 documents before that are kept." in aside.reason


async def test_what_was_set_aside_is_read_again_when_asked(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"%PDF-1.7 words")
    (folder / "good.txt").write_text(STORY.format("Sake"))

    def tried() -> list[datetime]:
        reader = Reader.open(archive)
        try:
            return [each.tried or each.since for each in reader.set_aside()]
        finally:
            reader.close()

    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.aside == 1 and run.stored == 1)
        source = run.service.health[0].source.uri
        (before,) = tried()
        await run.service.retry(source)
        await until(lambda: tried()[0] > before)
        (before,) = tried()
        await run.service.retry(source, (folder / "bad.txt").as_uri())
        await until(lambda: tried()[0] > before)
        assert run.stored == 1
    assert [row.version for row in rows(archive)] == [1]


async def test_catching_up_tells_how_far_it_is_while_many_files_wait(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    for n in range(300):
        (folder / f"{n}.txt").write_text(STORY.format(n))
    seen: list[Progress] = []
    async with running(archive, [folder], lexicon_folder) as run:

        def look() -> bool:
            seen.extend(filter(None, [run.service.catching_up]))
            return run.stored == 300

        await until(look, seconds=30)
        assert run.service.catching_up is None
    assert seen
    assert {progress.total for progress in seen} == {300}
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert seen[-1].done > 200
