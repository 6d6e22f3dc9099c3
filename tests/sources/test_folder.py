"""Each finished file of a folder comes in once, whole; each change once; nothing else ever."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from watchdog.observers.api import BaseObserver

from tests.sources.tray import QUICK, Tray, looked, rested, watching
from tests.waiting import until
from watchers.settings import Folder, Settings
from watchers.sources import losses
from watchers.sources.folder import FolderSource
from watchers.sources.names import file_uri
from watchers.sources.watch import Watch

WITHOUT_RESCAN = Settings(quiet_seconds=0.15, rescan_seconds=600)


def _settled(tray: Tray, many: int) -> bool:
    return len(tray.arrivals) == many


async def test_what_is_there_and_what_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "sub" / "deep" / "also.txt").write_text("also")
    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: _settled(tray, 2))
        (tmp_path / "new.txt").write_text("new")
        (tmp_path / "sub" / "deep" / "newer.txt").write_text("newer")
        await until(lambda: _settled(tray, 4))
        assert source.condition.state == "live"
        assert source.condition.problem is None
    assert tray.names == ["also.txt", "new.txt", "newer.txt", "old.txt"]
    assert all(a.file_state and a.source == source.source for a in tray.arrivals)


async def test_one_look_gives_one_instant_of_receipt(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n}.txt").write_text(str(n))
    await rested(tmp_path / "19.txt")
    tray = Tray()
    async with watching(tmp_path, tray):
        await until(lambda: _settled(tray, 20))
    assert len({a.received for a in tray.arrivals}) == 1


@pytest.mark.parametrize("settings", [QUICK, WITHOUT_RESCAN], ids=["with rescan", "hints only"])
async def test_a_slow_writer_is_waited_for(tmp_path: Path, settings: Settings) -> None:
    tray = Tray()
    async with watching(tmp_path, tray, settings) as source:
        await until(lambda: source.condition.state == "live")
        with (tmp_path / "slow.txt").open("w") as file:
            for n in range(10):
                file.write(f"{n}\n")
                file.flush()
                await asyncio.sleep(settings.quiet_seconds / 3)
        await until(lambda: tray.arrivals)
    assert tray.texts == [("slow.txt", "".join(f"{n}\n" for n in range(10)))]


async def test_written_aside_then_renamed(tmp_path: Path) -> None:
    tray = Tray()
    async with watching(tmp_path, tray, WITHOUT_RESCAN) as source:
        await until(lambda: source.condition.state == "live")
        (tmp_path / "story.txt.part").write_text("whole")
        (tmp_path / ".story.txt.x7").write_text("whole")
        await asyncio.sleep(2 * QUICK.quiet_seconds)
        (tmp_path / "story.txt.part").rename(tmp_path / "story.txt")
        await until(lambda: tray.arrivals)
    assert tray.texts == [("story.txt", "whole")]


async def test_a_folder_moved_in_brings_its_files(tmp_path: Path) -> None:
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside" / "a.txt").write_text("a")
    (tmp_path / "in").mkdir()
    tray = Tray()
    async with watching(tmp_path / "in", tray, WITHOUT_RESCAN) as source:
        await until(lambda: source.condition.state == "live")
        (tmp_path / "aside").rename(tmp_path / "in" / "moved")
        await until(lambda: tray.arrivals)
        shutil.rmtree(tmp_path / "in" / "moved")
        await until(lambda: tray.lost)
    assert tray.names == ["a.txt"]


async def test_a_change_comes_again_and_a_deletion_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    tray = Tray()
    async with watching(tmp_path, tray, WITHOUT_RESCAN):
        await until(lambda: _settled(tray, 1))
        path.write_text("two!")
        await until(lambda: _settled(tray, 2))
        path.unlink()
        await until(lambda: tray.lost)
    assert [text for _, text in tray.texts] == ["one", "two!"]
    assert len({a.uri for a in tray.arrivals}) == 1
    assert tray.lost == [file_uri(str(path))]


async def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    first = Tray()
    async with watching(tmp_path, first):
        await until(lambda: _settled(first, 3))
    (tmp_path / "b.txt").write_text("changed")
    (tmp_path / "c.txt").unlink()
    (tmp_path / "d.txt").write_text("d")
    second = Tray(first.known)
    async with watching(tmp_path, second):
        await until(lambda: _settled(second, 2) and second.lost)
    assert second.names == ["b.txt", "d.txt"]
    assert [uri.rpartition("/")[2] for uri in second.lost] == ["c.txt"]


async def test_a_folder_that_appears_later_and_one_that_takes_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    tray = Tray()
    async with watching(folder, tray) as source:
        await until(lambda: source.condition.state == "waiting")
        assert "as soon as it appears" in (source.condition.problem or "")
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("a")
        await until(lambda: _settled(tray, 1))
        assert source.condition.problem is None

        folder.rename(tmp_path / "away")
        await until(lambda: source.condition.state == "waiting")
        assert tray.lost == []
        folder.mkdir()
        (folder / "b.txt").write_text("b")
        await until(lambda: _settled(tray, 2) and tray.lost)
        (folder / "c.txt").write_text("c")
        await until(lambda: _settled(tray, 3))
    assert tray.names == ["a.txt", "b.txt", "c.txt"]


async def test_a_folder_replaced_at_once(tmp_path: Path) -> None:
    folder, other = tmp_path / "in", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "b.txt").write_text("b")
    tray = Tray()
    async with watching(folder, tray) as source:
        await until(lambda: source.condition.state == "live")
        folder.rename(tmp_path / "away")
        other.rename(folder)
        await until(lambda: _settled(tray, 1))
        (folder / "c.txt").write_text("c")
        await until(lambda: _settled(tray, 2))
    assert tray.names == ["b.txt", "c.txt"]


async def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.write_text("no folder")
    tray = Tray()
    async with watching(place, tray) as source:
        await until(lambda: source.condition.state == "waiting")
        assert "file in the folder's place" in (source.condition.problem or "")
        place.unlink()
        place.mkdir()
        await until(lambda: source.condition.state == "live")


async def test_a_link_given_as_the_folder_hints_too(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    tray = Tray()
    async with watching(tmp_path / "link", tray, WITHOUT_RESCAN) as source:
        await until(lambda: source.condition.state == "live")
        (tmp_path / "real" / "a.txt").write_text("a")
        await until(lambda: tray.arrivals)
    assert tray.arrivals[0].uri == file_uri(str(tmp_path / "link" / "a.txt"))


async def test_links_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("not asked for")
    (folder / "sub" / "a.txt").write_text("a")
    (folder / "sub" / "round").symlink_to(folder)
    (folder / "up").symlink_to(tmp_path)
    (folder / "again").symlink_to(folder / "sub")
    (folder / "self").symlink_to(folder / "self")
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    tray = Tray()
    async with watching(folder, tray) as source:
        await until(lambda: source.condition.last_success and tray.arrivals)
        await looked(source)
    assert tray.texts == [("a.txt", "a")]


async def test_names_of_every_kind(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    for name in (b"line\nbreak.txt", b"bad\xff\xfe.txt", b"\x1b[31mred.txt", "Ünï 100%#?.txt".encode()):
        with open(raw + b"/" + name, "wb") as file:  # noqa: ASYNC230, PTH123
            file.write(b"words")
    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: _settled(tray, 4))
        for arrival in list(tray.arrivals):
            assert arrival.uri.isascii()
            assert arrival.uri.isprintable()
        os.unlink(raw + b"/bad\xff\xfe.txt")  # noqa: PTH108
        await until(lambda: tray.lost)
        assert source.condition.problem is None
    assert tray.names == sorted(["line break.txt", "bad\ufffd\ufffd.txt", "red.txt", "Ünï 100%#?.txt"])
    assert tray.lost[0].endswith("/bad%FF%FE.txt")


async def test_hidden_and_temporary_names_are_nobodys(tmp_path: Path) -> None:
    names = [".a.txt", "a.txt~", "a.tmp", "a.part", "a.crdownload", "a.txt.swp", "4913", "~$a.txt", "#a.txt#"]
    for name in names:
        (tmp_path / name).write_text("no")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("no")
    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: source.condition.state == "live")
        for name in names:
            (tmp_path / name).write_text("no, again")
        (tmp_path / ".git" / "b.txt").write_text("no")
        (tmp_path / "yes.txt").write_text("yes")
        await until(lambda: tray.arrivals)
        await looked(source)
    assert tray.names == ["yes.txt"]


async def test_what_is_too_large_or_no_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("x" * 1001)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "folder.txt").mkdir()
    tray = Tray()
    async with watching(tmp_path, tray):
        await until(lambda: len(tray.aside) == 2 and tray.arrivals)
    reasons = {u.name: u.reason for u in tray.aside}
    assert reasons["large.txt"] == "It has 1,001 bytes, more than the 1,000 that are read."
    assert reasons["pipe.txt"] == "It is a named pipe, not a file."
    assert tray.names == ["good.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
async def test_a_closed_file_is_set_aside_once_and_taken_when_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    path.chmod(0)
    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: tray.aside)
        await looked(source)
        assert len(tray.aside) == 1
        path.chmod(0o600)
        await until(lambda: tray.arrivals)
    assert tray.aside[0].reason == "It may not be read."


async def test_the_newest_comes_first(tmp_path: Path) -> None:
    for n in range(50):
        path = tmp_path / f"{n:02}.txt"
        path.write_text(str(n))
        os.utime(path, (n * 1000, n * 1000))
    await rested(tmp_path / "49.txt")
    tray = Tray()
    async with watching(FolderSource(Folder(tmp_path), QUICK, at_once=1), tray):
        await until(lambda: _settled(tray, 50))
    assert [a.name for a in tray.arrivals] == [f"{n:02}.txt" for n in reversed(range(50))]


async def test_many_at_once_from_two_writers(tmp_path: Path) -> None:
    def write(who: str) -> None:
        for n in range(500):
            (tmp_path / f"{who}{n}.txt").write_text(f"{who}{n}")

    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: source.condition.state == "live")
        await asyncio.gather(asyncio.to_thread(write, "a"), asyncio.to_thread(write, "b"))
        await until(lambda: len(tray.arrivals) >= 1000)
    assert sorted(text for _, text in tray.texts) == sorted(f"{who}{n}" for who in "ab" for n in range(500))


async def test_without_hints_it_says_so_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, *arguments: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", refuse)
    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: source.condition.state == "live")
        assert (source.condition.problem or "").startswith("The system's limit of watched folders is reached; ")
        (tmp_path / "a.txt").write_text("a")
        await until(lambda: tray.arrivals)


async def test_its_threads_end_with_it(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    tray = Tray()
    async with watching(tmp_path, tray) as source:
        await until(lambda: source.condition.state == "live")
    await until(lambda: set(threading.enumerate()) <= before)


async def test_cancelled_while_the_watch_starts_its_threads_end_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(threading.enumerate())
    reached, go_on, schedule = threading.Event(), threading.Event(), BaseObserver.schedule

    def slowly(self: BaseObserver, *arguments: Any, **named: Any) -> object:
        reached.set()
        go_on.wait(10)
        return schedule(self, *arguments, **named)

    monkeypatch.setattr(BaseObserver, "schedule", slowly)
    running = asyncio.create_task(FolderSource(Folder(tmp_path), QUICK).run(Tray()))
    await until(reached.is_set)
    running.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    await until(lambda: set(threading.enumerate()) <= before)


def test_a_watch_that_cannot_start_leaves_nothing_and_many_leave_one_handler(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    assert "does not tell" in (Watch(str(tmp_path / "none"), lambda: None).start() or "")
    for _ in range(3):
        watch = Watch(str(tmp_path), lambda: None)
        assert watch.start() is None
        watch.stop()
    handlers = logging.getLogger("watchdog").handlers
    assert [type(each).__module__ for each in handlers].count(losses.__name__) == 1
    assert set(threading.enumerate()) <= before
