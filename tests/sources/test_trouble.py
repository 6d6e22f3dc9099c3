"""What a system does to a folder source: limits, closed doors, a stopped process; nothing is lost by it."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.sources.alone import NOBODY
from tests.waiting import until

_WITHIN = 60.0
_BRISK = ("--quiet", "0.3")
_HINTS_ONLY = (*_BRISK, "--rescan", "600")
_NAMESPACE = ("unshare", "--user", "--map-root-user")


class Alone:
    """What the source in the other process has told."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.told: list[tuple[str, str, str]] = []

    def names(self, what: str) -> Counter[str]:
        """How often each file was taken, set aside, or told to be gone."""
        return Counter(Path(path).name for told, path, _ in self.told if told == what)

    def problem(self) -> str | None:
        """How the folder fares: None before the first word of it, "" where it fares well."""
        states = [text for told, path, text in self.told if not path]
        return states[-1] if states else None

    async def listen(self) -> None:
        assert self.process.stdout
        async for line in self.process.stdout:
            self.told.append(tuple(json.loads(line)))


@asynccontextmanager
async def alone(folder: Path, *settings: str, before: Sequence[str] = ()) -> AsyncIterator[Alone]:
    """The source of a folder in a process of its own, until the block ends."""
    command = (*before, sys.executable, "-m", "tests.sources.alone", str(folder), *settings)
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    other = Alone(process)
    listening = asyncio.create_task(other.listen())
    try:
        await until(lambda: other.problem() is not None or listening.done(), _WITHIN)
        yield other
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGCONT)
            process.kill()
        await process.wait()
        await listening


def _may_have_a_namespace() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    limited = [*_NAMESPACE, "sh", "-c", "echo 1 > /proc/sys/user/max_inotify_watches"]
    return subprocess.run(limited, check=False, capture_output=True).returncode == 0


async def test_files_that_land_while_the_process_stands_still(tmp_path: Path) -> None:
    async with alone(tmp_path, *_HINTS_ONLY) as other:
        other.process.send_signal(signal.SIGSTOP)
        await asyncio.to_thread(_write, tmp_path, "a", 2000)
        other.process.send_signal(signal.SIGCONT)
        await until(lambda: other.names("took").total() >= 2000, _WITHIN)
    assert other.names("took") == Counter(f"a{n}.txt" for n in range(2000))


@pytest.mark.skipif(sys.platform != "linux", reason="the queue is that of Linux")
async def test_more_hints_than_the_system_keeps(tmp_path: Path) -> None:
    """Two events a file, and four where it is written: the queue runs over, and what is told of it is not."""
    path = tmp_path / "a.txt"
    async with alone(tmp_path, *_HINTS_ONLY) as other:
        other.process.send_signal(signal.SIGSTOP)
        await asyncio.to_thread(_open_often, [path, tmp_path / "b.txt"])
        (tmp_path / "late.txt").write_text("late")
        other.process.send_signal(signal.SIGCONT)
        await until(lambda: other.names("took")["late.txt"], _WITHIN)


async def test_two_processes_write_at_once(tmp_path: Path) -> None:
    many = int(os.environ.get("WIREWATCH_TEST_FILES", "2000")) // 2
    program = (
        "import sys; [open(f'{sys.argv[1]}/{sys.argv[2]}{n}.txt', 'w').write(str(n)) for n in range(int(sys.argv[3]))]"
    )
    async with alone(tmp_path, *_BRISK) as other:
        command = [sys.executable, "-c", program, str(tmp_path)]
        writers = [await asyncio.create_subprocess_exec(*command, who, str(many)) for who in "ab"]
        for writer in writers:
            assert await writer.wait() == 0
        await until(lambda: other.names("took").total() >= 2 * many, _WITHIN)
    assert other.names("took") == Counter(f"{who}{n}.txt" for who in "ab" for n in range(many))
    assert all(text == Path(path).stem[1:] for told, path, text in other.told if told == "took")


@pytest.mark.skipif(not _may_have_a_namespace(), reason="the system's limit cannot be set here")
@pytest.mark.parametrize("watches", [0, 3])
async def test_where_the_limit_of_watches_is_reached_it_is_said_and_every_folder_is_seen(
    tmp_path: Path, watches: int
) -> None:
    for n in range(6):
        (tmp_path / str(n)).mkdir()
    async with alone(tmp_path, *_BRISK, "--watches", str(watches), before=_NAMESPACE) as other:
        for n in range(6):
            (tmp_path / str(n) / f"{n}.txt").write_text(str(n))
        await until(lambda: other.names("took").total() >= 6, _WITHIN)
        await until(lambda: (other.problem() or "").startswith("The system's limit of watched folders"), _WITHIN)
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "new.txt").write_text("new")
        await until(lambda: other.names("took")["new.txt"], _WITHIN)
    assert other.names("took") == Counter([*(f"{n}.txt" for n in range(6)), "new.txt"])


async def test_permission_taken_and_given_back(tmp_path: Path) -> None:
    """By somebody to whom files can be closed."""
    folder, shut = tmp_path / "in", tmp_path / "in" / "shut"
    shut.mkdir(parents=True)
    for path in (folder / "file.txt", shut / "below.txt", folder / "open.txt"):
        path.write_text("words")
    (folder / "file.txt").chmod(0)
    nobody = _give_to_nobody(tmp_path, folder)
    async with alone(folder, *_BRISK, "--rescan", "1", *nobody) as other:
        await until(lambda: other.names("took").keys() == {"open.txt", "below.txt"} and other.names("set aside"))
        shut.chmod(0)
        await until(lambda: other.problem() == "The folder shut in it may not be read; give read permission.")
        folder.chmod(0)
        await until(lambda: (other.problem() or "").startswith("The folder may not be read"))
        folder.chmod(0o755)
        shut.chmod(0o755)
        (shut / "later.txt").write_text("later")
        (folder / "file.txt").chmod(0o644)
        await until(lambda: other.names("took").keys() >= {"file.txt", "later.txt"})
        await until(lambda: other.problem() == "")
    assert other.names("took") == Counter(["open.txt", "below.txt", "file.txt", "later.txt"])
    assert other.names("set aside") == Counter(["file.txt"])
    assert not other.names("gone")


async def test_permission_given_to_a_file_is_heard_of(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "file.txt").write_text("words")
    (folder / "file.txt").chmod(0)
    async with alone(folder, *_HINTS_ONLY, *_give_to_nobody(tmp_path, folder)) as other:
        await until(lambda: other.names("set aside"))
        (folder / "file.txt").chmod(0o644)
        await until(lambda: other.names("took"))


def _give_to_nobody(inside: Path, folder: Path) -> tuple[str, ...]:
    """Where it is root who tests, the source runs as nobody, and the folder and the ways to it are nobody's."""
    if os.geteuid() != 0:
        return ()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    for above in (inside, *inside.parents):
        if above.owner() == "root" and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    return ("--as-nobody",)


def _write(folder: Path, who: str, many: int) -> None:
    for n in range(many):
        (folder / f"{who}{n}.txt").write_text(str(n))


def _open_often(paths: list[Path]) -> None:
    """As often as events are kept."""
    for n in range(int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())):
        with paths[n % len(paths)].open("a"):
            pass
