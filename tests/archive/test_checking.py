"""Looking an archive through finds what is wrong with it, says what to do, and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive.test_backing import fill
from watchers.archive.checking import check
from watchers.archive.lock import Lock
from watchers.archive.statistics import statistics
from watchers.archive.writing import Archive
from watchers.errors import ArchiveError


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for sql in statements:
            raw.execute(sql)


def test_a_whole_archive_is_whole(path: Path) -> None:
    fill(path)
    before = path.read_bytes()
    steps: list[tuple[str, int, int]] = []
    found = check(path, lambda *step: steps.append(step))
    assert (found.documents, found.versions, found.originals, found.findings) == (30, 30, 30, ())
    assert list(dict.fromkeys(what for what, _, _ in steps)) == ["file", "search", "documents", "originals"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "part", "said"),
    [
        ("UPDATE version SET text = X'01FF' WHERE document = 3", "documents", "document 3, version 1"),
        ("UPDATE version SET analysis = X'01FF' WHERE document = 4", "documents", "document 4, version 1"),
        ("UPDATE document SET shown = X'00FF' WHERE id = 5", "documents", "document 5, version 1"),
        ("UPDATE version SET format = 99 WHERE document = 6", "documents", "form that is not known (99)"),
        ("UPDATE original SET content = X'02' WHERE id = 7", "originals", "document 7: the bytes"),
        ("UPDATE original SET content = X'0061' WHERE id = 8", "originals", "document 8: the bytes"),
        ("DELETE FROM version WHERE document = 9", "references", "document 9: the version that is shown"),
        ("DELETE FROM source", "references", "belongs to a row of “source”"),
        ("UPDATE document SET copy_of = 99 WHERE id = 1", "references", "document 1 is said to repeat"),
        ("UPDATE document SET cluster = 99 WHERE id = 1", "stories", "document 1 tells a story"),
        ("INSERT INTO cluster VALUES (1, 3, 1, 0, 0)", "stories", "said to have 3 documents, and has 0"),
        ("DELETE FROM search_docsize WHERE id = 2", "search", "1 documents are not in it"),
        ("DELETE FROM search_data WHERE id > 100", "search", "words"),
    ],
)
def test_what_is_wrong_is_found_and_said(path: Path, sql: str, part: str, said: str) -> None:
    spoil(fill(path), sql)
    findings = check(path).findings
    assert part in {each.part for each in findings}
    assert any(said in each.what for each in findings if each.part == part), findings
    assert all(each.advice.endswith(".") for each in findings)


def test_damaged_pages_are_found_and_the_rest_is_looked_at(path: Path) -> None:
    fill(path, 400)
    spoil(path, "UPDATE version SET text = X'01FF' WHERE document = 3")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'actor_tag_of'").fetchone()[0]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
    parts = {each.part for each in check(path).findings}
    assert {"file", "documents"} <= parts


def test_many_findings_of_a_kind_are_counted(path: Path) -> None:
    spoil(fill(path), "UPDATE version SET text = X'01FF'")
    findings = check(path).findings
    assert len(findings) == 21
    assert findings[-1].what == "and 10 more of the kind"


def test_a_quick_look_leaves_out_what_lies_in_documents(path: Path) -> None:
    spoil(fill(path), "UPDATE version SET text = X'01FF'")
    assert check(path, quick=True).findings == ()


def test_it_reads_along_with_a_board_that_is_writing(path: Path) -> None:
    fill(path)
    lock = Lock(path)
    assert lock.acquire()
    with closing(Archive.open(path)) as archive:
        archive.connection.execute("BEGIN IMMEDIATE")
        assert check(path).findings == ()
        archive.connection.execute("ROLLBACK")
    lock.release()


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("Dear diary")
    for look in (check, statistics):
        with pytest.raises(ArchiveError, match="damaged"):
            look(tmp_path / "diary")
        with pytest.raises(ArchiveError, match="no archive here yet"):
            look(tmp_path / "none")


def test_statistics_tell_what_the_bytes_are_for(path: Path) -> None:
    fill(path)
    spoil(path, "UPDATE document SET starred = 1 WHERE id < 4")
    found = statistics(path)
    assert (found.documents, found.versions, found.originals, found.starred, found.noted) == (30, 30, 30, 3, 0)
    assert found.by_month == {"2030-03": 30}
    assert [(each.name, each.documents, each.versions) for each in found.by_source] == [("Desk", 30, 30)]
    assert found.came == found.by_source[0].size > 0
    assert {"originals", "texts and analyses", "lists", "search", "tags"} <= set(found.by_use)
    assert abs(sum(found.by_use.values()) + found.free - found.file) <= 8192
