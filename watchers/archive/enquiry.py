"""What a command asks of an archive at once: how many documents a filter lets through, or which, in an order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from watchers.archive import queries
from watchers.archive.columns import instant
from watchers.archive.conditions import Condition, condition_of, expression_of
from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.filters import Filter, Group, Term

Sort = Literal["newest", "oldest", "published", "relevance"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "published", "relevance")

_ORDERS: dict[Sort, str] = {
    "newest": "d.placed DESC, d.at DESC, d.id DESC",
    "oldest": "d.placed, d.at, d.id",
    "published": "d.at DESC, d.id DESC",
    "relevance": "r.score IS NULL, r.score, d.placed DESC, d.at DESC, d.id DESC",
}
_RANKING = 100
"""Words that are weighed."""
_RANKED = "SELECT rowid AS document, bm25(search, 1.0, 4.0) AS score FROM search WHERE search MATCH ?"
"""A word in the headline weighs as much as four in the text; the best has the lowest score."""


class Enquiry:
    """Used from one thread beside a writer; of one moment each, so that whoever prints slowly holds nothing up."""

    def __init__(self, path: Path) -> None:
        """An archive that is there; raises ArchiveError."""
        self._path = path
        self._connection = open_reading(path)
        looked = self._ask(queries.LOOK)
        self._last = instant(looked[0][0]) if looked else None

    def close(self) -> None:
        self._connection.close()

    def count(self, wanted: Filter, now: datetime) -> int:
        condition = self._condition(wanted, now)
        return int(self._ask(f"SELECT count(*) FROM document d WHERE {condition.sql}", *condition.values)[0][0])

    def numbers(self, wanted: Filter, now: datetime, sort: Sort = "newest", limit: int | None = None) -> array[int]:
        """Of documents, at most so many; eight bytes each. By relevance, what has none of the words comes last."""
        condition, words = self._condition(wanted, now), ""
        if sort == "relevance":
            words = " OR ".join(filter(None, (expression_of([said]) for said in searched(wanted)[:_RANKING])))
            sort = "relevance" if words else "newest"
        ranked = f"LEFT JOIN ({_RANKED}) r ON r.document = d.id" if words else ""
        sql = f"SELECT d.id FROM document d {ranked} WHERE {condition.sql} ORDER BY {_ORDERS[sort]} LIMIT ?"
        given = (*([words] if words else []), *condition.values, -1 if limit is None else limit)
        with naming_errors(self._path):
            return array("q", (row[0] for row in self._connection.execute(sql, given)))

    def _condition(self, wanted: Filter, now: datetime) -> Condition:
        return condition_of(wanted, now, self._last)

    def _ask(self, sql: str, *values: str | int | bytes) -> list[Any]:
        with naming_errors(self._path):
            return self._connection.execute(sql, values).fetchall()


def searched(wanted: Filter) -> tuple[str, ...]:
    """The words and phrases that a filter asks for anywhere in it, none of those that it leaves out."""
    return tuple(dict.fromkeys(_searched(wanted.terms)))


def _searched(terms: tuple[Term, ...]) -> Iterator[str]:
    for term in terms:
        if term.negated:
            continue
        if isinstance(term, Group):
            yield from _searched(term.parts)
        elif term.key == "text":
            yield from term.values
