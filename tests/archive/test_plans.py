"""How SQLite goes about the panels' questions: through indexes, and never through bodies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial

import pytest

from tests.build import NOON
from watchers.archive import finding, queries
from watchers.archive.conditions import Condition, condition_of
from watchers.archive.database import open_reading
from watchers.archive.writing import Archive
from watchers.filters import Filter, Term, last
from watchers.filters.parsing import parse

Query = Callable[[Condition], str]
TRENDS: list[Query] = [partial(queries.trends, kind) for kind in ("actor", "region", "event")]
PANELS: list[Query] = [
    queries.numbers,
    queries.actors,
    *TRENDS,
    queries.regions,
    queries.events,
    queries.sources,
    queries.count,
    queries.clusters,
    queries.points,
    queries.own_regions,
    partial(queries.pairs, "actor"),
    partial(queries.pairs, "region"),
    queries.histogram,
]
SYRIA, NOT_IRAN = Term("region", ("syria",)), Term("actor", ("iran",), negated=True)
NARROW: list[Filter] = [
    Filter((SYRIA,)),
    Filter((SYRIA, NOT_IRAN)),
    Filter((Term("event", ("AID",)), SYRIA)),
    Filter((Term("text", ("fire",)),)),
    Filter((Term("source", ("file:///desk",)),)),
    *map(
        parse,
        [
            "actor:=iran",
            "event:assault.aerial",
            "lang:ar",
            "kind:pdf",
            "agency:reuters",
            "slug:sudan*",
            "subject:16000000",
            "subject:=war",
            "story:one",
            "story:#12",
            "origins:3",
            "is:killed",
            "is:urgent",
            "is:embargoed",
            "is:corrected",
            "is:gone",
            "is:starred",
            "has:media",
            "has:versions",
            "region:syria OR region:iraq OR agency:afp",
            "fire convoy* (lang:ar OR lang:fa) -is:read",
            "-(actor:iran region:syria) is:unread",
        ],
    ),
]
WIDE = [
    Filter(),
    Filter((NOT_IRAN,)),
    Filter((last(timedelta(days=1), "1 d"),)),
    Filter((Term("is", ("unread",)),)),
    *map(parse, ["on:yesterday", "since:last", "is:new", "before:monday", "has:actor", "-(actor:iran lang:ar)"]),
]
TAGS = ("actor_tag", "region_tag", "event_tag", "label_tag", "label", " t")


def plan(archive: Archive, sql: str) -> list[str]:
    with closing(open_reading(archive.path)) as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("?"))
        return [f"{detail} " for *_, detail in steps]


def name(query: Query) -> str:
    return "pairs" if isinstance(query, partial) else getattr(query, "__name__", "")


def scans(steps: list[str], *tables: str) -> list[str]:
    return [step for step in steps if any(step.startswith(f"SCAN {table.strip()} ") for table in tables)]


@pytest.mark.parametrize("query", PANELS, ids=name)
@pytest.mark.parametrize("wanted", NARROW, ids=lambda wanted: ", ".join(term.shown for term in wanted.terms))
def test_a_narrow_filter_is_searched_not_scanned(
    archive: Archive, query: Callable[[Condition], str], wanted: Filter
) -> None:
    steps = plan(archive, query(condition_of(wanted, NOON, NOON)))
    assert scans(steps, "d", "version", "original", *TAGS) == []


@pytest.mark.parametrize("query", PANELS, ids=name)
@pytest.mark.parametrize("wanted", WIDE, ids=lambda wanted: ", ".join(term.shown for term in wanted.terms) or "none")
def test_a_wide_filter_scans_no_more_than_it_counts(
    archive: Archive, query: Callable[[Condition], str], wanted: Filter
) -> None:
    steps = plan(archive, query(condition_of(wanted, NOON, NOON)))
    assert scans(steps, "version", "original") == []
    if wanted or query in TRENDS:
        assert scans(steps, *TAGS) == []


@pytest.mark.parametrize(
    "sql",
    [queries.ROWS, queries.ONE_ROW, queries.BODY, queries.REREAD, queries.ORIGINAL, queries.VERSIONS],
    ids=["rows", "one row", "body", "read again", "original", "versions"],
)
def test_a_window_of_rows_and_a_document_are_looked_up(archive: Archive, sql: str) -> None:
    steps = plan(archive, sql)
    assert scans(steps, "d", "s", "v", "o") == []
    assert any("SEARCH d USING INTEGER PRIMARY KEY" in step for step in steps)


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (finding.BY_STORY, "document_story (source=? AND story=?)"),
        (finding.BY_URI, "document_uri (source=? AND uri=?)"),
    ],
)
def test_the_document_that_a_report_belongs_to_is_looked_up(archive: Archive, sql: str, index: str) -> None:
    steps = plan(archive, sql)
    assert scans(steps, "d", "v", "o") == []
    assert any(f"SEARCH d USING INDEX {index}" in step for step in steps)


def test_totals_are_counted_without_the_rows(archive: Archive) -> None:
    assert all("COVERING" in step or "SEARCH" in step for step in scans(plan(archive, queries.TOTALS), "document"))
