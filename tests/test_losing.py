"""While it runs the archive is moved, deleted, replaced, its disk full, itself locked: it says so and loses nothing."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.test_service import STORY, rows, running
from tests.waiting import until
from tui.commands.health import tell_on
from watchers.archive.backing import back_up
from watchers.archive.checking import check
from watchers.archive.lock import Lock
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive

BESIDE = ("", "-wal", "-shm")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "archive.sqlite"


def drop(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.txt").write_text(STORY.format(name))


def titles(archive: Path) -> set[str]:
    return {row.title.removeprefix("Rebels leave ") for row in rows(archive)}


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def is_there(archive: Path) -> bool:
    return archive.exists()


def move(archive: Path, to: Path) -> None:
    archive.replace(to)


def content(archive: Path) -> bytes:
    return archive.read_bytes()


def write(archive: Path, content: bytes) -> None:
    archive.write_bytes(content)


def without_log(archive: Path) -> None:
    archive.unlink()


def with_log(archive: Path) -> None:
    for suffix in BESIDE:
        archive.with_name(archive.name + suffix).unlink()


def with_its_folder(archive: Path) -> None:
    shutil.rmtree(archive.parent)


@pytest.mark.parametrize("delete", [without_log, with_log, with_its_folder])
async def test_a_deleted_archive_is_put_back_whole(
    folder: Path, archive: Path, lexicon_folder: Path, delete: Callable[[Path], None]
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake", "Minova")
        await until(lambda: run.stored == 2)
        delete(archive)
        drop(folder, "Rutshuru")
        await until(lambda: run.stored == 3)
        keeping = run.service.keeping
        assert (keeping.problem, keeping.waiting) == (None, 0)
        assert "was deleted while it was open, and has been put back whole" in (keeping.remark or "")
        assert run.state == "live"
        assert titles(archive) == {"Sake", "Minova", "Rutshuru"}
    assert titles(archive) == {"Sake", "Minova", "Rutshuru"}
    assert check(archive).findings == ()


async def test_a_deleted_archive_is_put_back_though_nothing_comes_in(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        with_log(archive)
        await until(lambda: run.service.keeping.remark)
        assert titles(archive) == {"Sake"}


@pytest.mark.parametrize("taken", [1, 3], ids=["the file alone", "with its log"])
async def test_a_moved_archive_is_left_whole_and_what_comes_in_waits_until_it_is_back(
    folder: Path, archive: Path, lexicon_folder: Path, tmp_path: Path, taken: int
) -> None:
    moved = tmp_path / "elsewhere" / "archive.sqlite"
    moved.parent.mkdir()
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        for suffix in BESIDE[:taken]:
            archive.with_name(archive.name + suffix).rename(moved.with_name(moved.name + suffix))
        await until(lambda: run.service.keeping.problem)
        said = run.service.keeping.problem or ""
        assert f"it was moved to {moved}. Put it back" in said
        drop(folder, "Minova", "Rutshuru")
        await until(lambda: run.service.keeping.waiting == 2)
        assert run.state == "failing"
        assert not is_there(archive), "a new one would hide the old when it comes back"
        assert titles(moved) == {"Sake"}, "without its log it is whole"
        moved.rename(archive)
        await until(lambda: run.stored == 3)
        assert (run.service.keeping.problem, run.service.keeping.waiting) == (None, 0)
        await until(lambda: run.state == "live")
    assert titles(archive) == {"Sake", "Minova", "Rutshuru"}
    assert check(archive).findings == ()


async def test_a_backup_put_in_its_place_is_gone_on_with_and_the_one_before_is_kept(
    folder: Path, archive: Path, lexicon_folder: Path, tmp_path: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        backup = back_up(archive, tmp_path / "copy.sqlite").path
        drop(folder, "Minova")
        await until(lambda: run.stored == 2)
        backup.replace(archive)
        drop(folder, "Rutshuru")
        await until(lambda: run.stored == 3)
        assert titles(archive) == {"Sake", "Rutshuru"}
        assert "another archive was put in the place" in (run.service.keeping.remark or "")
        (before,) = archive.parent.glob("*.replaced-*")
        assert titles(before) == {"Sake", "Minova"}
        assert before.name in (run.service.keeping.remark or "")
    assert check(archive).findings == check(before).findings == ()


async def test_a_file_of_something_else_in_its_place_is_left_alone(
    folder: Path, archive: Path, lexicon_folder: Path, tmp_path: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        move(archive, tmp_path / "kept.sqlite")
        write(archive, b"Dear diary")
        drop(folder, "Minova")
        await until(lambda: run.service.keeping.problem and run.service.keeping.waiting == 1)
        assert "another file took its place" in (run.service.keeping.problem or "")
        assert content(archive) == b"Dear diary"
        move(tmp_path / "kept.sqlite", archive)
        await until(lambda: run.stored == 2)
    assert titles(archive) == {"Sake", "Minova"}


async def test_watching_without_a_board_says_what_is_not_kept_and_when_it_is_again(
    folder: Path, small_disk: Path, lexicon_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, ballast, said = small_disk / "archive.sqlite", small_disk / "ballast", ""

    def heard(words: str) -> bool:
        nonlocal said
        said += capsys.readouterr().err
        return words in said

    async with running(archive, [folder], lexicon_folder) as run:
        telling = asyncio.create_task(tell_on(run.service, archive))
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        fill_up(ballast)
        drop(folder, "Minova")
        await until(
            lambda: heard(f"{archive}: the disk is full. Make room on it. Not kept at present: 1 document waits")
        )
        ballast.unlink()
        await until(lambda: heard(f"{archive}: what comes in is kept again."), 60)
        telling.cancel()
    assert said.count("the disk is full") == 1
    assert titles(archive) == {"Sake", "Minova"}


async def test_on_a_full_disk_what_comes_in_waits_in_bounds_and_is_kept_when_there_is_room(
    folder: Path, small_disk: Path, lexicon_folder: Path
) -> None:
    archive, ballast = small_disk / "archive.sqlite", small_disk / "ballast"
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        fill_up(ballast)
        drop(folder, *(f"Town {number}" for number in range(200)))
        await until(lambda: "disk is full" in (run.service.keeping.problem or "") and run.service.pending > 100)
        await until(lambda: run.service.keeping.waiting >= 8)
        assert run.service.keeping.waiting <= 64, "beyond that the folder waits"
        assert len(titles(archive)) == run.stored
        ballast.unlink()
        await until(lambda: run.stored == 201, 60)
        assert (run.service.keeping.problem, run.service.keeping.waiting) == (None, 0)
        assert run.aside == 0
    assert len(titles(archive)) == 201
    assert check(archive).findings == ()


def fill_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


async def test_what_another_program_locks_waits_and_is_kept_after_it(
    folder: Path, archive: Path, lexicon_folder: Path
) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        await until(lambda: run.state == "live")
        with closing(sqlite3.connect(archive, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            drop(folder, "Sake")
            await until(lambda: run.service.keeping.problem, 30)
            assert "another process has been writing to it for too long" in (run.service.keeping.problem or "")
            assert run.service.keeping.waiting == 1
            other.execute("COMMIT")
        await until(lambda: run.stored == 1, 30)
        assert run.service.keeping.problem is None


async def test_a_disk_that_is_taken_away_is_waited_for(folder: Path, small_disk: Path, lexicon_folder: Path) -> None:
    archive = small_disk / "archive.sqlite"
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        shelf = small_disk.with_name(f"{small_disk.name}-shelf")
        shelf.mkdir()
        subprocess.run(["mount", "--move", small_disk, shelf], check=True)  # noqa: ASYNC221
        try:
            drop(folder, "Minova")
            await until(lambda: run.service.keeping.problem and run.service.keeping.waiting == 1)
            assert "Put it back" in (run.service.keeping.problem or "")
            assert names(small_disk) == [], "nothing is begun in the empty folder"
        finally:
            subprocess.run(["mount", "--move", shelf, small_disk], check=True)  # noqa: ASYNC221
            shelf.rmdir()
        await until(lambda: run.stored == 2, 30)
    assert titles(archive) == {"Sake", "Minova"}


async def test_the_lock_holds_while_the_archive_is_put_back(folder: Path, archive: Path, lexicon_folder: Path) -> None:
    async with running(archive, [folder], lexicon_folder) as run:
        drop(folder, "Sake")
        await until(lambda: run.stored == 1)
        with_log(archive)
        await until(lambda: run.service.keeping.remark)
        assert not Lock(archive).acquire()


def test_a_reader_still_answers_from_an_archive_that_was_deleted(archive: Path) -> None:
    Archive.open(archive).close()
    with closing(Reader.open(archive)) as reader:
        with_its_folder(archive)
        assert reader.totals().documents == 0
