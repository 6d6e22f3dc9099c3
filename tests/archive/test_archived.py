"""The archives on which figures are measured are such as the product itself writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bench import archived, dispatches
from tests.bench.asked import Asked
from tests.build import NOON
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.filters import Filter

COUNT = 300
FILLED = {
    "actor", "actor_tag", "cluster", "document", "event_tag", "label", "label_tag", "original", "region", "region_tag",
    "search_data", "source", "version",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "archive.sqlite"
    archived.make(path, COUNT, NOON)
    return path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_every_table_that_documents_fill_is_filled(made: Path) -> None:
    tables = [str(name) for (name,) in rows(made, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    filled = {name for name in tables if rows(made, f"SELECT 1 FROM {name} LIMIT 1")}
    assert filled >= FILLED
    assert rows(made, "PRAGMA integrity_check") == [("ok",)]
    assert rows(made, "PRAGMA foreign_key_check") == []


def test_it_holds_what_the_product_keeps_of_the_same_reports(made: Path, tmp_path: Path) -> None:
    told = dispatches.chunk(0, NOON - dispatches.YEAR, NOON - timedelta(seconds=1), COUNT)
    other = tmp_path / "archive.sqlite"
    with closing(Archive.open(other)) as archive:
        for each in told:
            archive.store(each.report)
    for table in ("version", "original", "actor", "region", "actor_tag", "region_tag", "event_tag", "label_tag"):
        assert rows(made, f"SELECT * FROM {table}") == rows(other, f"SELECT * FROM {table}")
    columns = "id, source, uri, story, version, versions, title, received, placed, at, shown, status, urgency, gone"
    assert rows(made, f"SELECT {columns} FROM document") == rows(other, f"SELECT {columns} FROM document")


def test_every_document_can_be_read_whole(made: Path) -> None:
    with closing(Reader.open(made)) as reader:
        numbers = reader.numbers(Filter(), NOON)
        assert len(numbers) == reader.totals().documents > COUNT * 0.9
        for number in numbers:
            whole = reader.document(number)
            assert whole is not None
            assert whole.row.damaged is None
            assert all(
                whole.document.text[m.start : m.end] == m.text for a in whole.analysis.actors for m in a.mentions
            )


def test_marks_and_stories_are_spread_as_on_a_desk(made: Path) -> None:
    ((documents, read, starred, told, copies),) = rows(
        made, "SELECT count(*), sum(read), sum(starred), count(cluster), count(copy_of) FROM document"
    )
    assert isinstance(documents, int)
    assert 0.6 < float(str(read)) / documents < 0.8
    assert 0 < float(str(starred)) / documents < 0.08
    assert 0.4 < float(str(told)) / documents < 0.9
    assert 0.05 < float(str(copies)) / documents < 0.4
    assert rows(made, "SELECT count(*) FROM cluster WHERE documents < 2 OR last < first") == [(0,)]


def test_what_is_asked_of_it_is_what_it_names(made: Path) -> None:
    with closing(Reader.open(made)) as reader:
        asked = Asked(made)
        kinds = asked.kinds(5)
        assert all(len(filters) == 5 for filters in kinds.values())
        assert any(reader.numbers(wanted, NOON) for wanted in kinds["one term"])
        assert len(asked.words(5)) == 5
