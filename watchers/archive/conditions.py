"""A filter as SQL: the one place where terms become conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import msgspec

from watchers.archive.columns import micros
from watchers.filters import Filter, Term

_WORDS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_LONGEST = 10**17
_MARKS = {"unread": "d.read = 0", "starred": "d.starred = 1"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands after WHERE of a query over `document d`, and the values of its question marks."""

    sql: str
    values: tuple[str | int, ...] = ()

    def negated(self) -> Condition:
        return Condition(f"NOT ({self.sql})", self.values)


def condition_of(wanted: Filter, now: datetime) -> Condition:
    """All terms of a filter; ids and words that no document has match nothing."""
    conditions = [_signed(term, now) for term in wanted.terms]
    sql = " AND ".join(f"({condition.sql})" for condition in conditions) or "TRUE"
    return Condition(sql, tuple(value for condition in conditions for value in condition.values))


def match_of(text: str) -> str:
    """An FTS5 expression that asks for every word, "phrase" and beginning* of a text; "" where it has none."""
    terms = []
    for phrase, word in _WORDS.findall(text.replace("\x00", " ")):
        star = "*" if word.endswith("*") else ""
        words = phrase or word.rstrip("*")
        if any(character.isalnum() for character in words):
            terms.append(f'"{words}"{star}')
    return " AND ".join(terms)


def _signed(term: Term, now: datetime) -> Condition:
    condition = _condition(term, now)
    return condition.negated() if term.negated else condition


def _condition(term: Term, now: datetime) -> Condition:
    match term.key:
        case "actor" | "region":
            return _tagged(term.key, term.values)
        case "event":
            sql = f"d.id IN (SELECT document FROM event_tag WHERE kind IN {_LIST})"
            return Condition(sql, (_list(term.values),))
        case "source":
            return Condition(f"d.source IN (SELECT id FROM source WHERE uri IN {_LIST})", (_list(term.values),))
        case "text":
            return _worded(term.values)
        case "since":
            return Condition("d.at >= ?", (_start(now, term.values),))
        case "is":
            return Condition(" OR ".join(_MARKS.get(value, "FALSE") for value in term.values) or "FALSE")


_LIST = "(SELECT value FROM json_each(?))"


def _list(values: tuple[str, ...]) -> str:
    return msgspec.json.encode([value.encode("utf-8", "replace").decode() for value in values]).decode()


def _tagged(table: str, keys: tuple[str, ...]) -> Condition:
    numbers = f"SELECT id FROM {table} WHERE key IN {_LIST}"
    return Condition(f"d.id IN (SELECT document FROM {table}_tag WHERE {table} IN ({numbers}))", (_list(keys),))


def _worded(values: tuple[str, ...]) -> Condition:
    """Text without a word in it asks for nothing, so every document meets it."""
    expressions = [match_of(value) for value in values]
    if not all(expressions):
        return Condition("TRUE")
    match = " OR ".join(f"({expression})" for expression in expressions)
    return Condition("d.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (match,))


def _start(now: datetime, values: tuple[str, ...]) -> int:
    """Where the widest of the spans begins."""
    return micros(now) - min(max(int(float(value) * 1_000_000) for value in values), _LONGEST)
