"""An archive that cannot be written does not keep the board from opening; what is none is refused and left alone."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from tests.archive.test_backing import fill, titles
from tests.archive.test_migrating import VERSION_1
from tests.build import report
from tests.terminal import Terminal
from tests.test_losing import fill_up
from tui.shelving import Opened, opened
from watchers.archive import database, migrations
from watchers.archive.lock import Lock
from watchers.archive.writing import Archive
from watchers.errors import ArchiveCorruptError, ArchiveError

NOBODY = 65534
SECONDS = 60.0
STORY = "Ferry to Zanzibar sails\n\nDAR ES SALAAM, Nov 20 (Reuters) - Ferries to Zanzibar sail again, officials said.\n"


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that any user may enter; as root, the test goes on as one who has no special rights."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)


def stands_in(path: Path, *said: str) -> None:
    """Another archive is opened for this run, which can be written, and is gone after it."""
    with opened(path, reset=False) as kept:
        assert kept.path != path
        assert kept.lock is not None
        assert all(each in kept.unkept for each in said), kept.unkept
        with closing(Archive.open(kept.path)) as archive:
            assert archive.store(report("For this run")).outcome == "new"
        assert "For this run" in titles(kept.path)
    assert not kept.path.parent.exists()


def test_an_archive_that_can_be_written_is_opened_itself(tmp_path: Path) -> None:
    path = tmp_path / "new" / "archive.sqlite"
    with opened(path, reset=False) as kept:
        assert (kept.path, kept.unkept, kept.notices) == (path, "", ())
        assert not Lock(path).acquire()
        with opened(path, reset=False) as along:
            assert along == Opened(path, None)
    assert Lock(path).acquire()


def test_a_file_that_may_not_be_written(shared: Path) -> None:
    path = fill(shared / "archive.sqlite", 3)
    path.chmod(0o444)
    before = path.read_bytes()
    stands_in(path, "the file may not be written", "Give yourself the right")
    with opened(path, reset=False) as kept:
        assert len(titles(kept.path)) == 3, "what it holds is shown"
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_written(shared: Path) -> None:
    folder = shared / "kept"
    path = fill(folder / "archive.sqlite", 3)
    folder.chmod(0o555)
    stands_in(path, "you may not read and write there", "--archive PATH")
    stands_in(folder / "none.sqlite", "you may not read and write there")
    stands_in(folder / "below" / "none.sqlite", "you may not read and write there")
    folder.chmod(0o000)
    stands_in(path, "you may not read and write there")
    folder.chmod(0o755)
    assert sorted(each.name for each in folder.iterdir()) == ["archive.sqlite"]


def test_a_disk_that_may_only_be_read(small_disk: Path) -> None:
    path = fill(small_disk / "archive.sqlite", 3)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    stands_in(path, "its disk may only be read")
    with opened(path, reset=False) as kept:
        assert len(titles(kept.path)) == 3


def test_a_full_disk(small_disk: Path) -> None:
    path = fill(small_disk / "archive.sqlite", 3)
    fill_up(small_disk / "ballast")
    stands_in(path, "the disk is full", "Make room")
    stands_in(small_disk / "new.sqlite", "the disk is full", "Make room")
    with opened(path, reset=False) as kept:
        assert len(titles(kept.path)) == 3
    (small_disk / "ballast").unlink()
    with opened(path, reset=False) as kept:
        assert kept.path == path


def test_one_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fill(tmp_path / "archive.sqlite", 3)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        stands_in(path, "another process has been writing to it for too long")
        other.execute("ROLLBACK")


def test_what_is_no_archive_of_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    diary, other, newer = tmp_path / "diary", tmp_path / "other.db", fill(tmp_path / "newer.db", 1)
    diary.write_text("Dear diary")
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE bookmark (name)")
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path, said in ((other, "another program"), (newer, "newer wirewatch"), (tmp_path, "this is a folder")):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(ArchiveError, match=said), opened(path, reset=True):
            pass
        assert not before or path.read_bytes() == before
    for path, said in ((diary / "x", "not a folder"), (tmp_path / ("n" * 300), "too long")):
        with pytest.raises(ArchiveError, match=said), opened(path, reset=False):
            pass
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(ArchiveError), opened(loop / "x", reset=False):
        pass
    with opened(diary, reset=True) as kept:
        assert kept.path == diary
    (aside,) = tmp_path.glob("diary.damaged-*")
    assert aside.read_text() == "Dear diary"


def test_a_damaged_one_is_not_put_aside_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diary = tmp_path / "diary"
    diary.write_text("Dear diary")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(SystemExit), opened(diary, reset=False):
        pass
    assert diary.read_text() == "Dear diary"
    with pytest.raises(ArchiveCorruptError):
        Archive.open(diary)


def test_where_an_older_archive_was_copied_to_is_said(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    with opened(path, reset=False) as kept:
        (notice,) = kept.notices
    assert str(path.with_name(f"archive.sqlite.before-v{migrations.NEWEST}")) in notice
    with opened(path, reset=False) as kept:
        assert kept.notices == ()


def test_the_board_says_what_is_not_kept_and_shows_what_comes_in(
    small_disk: Path, tmp_path: Path, lexicon_folder: Path
) -> None:
    folder, settings = tmp_path / "in", tmp_path / "settings.toml"
    folder.mkdir()
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n")
    path = fill(small_disk / "archive.sqlite", 3)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    command = [sys.executable, "-m", "tui", "--archive", str(path), "--settings", str(settings), str(folder)]
    kept = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal(command, kept, columns=160, lines=45) as board:
        board.until(lambda screen: "✖ not kept: its disk may only be read" in screen, SECONDS)
        board.until(lambda screen: "archive.sqlite  Nothing is kept" in screen and "Report 1" in screen, SECONDS)
        (folder / "ferry.txt").write_text(STORY)
        board.until(lambda screen: "Ferry to Zanzibar sails" in screen, SECONDS)
        board.type("Q")
        assert board.exit_code(SECONDS) == 0
