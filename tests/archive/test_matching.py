"""The archive's SQL and the match in memory let the same documents through, and both say what was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.filtering import LAST, filters, reports
from tests.build import NOON
from watchers.archive.conditions import expression_of
from watchers.archive.marks import Marks
from watchers.archive.matching import MARKS, Words, facts, marks_of, matches
from watchers.archive.reader import Reader
from watchers.archive.schema import VERSION_1
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.filters import Filter, Term
from watchers.filters.matching import Facts
from watchers.filters.parsing import parse
from watchers.filters.writing import write


class Kept:
    """Documents stored in a real archive, and their facts."""

    def __init__(self, path: Path, given: list[Report]) -> None:
        self.archive = Archive.open(path)
        self.archive.store_all(given)
        self.words = Words()
        self.reader = Reader.open(path)
        self.reader.last_look = LAST
        marks = Marks.open(path)
        numbers = sorted(self.reader.numbers(Filter(), NOON))
        marks.star(numbers[::3], True)
        marks.read(numbers[::4], True)
        for number in numbers[::5]:
            marks.note(number, "Seen by the desk.", NOON)
        marks.close()
        self.facts = {number: self._facts(number) for number in numbers}

    def close(self) -> None:
        self.reader.close()
        self.archive.close()
        self.words.close()

    def _facts(self, number: int) -> Facts:
        stored = self.reader.document(number)
        assert stored
        row, read = stored.row, (stored.document, stored.analysis)
        marks = marks_of(self.reader._ask(MARKS, number)[0])
        return facts(self.words, stored.source, row.title, read, marks)

    def in_sql(self, wanted: Filter) -> set[int]:
        return set(self.reader.numbers(wanted, NOON))

    def in_memory(self, wanted: Filter) -> set[int]:
        return {number for number, told in self.facts.items() if matches(wanted, told, NOON, LAST, self._cluster)}

    def _cluster(self, number: int) -> int | None:
        told = self.facts.get(number)
        return told.marks.cluster if told else None


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    given_reports: list[Report] = []

    @given(reports())
    @settings(max_examples=120, database=None)
    def collect(one: Report) -> None:
        given_reports.append(one)

    collect()
    opened = Kept(tmp_path_factory.mktemp("matching") / "archive.db", given_reports)
    yield opened
    opened.close()


@given(filters)
@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
def test_the_archive_and_the_match_in_memory_agree(kept: Kept, wanted: Filter) -> None:
    assert kept.in_sql(wanted) == kept.in_memory(wanted)


@given(filters)
@settings(max_examples=500)
def test_what_is_written_is_read_the_same(wanted: Filter) -> None:
    assert parse(write(wanted)) == wanted


@given(st.text(max_size=60), st.text(max_size=12), st.integers(0, 50))
@settings(max_examples=400)
def test_any_text_is_searched_as_the_archive_does(text: str, word: str, at: int) -> None:
    table = VERSION_1[VERSION_1.index("CREATE VIRTUAL TABLE search") :]
    with closing(Words()) as words, closing(sqlite3.connect(":memory:")) as archive:
        archive.execute(table)
        archive.execute("INSERT INTO search (rowid, title, text) VALUES (1, '', ?)", (text,))
        for value in (word, f"{word}*", f'"{word}"', text[at : at + 6], f"{text[at : at + 3]}*"):
            expression = expression_of((value,))
            sought = archive.execute("SELECT 1 FROM search WHERE search MATCH ?", (expression,)) if expression else None
            assert words.say("", text, (value,)) is (sought is None or sought.fetchone() is not None)


def test_every_document_is_let_through_by_some_filter_and_not_by_another(kept: Kept) -> None:
    for key, value in [
        ("is", "killed"),
        ("is", "new"),
        ("has", "media"),
        ("kind", "pdf"),
        ("slug", "sudan"),
        ("story", "tag:agency.example,2030:one"),
        ("story", "#1"),
        ("origins", "2"),
    ]:
        found = kept.in_sql(Filter((Term(key, (value,)),)))  # type: ignore[arg-type]
        assert 0 < len(found) < len(kept.facts), (key, value)
