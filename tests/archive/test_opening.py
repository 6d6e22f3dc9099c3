"""What is no archive is named for what it is, and left as it was."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.build import NOON, report
from watchers.archive import migrations
from watchers.archive.lock import Lock
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.schema import APPLICATION_ID
from watchers.archive.writing import Archive
from watchers.errors import ArchiveCorruptError, ArchiveError
from watchers.filters import Filter

NOBODY = 65534
GARBAGE = [b"xyz", b"Dear diary, \n" * 9999, bytes(8192), b"SQLite format 3\x00" + b"\xff" * 9000]
OPENERS: list[Callable[[Path], Archive | Reader | Marks]] = [Archive.open, Reader.open, Marks.open]
every_opener = pytest.mark.parametrize("opener", OPENERS, ids=["archive", "reader", "marks"])


def filled(path: Path) -> Path:
    """An archive of one document, closed."""
    archive = Archive.open(path)
    archive.store(report())
    archive.close()
    return path


def pragma(path: Path, statement: str) -> int:
    raw = sqlite3.connect(path)
    found = raw.execute(f"PRAGMA {statement}").fetchone()
    raw.close()
    return int(found[0]) if found else 0


def refused(opener: Callable[[Path], object], path: Path) -> ArchiveError:
    """The error, which names the file and says in a second sentence what to do."""
    with pytest.raises(ArchiveError) as caught:
        opener(path)
    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).count(". ") >= 1
    return caught.value


def test_a_new_archive_makes_its_folders_and_is_known_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder with spaces" / "what? #1 100%.db"
    filled(path)
    assert path.is_file()
    assert (pragma(path, "application_id"), pragma(path, "user_version")) == (APPLICATION_ID, migrations.NEWEST)
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_an_archive_is_there_after_it_was_closed(path: Path) -> None:
    filled(path)
    archive, reader = Archive.open(path), Reader.open(path)
    assert archive.store(report()).outcome == "unchanged"
    assert len(reader.rows([1])) == 1
    reader.close()
    archive.close()


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    for opener in (Reader.open, Marks.open):
        assert "no archive here yet" in str(refused(opener, path))
    filled(path)
    Reader.open(path).close()


def test_an_archive_that_was_only_just_begun_is_finished(path: Path) -> None:
    """As a kill between the first page and the tables leaves it."""
    path.parent.mkdir()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    assert path.stat().st_size > 0
    assert "no archive here yet" in str(refused(Reader.open, path))
    filled(path)


@every_opener
def test_a_folder_is_no_archive(tmp_path: Path, opener: Callable[[Path], object]) -> None:
    assert "folder" in str(refused(opener, tmp_path))


@every_opener
def test_a_pipe_is_no_archive(tmp_path: Path, opener: Callable[[Path], object]) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "ordinary file" in str(refused(opener, path))


@pytest.mark.parametrize("opener", [Reader.open, Marks.open], ids=["reader", "marks"])
def test_where_nothing_is_only_the_writer_makes_something(path: Path, opener: Callable[[Path], object]) -> None:
    assert "no archive here yet" in str(refused(opener, path))
    assert not path.exists()
    assert not path.parent.exists()


@every_opener
@pytest.mark.parametrize("content", GARBAGE, ids=["short", "text", "zeros", "header only"])
def test_garbage_is_called_damaged_and_left_alone(
    tmp_path: Path, opener: Callable[[Path], object], content: bytes
) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(content)
    assert isinstance(refused(opener, path), ArchiveCorruptError)
    assert path.read_bytes() == content


@every_opener
def test_the_file_of_another_program_is_left_alone(tmp_path: Path, opener: Callable[[Path], object]) -> None:
    path = tmp_path / "bookmarks.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmark (name)")
    raw.close()
    before = path.read_bytes()
    error = refused(opener, path)
    assert not isinstance(error, ArchiveCorruptError), "it is never set aside"
    assert "another program" in str(error)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@every_opener
def test_the_number_of_another_program_is_enough(tmp_path: Path, opener: Callable[[Path], object]) -> None:
    path = tmp_path / "map.db"
    pragma(path, "application_id = 77")
    assert "another program" in str(refused(opener, path))


@every_opener
def test_a_newer_archive_is_not_touched(path: Path, opener: Callable[[Path], object]) -> None:
    pragma(filled(path), f"user_version = {migrations.NEWEST + 1}")
    error = refused(opener, path)
    assert "newer wirewatch" in str(error)
    assert not isinstance(error, ArchiveCorruptError)
    assert pragma(path, "user_version") == migrations.NEWEST + 1


@pytest.mark.parametrize("opener", [Reader.open, Marks.open], ids=["reader", "marks"])
def test_an_older_archive_waits_for_a_writer(path: Path, opener: Callable[[Path], object]) -> None:
    pragma(filled(path), f"user_version = {migrations.NEWEST - 1}")
    assert "older wirewatch" in str(refused(opener, path))


def test_a_step_that_fails_leaves_the_archive_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        connection.execute("nonsense")

    filled(path)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, half))
        patched.setattr(migrations, "NEWEST", migrations.NEWEST + 1)
        with pytest.raises(ArchiveError):
            Archive.open(path)
    reader = Reader.open(path)
    assert list(reader.numbers(Filter(), NOON)) == [1]
    reader.close()


def test_a_step_is_taken_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    taken: list[int] = []
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, lambda _: taken.append(1)))
    monkeypatch.setattr(migrations, "NEWEST", migrations.NEWEST + 1)
    for _ in range(2):
        Archive.open(path).close()
    assert taken == [1]


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
            folder.chmod(0o777)


def test_a_folder_that_may_not_be_written_is_read_all_the_same(shared: Path) -> None:
    path = filled(shared / "kept" / "archive.db")
    path.parent.chmod(0o555)
    reader = Reader.open(path)
    assert list(reader.numbers(Filter(), NOON)) == [1]
    reader.close()
    refused(Archive.open, path)
    path.parent.chmod(0o755)


def test_a_folder_that_may_not_be_written_gets_no_archive(shared: Path) -> None:
    folder = shared / "kept"
    folder.mkdir()
    folder.chmod(0o555)
    refused(Archive.open, folder / "archive.db")
    refused(Archive.open, folder / "below" / "archive.db")
    with pytest.raises(ArchiveError):
        Lock(folder / "archive.db").acquire()
    folder.chmod(0o755)


def test_a_file_that_may_not_be_written_is_read_all_the_same(shared: Path) -> None:
    path = filled(shared / "archive.db")
    path.chmod(0o444)
    refused(Archive.open, path)
    reader = Reader.open(path)
    assert list(reader.numbers(Filter(), NOON)) == [1]
    reader.close()


def test_a_file_that_may_not_be_read_is_refused(shared: Path) -> None:
    path = filled(shared / "archive.db")
    path.chmod(0o000)
    for opener in OPENERS:
        refused(opener, path)
    hidden = shared / "hidden"
    hidden.mkdir()
    hidden.chmod(0o000)
    for opener in OPENERS:
        refused(opener, hidden / "archive.db")
    hidden.chmod(0o755)
