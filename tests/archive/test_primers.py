"""An archive packs with primers of its own, and whatever they packed is read again, come what may."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive.test_damage import spoil
from tests.build import NOON, minutes, report
from watchers.archive import primers, training
from watchers.archive.backing import back_up
from watchers.archive.checking import check
from watchers.archive.packing import PRIMED
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.errors import ArchiveError

ENOUGH = 60
PACKED = f"substr(analysis, 1, 1) = X'{PRIMED.hex()}'"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "FIRST", ENOUGH)


def story(number: int) -> Report:
    """One of many in which the same is told in other numbers."""
    port = ("Aden", "Basra", "Latakia", "Umm Qasr")[number % 4]
    text = (
        f"Port authorities in {port} said on day {number} that {number * 7919} tonnes of wheat had been unloaded. " * 3
    )
    return report(f"Wheat ship {number} reaches {port}", text, regions=["syria"], uri=f"u{number}")


def fill(archive: Archive, first: int, last: int) -> None:
    archive.store_all([story(number) for number in range(first, last)])


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(sql).fetchall()


def forgotten(monkeypatch: pytest.MonkeyPatch, *, opened: bool = False) -> None:
    """As in another process, in which nothing is known; with `opened`, which archives are open stays."""
    monkeypatch.setattr(primers, "_known", {})
    if not opened:
        monkeypatch.setattr(primers, "_opened", {})


def is_whole(reader: Reader, number: int) -> bool:
    found, wanted = reader.document(number + 1), story(number)
    assert found is not None
    text_and_tags = (found.document.text, found.analysis.regions) == (wanted.document.text, wanted.analysis.regions)
    return found.row.damaged is None and text_and_tags and reader.original(number + 1) == wanted.arrival.content


def test_what_comes_after_enough_is_packed_with_them(archive: Archive) -> None:
    fill(archive, 0, ENOUGH)
    fill(archive, ENOUGH, ENOUGH + 10)
    assert asked(archive.path, "SELECT kind, count(*), count(DISTINCT digest) FROM primer GROUP BY 1") == [
        ("original", 2, 1),
        ("told", 2, 1),
    ]
    assert asked(archive.path, f"SELECT min(id), count(*) FROM version WHERE {PACKED}") == [(ENOUGH + 1, 10)]
    assert asked(archive.path, "PRAGMA integrity_check") == [("ok",)]


def test_another_process_reads_what_they_packed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, 0, ENOUGH)
    fill(archive, ENOUGH, ENOUGH + 10)
    forgotten(monkeypatch)
    with closing(Reader.open(archive.path)) as reader:
        assert all(is_whole(reader, number) for number in range(ENOUGH + 10))


def test_a_reader_that_was_open_before_reads_what_is_packed_since(
    archive: Archive, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, 0, ENOUGH)
    fill(archive, ENOUGH, ENOUGH + 1)
    forgotten(monkeypatch, opened=True)
    assert is_whole(reader, ENOUGH)


def test_an_archive_goes_on_with_those_it_has(archive: Archive, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, 0, ENOUGH)
    archive.close()
    forgotten(monkeypatch)
    with closing(Archive.open(path)) as again:
        fill(again, ENOUGH, ENOUGH + 5)
    assert asked(path, f"SELECT count(*) FROM version WHERE {PACKED}") == [(5,)]
    assert asked(path, "SELECT count(*) FROM primer") == [(4,)]


def test_they_are_trained_anew_when_there_is_ten_times_as_much(archive: Archive) -> None:
    for first in range(0, training.GROWN * ENOUGH, ENOUGH):
        fill(archive, first, first + ENOUGH)
    reached = asked(archive.path, "SELECT DISTINCT reached FROM primer ORDER BY 1")
    assert reached == [(ENOUGH,), (training.GROWN * ENOUGH,)]
    with closing(Reader.open(archive.path)) as reader:
        assert all(is_whole(reader, number) for number in range(0, training.GROWN * ENOUGH, 37))


@pytest.mark.parametrize("copy", [0, 1])
def test_a_damaged_copy_is_made_good_by_the_other(archive: Archive, monkeypatch: pytest.MonkeyPatch, copy: int) -> None:
    fill(archive, 0, ENOUGH)
    fill(archive, ENOUGH, ENOUGH + 1)
    spoil(archive.path, "UPDATE primer SET content = X'00' WHERE id % 2 = ?", copy)
    forgotten(monkeypatch)
    with closing(Reader.open(archive.path)) as reader:
        assert is_whole(reader, ENOUGH)
    assert [(finding.part, "primer" in finding.what) for finding in check(archive.path).findings] == [
        ("file", True)
    ] * 2


def test_without_them_a_document_says_that_it_is_damaged_and_others_come_in(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, 0, ENOUGH)
    fill(archive, ENOUGH, ENOUGH + 1)
    archive.close()
    spoil(archive.path, "UPDATE primer SET content = X'00'")
    forgotten(monkeypatch)
    with closing(Archive.open(archive.path)) as again, closing(Reader.open(archive.path)) as reader:
        fill(again, ENOUGH + 1, ENOUGH + 2)
        lost = reader.document(ENOUGH + 1)
        assert lost is not None
        assert lost.row.damaged
        assert is_whole(reader, 0)
        assert is_whole(reader, ENOUGH + 1)


def test_those_of_a_write_that_failed_pack_nothing(archive: Archive) -> None:
    refuse = "CREATE TRIGGER refuse AFTER INSERT ON primer WHEN NEW.kind = 'told' BEGIN SELECT raise(ABORT, 'no'); END"
    spoil(archive.path, refuse)
    with pytest.raises(ArchiveError):
        fill(archive, 0, ENOUGH)
    assert asked(archive.path, "SELECT count(*) FROM primer") == [(0,)]
    archive.store(story(0))
    packed = f"SELECT count(*) FROM original WHERE substr(content, 1, 1) = X'{PRIMED.hex()}'"
    assert asked(archive.path, packed) == [(0,)]


def test_where_there_is_nothing_to_learn_documents_go_on(archive: Archive) -> None:
    archive.store_all(
        [report("A", "B", uri=f"u{n}", content=b"B", received=NOON + minutes(n)) for n in range(2 * ENOUGH)]
    )
    assert asked(archive.path, "SELECT count(*) FROM document") == [(2 * ENOUGH,)]


def test_a_backup_has_them(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, 0, ENOUGH)
    fill(archive, ENOUGH, ENOUGH + 1)
    copy = back_up(archive.path, tmp_path / "copy.sqlite").path
    forgotten(monkeypatch)
    with closing(Reader.open(copy)) as reader:
        assert is_whole(reader, ENOUGH)


def test_versions_that_follow_in_one_write_leave_no_words_behind(archive: Archive, reader: Reader) -> None:
    told = [report("Ferry", text, uri="u") for text in ("It sank.", "It was raised.", "It sails.")]
    archive.store_all([story(1), *told[:2], story(2), told[2]])
    sql = "SELECT rowid FROM search WHERE search MATCH '{}'"
    assert [len(asked(archive.path, sql.format(word))) for word in ("sank", "raised", "sails")] == [0, 0, 1]
    with closing(sqlite3.connect(archive.path)) as raw:
        raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
