"""An archive that an earlier wirewatch made is brought up to date whole, and kept as it was beside."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import FOLDER, NOON, minutes, report
from watchers.archive import migrations
from watchers.archive.before import place_of
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.rows import Health, Stored, Totals
from watchers.archive.writing import Archive
from watchers.document import FileState, Source
from watchers.errors import ArchiveError
from watchers.filters import Filter, Term

VERSION_1 = Path(__file__).with_name("version-1.sqlite.gz")
"""Ten documents as the code wrote them that knew version 1 only; the reading of the last one is damaged."""
FEED = Source("feed", "Wire", "https://news.example/feed")
GUID = "tag:agency.example,2030:ferry"


@pytest.fixture
def old(path: Path) -> Path:
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return path


@pytest.fixture
def archive(old: Path) -> Iterator[Archive]:
    opened = Archive.open(old)
    yield opened
    opened.close()


def found(reader: Reader, key: str, *values: str) -> set[int]:
    return set(reader.numbers(Filter((Term(key, values),)), NOON))  # type: ignore[arg-type]


def test_only_a_writer_brings_it_up_to_date(old: Path) -> None:
    for opener in (Reader.open, Marks.open):
        with pytest.raises(ArchiveError, match="older wirewatch"):
            opener(old)


def test_every_document_is_there_with_all_it_had(archive: Archive, reader: Reader) -> None:
    assert reader.totals() == Totals(10, 8, 10)
    rows = {row.title: row for row in reader.rows(reader.numbers(Filter(), NOON))}
    assert [title for title, row in rows.items() if row.damaged] == []
    ferry, cafe = rows["Ferry refloated"], rows["Café by the harbour"]
    assert (ferry.version, ferry.versions, ferry.read, ferry.starred) == (2, 2, True, True)
    assert [tag.id for tag in ferry.actors] == ["irgc"]
    assert (cafe.version, cafe.received, cafe.event) == (2, NOON + minutes(8), "AID")
    assert [row.title for row in rows.values() if row.gone] == ["Lone"]
    whole = reader.document(ferry.document)
    assert whole is not None
    assert (whole.document.text, whole.document.guid, whole.document.version) == (
        "The ferry is afloat again.",
        GUID,
        "2",
    )
    assert reader.original(ferry.document) == b"Ferry refloated\n\nThe ferry is afloat again."


def test_words_and_tags_find_them_as_before(archive: Archive, reader: Reader) -> None:
    assert found(reader, "text", "afloat") == {1, 2}
    assert found(reader, "text", "aground") == set()
    assert found(reader, "text", "resume") == set()
    assert found(reader, "region", "syria") == {1, 2, 3, 4, 5}
    assert found(reader, "region", "africa") == set()
    assert found(reader, "event", "AID") == {5}
    assert found(reader, "is", "starred") == {1, 5}
    assert {count.id: count.count for count in reader.actor_counts(Filter(), NOON)} == {"irgc": 4, "iran": 4}
    assert sum(reader.histogram(Filter(), NOON + minutes(30), timedelta(hours=2), 4)) == 10


def test_what_filters_ask_of_was_told_from_what_was_kept(archive: Archive, reader: Reader) -> None:
    assert found(reader, "kind", "nitf") >= {1}
    assert len(found(reader, "lang", "en")) == 10
    assert found(reader, "is", "backlog") == set()
    assert found(reader, "kind", "feed") == {8}


def test_sources_files_and_what_was_set_aside_are_kept(archive: Archive, reader: Reader) -> None:
    folder, feed = reader.sources()
    assert (folder.documents, folder.set_aside) == (9, 1)
    assert feed == Health(FEED, "failing", "The server does not answer.", NOON, NOON + minutes(15), documents=1)
    states = archive.file_states(FOLDER)
    assert states[f"{FOLDER.uri}/plain.txt"] == FileState(2, 2, 3)
    assert f"{FOLDER.uri}/lone.txt" not in states
    assert [each.name for each in reader.set_aside()] == ["broken.pdf"]


def test_what_the_wire_said_of_a_story_is_told_from_what_was_kept(archive: Archive, reader: Reader) -> None:
    rows = {row.title: row for row in reader.rows(range(1, 11))}
    killed, held = rows["KILL - Minister resigns"], rows["Outlook for the harbour"]
    assert (killed.status, held.embargo) == ("cancelled", NOON + timedelta(days=2))
    whole = reader.document(killed.document)
    assert whole is not None
    assert whole.notice == "The minister has not resigned."
    assert rows["Ferry refloated"].urgency == 4
    assert [version.edition for version in reader.versions(1)] == ["1", "2"]
    assert [version.current for version in reader.versions(1)] == [False, True]


def test_a_story_goes_on_where_it_was_taken_last(archive: Archive, reader: Reader) -> None:
    fourth = report("Ferry sails", "The ferry is back in service.", uri=f"{FOLDER.uri}/ferry-4.xml")
    facts = {"format": "nitf", "guid": GUID, "version": "4", "version_created": NOON + minutes(9)}
    assert archive.store(replace(fourth, document=replace(fourth.document, **facts))) == Stored(2, 2, "version")  # type: ignore[arg-type]
    assert archive.store(report("New", uri="new")) == Stored(11, 1, "new")


def test_nothing_refers_to_what_is_not_there(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        tables = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name"
        migrated = dict(raw.execute(tables).fetchall())
    fresh = archive.path.with_name("fresh.db")
    Archive.open(fresh).close()
    with closing(sqlite3.connect(fresh)) as raw:
        assert migrated == dict(raw.execute(tables).fetchall())


def test_a_reference_to_nothing_is_refused(archive: Archive) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        archive._connection.execute("INSERT INTO event_tag VALUES ('AID', 999)")


def test_it_is_copied_once_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    first = Archive.open(old)
    copy = first.copy
    first.close()
    assert copy == place_of(old, migrations.NEWEST)
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM document").fetchone() == (10,)
    copied = copy.read_bytes()
    assert len(copied) == len(before)
    second = Archive.open(old)
    assert second.copy is None
    second.close()
    assert copy.read_bytes() == copied


def test_a_step_that_fails_leaves_it_at_version_1(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *later = migrations.STEPS

    def broken(connection: sqlite3.Connection) -> None:
        second(connection)
        connection.execute("nonsense")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (first, broken, *later))
        with pytest.raises(ArchiveError):
            Archive.open(old)
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM document").fetchone() == (10,)
    Archive.open(old).close()
