"""The index's file beside the archive is a cache: wrong, it is made anew, and nobody is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.build import NOON, report
from watchers.archive.database import open_reading
from watchers.archive.index import building, cache
from watchers.archive.index.building import Making
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.errors import ArchiveError
from watchers.filters import Filter

EVERYTHING = Filter()


def fill(archive: Archive, first: int, last: int, place: str = "syria") -> None:
    for number in range(first, last):
        archive.store(report(f"Ferry {number}", uri=f"file:///{number}", regions=[place]))


def counted(path: Path) -> int:
    """How many documents an index made now has."""
    with closing(Reader.open(path)) as reader:
        reader.take(Making(path).make())
        assert reader.indexed
        assert reader.count(EVERYTHING, NOON) == reader.totals().documents
        return reader.region_counts(EVERYTHING, NOON)[0].count


def loaded(path: Path) -> bool:
    with closing(open_reading(path)) as connection:
        return cache.load(cache.beside(path), connection) is not None


def test_an_index_is_kept_beside_its_archive_and_used_again(archive: Archive, path: Path) -> None:
    fill(archive, 0, 5)
    assert counted(path) == 5
    assert loaded(path)
    kept = cache.beside(path).stat().st_mtime_ns
    fill(archive, 5, 9)
    assert counted(path) == 9
    assert cache.beside(path).stat().st_mtime_ns == kept
    assert [one.name for one in path.parent.glob("*.index*")] == ["archive.db.index"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-1],
        lambda content: content[:10],
        lambda content: b"",
        lambda content: content + b"\0",
        lambda content: content[:900] + bytes([content[900] ^ 1]) + content[901:],
        lambda content: b"x" * len(content),
    ],
    ids=["truncated", "cut off", "empty", "longer", "damaged", "foreign"],
)
def test_what_is_not_as_it_was_written_is_made_anew(
    harm: Callable[[bytes], bytes], archive: Archive, path: Path
) -> None:
    fill(archive, 0, 5)
    counted(path)
    beside = cache.beside(path)
    beside.write_bytes(harm(beside.read_bytes()))
    assert not loaded(path)
    assert counted(path) == 5
    assert loaded(path)


def test_the_cache_of_another_archive_is_not_used(archive: Archive, path: Path, tmp_path: Path) -> None:
    fill(archive, 0, 5)
    counted(path)
    other = tmp_path / "other" / "archive.db"
    with closing(Archive.open(other)) as another:
        fill(another, 0, 4, "sudan")
        another.store(report("Late", uri="file:///late", regions=["sudan"], received=NOON.replace(year=2031)))
        cache.beside(other).write_bytes(cache.beside(path).read_bytes())
        assert not loaded(other)
        assert counted(other) == 5


def test_the_cache_of_a_later_archive_and_of_one_that_was_pruned_since_is_not_used(
    archive: Archive, path: Path
) -> None:
    fill(archive, 0, 3)
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(path.with_name("backup.db"))) as other:
        one.backup(other)
    fill(archive, 3, 6)
    counted(path)
    path.with_name("backup.db.index").write_bytes(cache.beside(path).read_bytes())
    assert not loaded(path.with_name("backup.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO pruned (at, documents) VALUES (0, 0)")
    assert not loaded(path)
    assert counted(path) == 6


def test_where_nothing_can_be_written_there_is_an_index_all_the_same(
    archive: Archive, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, 0, 5)
    monkeypatch.setattr(building, "writable", lambda folder: False)
    assert counted(path) == 5
    assert not list(path.parent.glob("*.index*"))


def test_an_index_that_is_not_waited_for_any_more_is_not_made(archive: Archive, path: Path) -> None:
    fill(archive, 0, 5)
    making = Making(path)
    making.stop()
    with pytest.raises(ArchiveError, match="index could not be made"):
        making.make()
    assert not list(path.parent.glob("*.index*"))
