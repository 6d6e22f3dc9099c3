"""An archive of version 2 is brought up to date whole; its versions stay in the format in which they were written."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.archive.stories import GUID, wire
from tests.build import FOLDER, NOON, event, minutes, report
from watchers.archive import migrations
from watchers.archive.before import place_of
from watchers.archive.columns import FORMAT
from watchers.archive.marks import Marks
from watchers.archive.outdated import remark
from watchers.archive.reader import Reader
from watchers.archive.rows import Health, Stored, Totals
from watchers.archive.writing import Archive
from watchers.document import FileState, Source
from watchers.filters import Filter
from watchers.filters.parsing import parse

VERSION_2 = Path(__file__).with_name("version-2.sqlite.gz")
"""Nine documents as the code wrote them that knew versions 1 and 2; in the last two something is damaged."""
FEED = Source("feed", "Wire", "https://news.example/feed")


@pytest.fixture
def old(path: Path) -> Path:
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(VERSION_2.read_bytes()))
    return path


@pytest.fixture
def archive(old: Path) -> Iterator[Archive]:
    opened = Archive.open(old)
    yield opened
    opened.close()


def found(reader: Reader, expression: str) -> set[int]:
    return set(reader.numbers(parse(expression), NOON + minutes(60)))


def test_every_document_is_there_with_all_it_had(archive: Archive, reader: Reader) -> None:
    assert reader.totals() == Totals(9, 6, 9)
    rows = {row.title: row for row in reader.rows(range(1, 10))}
    assert [title for title, row in rows.items() if row.damaged] == []
    ferry, cafe = rows["Ferry refloated"], rows["Café by the harbour"]
    assert (ferry.versions, ferry.read, ferry.starred, ferry.urgency) == (2, True, True, 4)
    assert ([tag.id for tag in cafe.actors], [tag.id for tag in cafe.regions], cafe.event) == (
        ["irgc"],
        ["idlib"],
        "AID",
    )
    assert [row.title for row in rows.values() if row.gone] == ["Lone"]
    assert reader.original(4) == "Café by the harbour\n\nAid reached the café. The café is open.".encode()


def test_a_version_is_read_in_the_format_it_was_written_in(archive: Archive, reader: Reader) -> None:
    whole = reader.document(4)
    assert whole is not None
    assert whole.document.text == "Aid reached the café. The café is open."
    assert whole.analysis.events == (event("AID"), event("ASSAULT", "aerial", "reported"))
    assert [quote.text for quote in whole.analysis.summary] == ["Aid reached the café."]
    assert whole.analysis.attributions[0].kind == "witness"
    with closing(sqlite3.connect(archive.path)) as raw:
        assert raw.execute("SELECT DISTINCT format FROM version").fetchall() == [(1,)]


def test_what_is_told_anew_of_an_old_version_is_written_as_now(archive: Archive, reader: Reader) -> None:
    before = reader.document(4)
    assert before is not None
    fewer = replace(before.analysis, events=(event("AID"),))
    assert archive.retag(4, 1, fewer) is not None
    after = reader.document(4)
    assert after is not None
    assert (after.analysis, after.document) == (fewer, before.document)
    with closing(sqlite3.connect(archive.path)) as raw:
        assert raw.execute("SELECT format FROM version WHERE document = 4").fetchone() == (FORMAT,)


def test_what_is_damaged_says_so_as_before(archive: Archive, reader: Reader) -> None:
    for number, text in ((8, "Its words are whole."), (9, "Its words are whole too.")):
        whole = reader.document(number)
        assert whole is not None
        assert whole.row.damaged
        assert whole.document.text == text


def test_filters_find_them_as_before(archive: Archive, reader: Reader) -> None:
    assert found(reader, "afloat") == {1}
    assert found(reader, "aground") == set()
    assert found(reader, '"ferry is afloat"') == {1}
    assert found(reader, "region:syria") == {1, 2, 3, 4}
    assert found(reader, "is:killed") == {2}
    assert found(reader, "is:backlog") == {6}
    assert found(reader, "has:versions") == {1, 2}
    assert found(reader, "agency:harbour subject:conflict slug:ferry") == {1}
    assert found(reader, "kind:rss") == {5, 6}
    assert found(reader, f'story:"{GUID}"') == {1}
    assert found(reader, "has:note") == set()


def test_a_kill_leaves_what_it_kills_on_show_with_its_notice(archive: Archive, reader: Reader) -> None:
    whole = reader.document(2)
    assert whole is not None
    assert (whole.row.title, whole.row.status) == ("Minister resigns", "cancelled")
    assert whole.notice == "The minister has not resigned."
    assert [version.current for version in reader.versions(2)] == [True, False]


def test_sources_feeds_files_and_what_was_set_aside_are_kept(archive: Archive, reader: Reader) -> None:
    folder, feed = reader.sources()
    assert (folder.documents, folder.set_aside) == (7, 1)
    said = "Moved to another address."
    failing = Health(FEED, "failing", "The server does not answer.", NOON, NOON + minutes(15), 2, said=said)
    assert feed == replace(failing, muted=NOON + timedelta(days=9))
    assert archive.feeds() == {FEED.uri: b'{"etag": "one"}'}
    assert archive.feed_entries(FEED) == b'["one", "two"]'
    assert archive.file_states(FOLDER)[f"{FOLDER.uri}/cafe.txt"] == FileState(2, 2, 3)
    (aside,) = reader.set_aside()
    assert (aside.since, aside.tried) == (NOON, NOON + minutes(20))


def test_a_story_goes_on_where_it_was_taken_last(archive: Archive, reader: Reader, marks: Marks) -> None:
    sails = wire(
        "Ferry sails", "The ferry is back.", "ferry-3.xml", at=30, version="3", version_created=NOON + minutes(30)
    )
    assert archive.store(sails) == Stored(1, 3, "version")
    assert found(reader, "back") == {1}
    assert found(reader, "afloat") == set()
    assert [version.edition for version in reader.versions(1)] == ["1", "2", "3"]
    first = reader.version_text(1, 1)
    assert first is not None
    assert first.text == "The ferry ran aground at dawn."
    assert archive.store(report("New", uri="new")) == Stored(10, 1, "new")
    marks.note(4, "Ask the harbour master.", NOON)
    assert found(reader, "has:note") == {4}


def test_every_change_of_a_document_is_told_from_then_on(archive: Archive, marks: Marks) -> None:
    def revisions() -> dict[int, int]:
        with closing(sqlite3.connect(archive.path)) as raw:
            return dict(raw.execute("SELECT id, revision FROM document"))

    before = revisions()
    assert len(set(before.values())) == 9
    marks.star([3], True)
    archive.store(report("New", uri="new"))
    after = revisions()
    assert {number for number in after if after[number] != before.get(number)} == {3, 10}
    assert min(after[3], after[10]) > max(before.values())


def test_it_is_as_one_that_was_made_now(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        shape = "SELECT name, sql FROM sqlite_master ORDER BY name"
        migrated = dict(raw.execute(shape).fetchall())
    fresh = archive.path.with_name("fresh.db")
    Archive.open(fresh).close()
    with closing(sqlite3.connect(fresh)) as raw:
        assert migrated == dict(raw.execute(shape).fetchall())


def test_it_is_kept_as_it_was_beside(old: Path) -> None:
    Archive.open(old).close()
    with closing(sqlite3.connect(place_of(old, migrations.NEWEST))) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)
        assert raw.execute("SELECT count(*) FROM document").fetchone() == (9,)


def test_nothing_is_left_out_without_a_filter(archive: Archive, reader: Reader) -> None:
    assert len(reader.numbers(Filter(), NOON + minutes(60))) == 9


def test_who_waits_for_a_large_one_is_told_why(old: Path, tmp_path: Path) -> None:
    assert remark(old) is None
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("INSERT INTO original (digest, size, content) VALUES (X'00', 1, zeroblob(40000000))")
    said = remark(old) or ""
    assert f"up to date (40 MB), copied to archive.db.before-v{migrations.NEWEST} first" in said
    Archive.open(old).close()
    assert remark(old) is None
    assert remark(tmp_path / "none") is None
    assert remark(tmp_path) is None
    other = tmp_path / "notes.txt"
    other.write_bytes(b"Not an archive. " * 4_000_000)
    assert remark(other) is None


def test_the_words_of_a_damaged_text_are_still_found(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("UPDATE version SET text = X'01FF' WHERE document = 4")
    with closing(Archive.open(old)), closing(Reader.open(old)) as reader:
        assert found(reader, '"aid reached the cafe"') == {4}
        assert found(reader, "harbour") >= {4}
        assert found(reader, "afloat") == {1}
