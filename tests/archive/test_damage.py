"""One damaged row does not hide the others; a damaged file is named and can be put aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.build import FOLDER, NOON, minutes, report, unreadable
from watchers.archive.checking import check
from watchers.archive.database import open_writing, transaction
from watchers.archive.problems import naming_errors
from watchers.archive.reader import Reader
from watchers.archive.rows import Health
from watchers.archive.statistics import statistics
from watchers.archive.writing import Archive
from watchers.document import Analysis, FileState, Source
from watchers.errors import ArchiveCorruptError, ArchiveError
from watchers.filters import Filter, Term


def spoil(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "shown = X'00FF'",
        "shown = NULL",
        "shown = 7",
        'shown = \'{"event": "DANCE"}\'',
        "title = X'00FF'",
        "received = 9223372036854775807",
        "published = 'yesterday'",
        "status = 'dancing'",
        "embargo = 'tomorrow'",
    ],
)
def test_a_damaged_row_says_so_and_the_others_are_whole(archive: Archive, reader: Reader, change: str) -> None:
    for uri in "abc":
        archive.store(report(uri=uri))
    with closing(sqlite3.connect(archive.path)) as raw, raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'document'")
    spoil(archive.path, f"UPDATE document SET {change} WHERE id = 2")
    rows = {row.document: row for row in reader.rows([1, 2, 3])}
    assert rows[2].title == ""
    assert rows[2].damaged
    assert (rows[1].damaged, rows[3].damaged) == (None, None)
    assert set(reader.numbers(Filter(), NOON)) == {1, 2, 3}


@pytest.mark.parametrize("change", ["analysis = X'01FF'", "analysis = X''", "reading = '{'", "format = 99"])
def test_a_damaged_analysis_leaves_the_text_to_read(archive: Archive, reader: Reader, change: str) -> None:
    archive.store(report(text="Still here."))
    spoil(archive.path, f"UPDATE version SET {change}")
    whole = reader.document(1)
    assert whole is not None
    assert whole.row.damaged
    assert (whole.row.document, whole.document.text, whole.analysis) == (1, "Still here.", Analysis())


def test_a_document_without_its_version_is_damaged(archive: Archive, reader: Reader) -> None:
    archive.store(report())
    spoil(archive.path, "DELETE FROM version")
    whole = reader.document(1)
    assert whole is not None
    assert whole.row.damaged
    assert reader.original(1) is None
    assert archive.store(report()).version == 2
    assert reader.original(1) is not None


def test_a_document_with_a_damaged_text_takes_a_new_version(archive: Archive, reader: Reader) -> None:
    archive.store(report(text="Old words.", uri="u"))
    spoil(archive.path, "UPDATE version SET text = X'01FF'")
    assert archive.store(report(text="New words.", uri="u")).outcome == "version"
    whole = reader.document(1)
    assert whole is not None
    assert (whole.document.text, whole.row.damaged) == ("New words.", None)
    assert list(reader.numbers(Filter((Term("text", ("new",)),)), NOON)) == [1]


def test_a_damaged_original_is_named(archive: Archive, reader: Reader) -> None:
    archive.store(report())
    spoil(archive.path, "UPDATE original SET content = X'02'")
    with pytest.raises(ArchiveCorruptError, match="document 1"):
        reader.original(1)


@pytest.mark.parametrize(
    "change", ["last_success = 'abc'", "next_try = 9223372036854775807", "state = 'dancing'", "problem = X'00FF'"]
)
def test_a_damaged_source_says_so_and_the_others_are_whole(archive: Archive, reader: Reader, change: str) -> None:
    other = Source("folder", "other", "file:///other")
    archive.store(report())
    archive.health(Health(FOLDER, "live"))
    archive.health(Health(other, "live", last_success=NOON))
    spoil(archive.path, f"UPDATE source SET {change} WHERE id = 1")
    damaged, whole = reader.sources()
    assert (damaged.source, damaged.state, damaged.documents) == (FOLDER, "failing", 1)
    assert "damaged" in (damaged.problem or "")
    assert whole == Health(other, "live", last_success=NOON)
    archive.health(Health(FOLDER, "live"))
    assert reader.sources()[0] == Health(FOLDER, "live", documents=1)


@pytest.mark.parametrize("change", ["since = 'abc'", "since = 9223372036854775807", "reason = X'00FF'"])
def test_a_damaged_note_of_what_was_set_aside_says_so(archive: Archive, reader: Reader, change: str) -> None:
    first, second = unreadable("a.txt"), unreadable("b.txt")
    archive.set_aside(first)
    archive.set_aside(second)
    spoil(archive.path, f"UPDATE set_aside SET {change} WHERE name = 'a.txt'")
    found = {each.name: each for each in reader.set_aside()}
    assert "damaged" in found["a.txt"].reason
    assert found["b.txt"] == second


@pytest.mark.parametrize("change", ["inode = 'abc'", "size = 'abc'", "mtime_ns = X'FF'"])
def test_a_file_with_a_damaged_state_is_read_again(archive: Archive, reader: Reader, change: str) -> None:
    state = FileState(10, 20, 30)
    archive.store(report(uri="good", file_state=state))
    archive.set_aside(unreadable("bad", file_state=state))
    spoil(archive.path, f"UPDATE file SET {change}")
    assert set(archive.file_states(FOLDER)) == {"good", f"{FOLDER.uri}/bad"}
    assert state not in archive.file_states(FOLDER).values()
    assert [each.reason for each in reader.set_aside()] == [unreadable("bad").reason]


def many(path: Path) -> Path:
    archive = Archive.open(path)
    for number in range(60):
        archive.store(report(str(number), "Words. " * 900, regions=["beit-jinn"], content=bytes([number]) * 5000))
    archive.close()
    return path


def test_a_file_cut_short_is_called_damaged(path: Path) -> None:
    content = many(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(ArchiveCorruptError, match=r"damaged.*--reset"):
        Archive.open(path)


def test_pages_overwritten_with_noise_are_called_damaged(path: Path) -> None:
    size = many(path).stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    with pytest.raises(ArchiveCorruptError):
        Archive.open(path)


def test_damage_that_shows_only_later_is_called_the_same(path: Path) -> None:
    size = many(path).stat().st_size
    reader = Reader.open(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    with pytest.raises(ArchiveCorruptError):
        reader.numbers(Filter(), NOON)
    reader.close()


def test_a_damaged_archive_is_put_aside_and_a_new_one_begins(path: Path) -> None:
    many(path)
    content = path.read_bytes()
    now = datetime(2030, 3, 14, 12, 30, 5, tzinfo=UTC)
    first = Archive.reset(path, now)
    assert first == path.with_name("archive.db.damaged-20300314T123005Z")
    assert first.read_bytes() == content
    assert not path.exists()
    archive = Archive.open(path)
    assert archive.store(report()).document == 1
    log = path.with_name("archive.db-wal").read_bytes()
    second = Archive.reset(path, now)
    archive.close()
    assert second.name == "archive.db.damaged-20300314T123005Z-2"
    assert log
    assert not path.with_name("archive.db-wal").exists()
    assert Archive.reset(many(path)).name > "archive.db.damaged-2"


def test_nothing_can_be_put_aside_where_nothing_is(path: Path) -> None:
    with pytest.raises(ArchiveError):
        Archive.reset(path)


def test_a_full_disk_is_named_and_leaves_what_was_stored(path: Path) -> None:
    many(path)
    connection = open_writing(path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="disk is full") as full, naming_errors(path), transaction(connection):
        connection.execute("INSERT INTO original (digest, size, content) VALUES (X'00', 1, zeroblob(100000))")
    assert full.value.transient
    assert connection.execute("SELECT count(*) FROM original").fetchone() == (60,)
    connection.close()


def test_a_store_that_fails_half_way_leaves_nothing_of_it(archive: Archive, reader: Reader) -> None:
    archive.store(report("a", regions=["syria"]))
    with closing(sqlite3.connect(archive.path)) as raw, raw:
        raw.execute("CREATE TRIGGER refuse BEFORE INSERT ON event_tag BEGIN SELECT raise(ABORT, 'refused'); END")
    broken = report("b", regions=["khartoum"], events=["AID"], received=NOON + minutes(1))
    with pytest.raises(ArchiveError) as refused:
        archive.store(broken)
    assert not refused.value.transient
    assert reader.totals().documents == 1
    assert "khartoum" not in {count.id for count in reader.region_counts(Filter(), NOON)}
    spoil(archive.path, "DROP TRIGGER refuse")
    assert archive.store(broken).outcome == "new"
    assert "khartoum" in {count.id for count in reader.region_counts(Filter(), NOON)}


def test_damaged_versions_are_listed_all_the_same(archive: Archive, reader: Reader) -> None:
    for words in ("one", "two"):
        archive.store(report(text=words, uri="u"))
    spoil(
        archive.path,
        "UPDATE version SET text = X'01FF', edition = X'00FF', made = 'abc', status = 'dancing' WHERE number = 1",
    )
    assert [(version.number, version.status) for version in reader.versions(1)] == [(1, None), (2, None)]
    assert reader.version_text(1, 1) is None
    assert archive.store(report(text="three", uri="u")).version == 3


def test_an_archive_that_lost_a_table_is_damaged(archive: Archive) -> None:
    archive.store(report())
    archive.close()
    spoil(archive.path, "DROP TABLE version")
    with pytest.raises(ArchiveCorruptError, match="damaged"):
        statistics(archive.path)
    assert any("no such table: version" in each.what for each in check(archive.path).findings)
