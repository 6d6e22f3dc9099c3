"""An enquiry counts and lists what a reader does, in every order, and asks SQLite for no more than it needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.build import NOON, minutes, report
from watchers.archive.database import open_reading
from watchers.archive.enquiry import SORTS, Enquiry, Sort, searched
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import EventKind
from watchers.filters import Filter
from watchers.filters.parsing import parse

EXPRESSIONS = ["", "ferry", "ferry OR event:assault", "-ferry", "is:unread -event:aid", "nobody-said-this"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.sqlite"
    with closing(Archive.open(path)) as archive:
        for n in range(60):
            title = f"Ferry {n}" if n % 3 else f"Convoy {n}"
            kinds: list[EventKind] = ["ASSAULT" if n % 2 else "AID"]
            given = report(
                title, "It left.", (), (), kinds, received=NOON - minutes(n), published=NOON - minutes(n * n)
            )
            archive.store(given)
    return path


@pytest.fixture
def enquiry(path: Path) -> Iterator[Enquiry]:
    with closing(Enquiry(path)) as opened:
        yield opened


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_it_finds_what_a_reader_finds(path: Path, enquiry: Enquiry, expression: str) -> None:
    wanted = parse(expression)
    with closing(Reader.open(path)) as reader:
        newest, published = reader.numbers(wanted, NOON), reader.by_publication(wanted, NOON)
    assert enquiry.count(wanted, NOON) == len(newest)
    assert enquiry.numbers(wanted, NOON) == newest
    assert enquiry.numbers(wanted, NOON, "oldest") == newest[::-1]
    assert enquiry.numbers(wanted, NOON, "published") == published
    assert sorted(enquiry.numbers(wanted, NOON, "relevance")) == sorted(newest)


@pytest.mark.parametrize("sort", SORTS)
def test_a_limit_cuts_and_changes_nothing_else(enquiry: Enquiry, sort: Sort) -> None:
    wanted = parse("ferry OR event:assault")
    whole = enquiry.numbers(wanted, NOON, sort)
    for limit in (0, 1, 7, 1000):
        assert enquiry.numbers(wanted, NOON, sort, limit) == whole[:limit]


def test_the_first_of_all_are_walked_along_an_index(path: Path) -> None:
    asked: list[str] = []
    with closing(Enquiry(path)) as enquiry, closing(open_reading(path)) as raw:
        enquiry._connection.set_trace_callback(asked.append)
        for sort in SORTS[:3]:
            enquiry.numbers(Filter(), NOON, sort, 50)
        for sql in asked:
            plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert "USING COVERING INDEX" in plan[0]
            assert not any(step == "USE TEMP B-TREE FOR ORDER BY" for step in plan), plan


def test_the_words_that_are_weighed_are_those_asked_for_and_not_those_left_out() -> None:
    assert searched(parse('raid (ferry OR "at dawn") -convoy -(harbour OR is:read)')) == ("raid", "ferry", '"at dawn"')
