"""What takes documents in runs beside the board: a process that answers it, ends with it and is begun again."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from tests.waiting import until
from tui.board.serving import Serving
from tui.intake.beside import Beside, given
from tui.paths import Paths
from watchers.archive.lock import Lock
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.errors import ArchiveBusyError, IntakeError

STORY = "GOMA, DR Congo, Nov 18 (Reuters) - Rebels attacked soldiers near Goma, officials in Kinshasa said.\n"
SECONDS = 60.0


class Desk:
    """A folder, an archive and what takes documents in; `rings` counts the doorbell."""

    def __init__(self, place: Path, lexicon: Path) -> None:
        self.folder, self.rings, self.lexicon = place / "in", 0, lexicon
        self.folder.mkdir()
        settings = place / "settings.toml"
        settings.write_text("quiet_seconds = 0.15\nrescan_seconds = 0.5\nworkers = 1\n", encoding="utf-8")
        self.paths = Paths(settings, place / "archive.sqlite", platformdirs.user_cache_path("wirewatch"))
        Archive.open(self.paths.archive).close()
        self.lock = Lock(self.paths.archive)

    def beside(self, doorbell: Callable[[], None] | None = None) -> Beside:
        arguments = given(self.paths, self.lexicon, [str(self.folder)])
        return Beside(arguments, self.paths.archive, doorbell or self.ring, self.lock.release)

    def ring(self) -> None:
        self.rings += 1

    def drop(self, name: str) -> None:
        (self.folder / name).write_text(f"{name}\n\n{STORY}", encoding="utf-8")

    @property
    def kept(self) -> int:
        with closing(Reader.open(self.paths.archive)) as reader:
            return reader.totals().documents

    def is_free(self) -> bool:
        """Whether nobody writes the archive."""
        other = Lock(self.paths.archive)
        free = other.acquire()
        other.release()
        return free


@pytest.fixture
def desk(tmp_path: Path, lexicon_folder: Path) -> Desk:
    return Desk(tmp_path, lexicon_folder)


def soon(condition: Callable[[], bool]) -> None:
    asyncio.run(until(condition, SECONDS))


@asynccontextmanager
async def running(work: Any) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, IntakeError):
            await task


async def test_a_file_is_kept_and_rings_and_at_the_end_the_lock_is_free(desk: Desk) -> None:
    assert desk.lock.acquire()
    beside = desk.beside()
    async with running(beside.run()):
        desk.drop("one.txt")
        await until(lambda: desk.kept == 1 and desk.rings, SECONDS, "a document")
        assert not desk.is_free()
        await until(lambda: beside.pending == 0 and beside.taken is not None, SECONDS, "its state")
    assert desk.is_free()


async def test_what_is_asked_is_answered(desk: Desk) -> None:
    beside = desk.beside()
    async with running(beside.run()):
        desk.drop("one.txt")
        await until(lambda: desk.kept == 1, SECONDS, "a document")
        told = await beside.retag()
        assert (told.done, told.total, told.changed, told.failed) == (1, 1, 0, 0)
        assert "no page" in await beside.full_text(1) or await beside.full_text(1)
        (desk.folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing of the kind")
        with closing(Reader.open(desk.paths.archive)) as reader:
            await until(lambda: len(reader.set_aside()) == 1, SECONDS, "a document set aside")
            first = reader.set_aside()[0]
            await beside.retry(first.source.uri, first.uri)
            await until(lambda: reader.set_aside()[0].tried, SECONDS, "another try")
        desk.drop("two.txt")
        beside.rescan()
        await until(lambda: desk.kept == 2, SECONDS, "the other document")


async def test_where_another_one_writes_it_says_so(desk: Desk) -> None:
    other = Lock(desk.paths.archive)
    assert other.acquire()
    try:
        with pytest.raises(ArchiveBusyError, match="another wirewatch is writing it"):
            await desk.beside().run()
    finally:
        other.release()


async def test_settings_that_do_not_parse_are_named(desk: Desk) -> None:
    desk.paths.settings.write_text("quiet_seconds = soon\n", encoding="utf-8")
    with pytest.raises(IntakeError, match="line 1"):
        await desk.beside().run()


async def test_killed_it_is_begun_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.board.serving.FIRST_PAUSE", 0.05)
    serving = Serving(desk.beside, None, desk.ring)
    async with running(serving.run()):
        desk.drop("one.txt")
        await until(lambda: desk.kept == 1, SECONDS, "a document")
        first = serving.service
        assert isinstance(first, Beside)
        assert first._process
        os.kill(first._process.pid, signal.SIGKILL)
        await until(lambda: "killed by signal 9" in serving.problem, SECONDS, "what happened")
        desk.drop("two.txt")
        await until(lambda: desk.kept == 2, SECONDS, "the other document")
        assert serving.service is not first


def test_when_the_board_is_killed_it_ends_too(desk: Desk) -> None:
    arguments = [desk.paths.settings, desk.paths.archive, desk.paths.cache, desk.lexicon, desk.folder]
    code = f"""
import asyncio, sys
from pathlib import Path
from tui.intake.beside import Beside
asyncio.run(Beside({[str(each) for each in arguments]!r}, Path("x"), lambda: None, lambda: None).run())
"""
    with subprocess.Popen([sys.executable, "-c", code]) as board:
        desk.drop("one.txt")
        soon(lambda: desk.kept == 1)
        assert not desk.is_free()
        board.kill()
    soon(desk.is_free)
