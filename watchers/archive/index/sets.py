"""A filter's documents as a set: terms that have a bitmap by it, the others by SQL, words by the search."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec
from pyroaring import BitMap

from watchers.archive.columns import micros
from watchers.archive.conditions import condition_of, expression_of
from watchers.archive.index.index import Index
from watchers.archive.index.numbers import bitmap, parsed
from watchers.archive.index.segment import Kind
from watchers.archive.index.tables import EVENTS, HELD
from watchers.filters import Filter, Group, Key, Term
from watchers.filters.closed import SOURCES
from watchers.filters.folding import words
from watchers.filters.labels import codes
from watchers.filters.moments import before, since, within

_LIST = "(SELECT value FROM json_each(?))"
_REMEMBERED = 64


_FEW = 300
"""Of more documents than these a whole search is as fast as one for each."""


class Searches:
    """What the search found for an expression, kept up: of a change only the changed documents are searched again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._found: dict[str, tuple[BitMap, BitMap]] = {}

    def find(self, expression: str) -> BitMap:
        """Not to be changed."""
        found, changed = self._found.pop(expression, (None, BitMap()))
        if found is None:
            found = self._search("", expression)
        elif changed:
            found = self._again(expression, found, changed)
        self._found[expression] = found, BitMap()
        if len(self._found) > _REMEMBERED:
            del self._found[next(iter(self._found))]
        return found

    def renew(self, changed: BitMap) -> None:
        """After documents have changed; they are searched when somebody asks."""
        self._found = {text: (found, before | changed) for text, (found, before) in self._found.items()}

    def _again(self, expression: str, found: BitMap, changed: BitMap) -> BitMap:
        """What is new has the highest numbers, and is searched at once."""
        newest = found.max() if found else 0
        old = BitMap(changed)
        old.remove_range(newest + 1, 1 << 32)
        if len(old) > _FEW:
            return self._search("", expression)
        news = self._search("AND rowid > ?", expression, newest)
        listed = msgspec.json.encode(list(old)).decode()
        return (found - changed) | (news & changed) | self._search(f"AND rowid IN {_LIST}", expression, listed)

    def _search(self, among: str, *values: str | int) -> BitMap:
        sql = f"SELECT group_concat(rowid) FROM search WHERE search MATCH ? {among}"
        return _set_of(self._connection.execute(sql, values).fetchone()[0])


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of one moment, for filters that are told at `now`; `last` is the last look. None is everything."""

    connection: sqlite3.Connection
    index: Index
    searches: Searches
    now: datetime
    last: datetime | None
    _known: dict[Term, BitMap] = field(default_factory=dict)

    def of(self, wanted: Filter) -> BitMap:
        """The documents of a filter; not to be changed."""
        return self._all(wanted.terms)

    def _all(self, terms: Sequence[Term]) -> BitMap:
        """The positive terms first; words that all must stand are one search."""
        said = [term for term in terms if term.key == "text" and not term.negated and len(term.values) == 1]
        expressions = [each for each in (expression_of(term.values) for term in said) if each]
        found = [self.searches.find(" AND ".join(expressions)) & self.index.documents] if expressions else []
        others = [term for term in terms if term not in said]
        found += [self._term(term) for term in others if not term.negated]
        kept = BitMap.intersection(*found) if len(found) > 1 else found[0] if found else self.index.documents
        for term in others:
            if term.negated:
                kept = kept - self._term(term)
        return kept

    def _signed(self, term: Term) -> BitMap:
        return self.index.documents - self._term(term) if term.negated else self._term(term)

    def _term(self, term: Term) -> BitMap:
        """Without its sign."""
        plain = replace(term, negated=False)
        if (found := self._known.get(plain)) is None:
            self._known[plain] = found = self._find(plain)
        return found

    def _find(self, term: Term) -> BitMap:
        if isinstance(term, Group):
            return self._all(term.parts) if term.key == "all" else _union(self._signed(part) for part in term.parts)
        told = _TOLD.get(term.key)
        found = told(self, term) if told else None
        return self._by_sql(term) if found is None else found

    def _by_sql(self, term: Term) -> BitMap:
        condition = condition_of(Filter((term,)), self.now, self.last)
        sql = f"SELECT group_concat(d.id) FROM document d WHERE {condition.sql}"
        return _set_of(self.connection.execute(sql, condition.values).fetchone()[0]) & self.index.documents

    def _tagged(self, term: Term) -> BitMap:
        kinds: dict[tuple[str, bool], Kind] = {
            ("actor", False): "actor",
            ("actor", True): "own actor",
            ("region", False): "region",
            ("region", True): "own region",
        }
        return self.index.having(kinds[term.key, term.exact], self._ids(term.key, "key", term.values))

    def _sources(self, term: Term) -> BitMap:
        return self.index.having("source", self._ids("source", "uri", term.values))

    def _events(self, term: Term) -> BitMap:
        kinds = [EVENTS.index(value) for value in term.values if value in EVENTS]
        modes = [value for value in term.values if "." in value]
        return _union([self.index.having("event", kinds), *(self._label("mode", value) for value in modes)])

    def _kinds(self, term: Term) -> BitMap:
        sources = self._ids("source", "kind", [value for value in term.values if value in SOURCES])
        formats = [self._label("format", value) for value in term.values if value not in SOURCES]
        return _union([self.index.having("source", sources), *formats])

    def _languages(self, term: Term) -> BitMap:
        return _union(self._label("lang", value) for value in term.values)

    def _text(self, term: Term) -> BitMap:
        expression = expression_of(term.values)
        return self.searches.find(expression) & self.index.documents if expression else self.index.documents

    def _timed(self, term: Term) -> BitMap:
        return _union(self._stretch(term.key, value) for value in term.values)

    def _stretch(self, key: str, value: str) -> BitMap:
        told = {"since": since, "before": before, "on": within}[key](value, self.now, self.last)
        if told is None:
            return BitMap()
        start, end = (None if bound is None else micros(bound) for bound in (told.start, told.end))
        if start is None and end is None:
            return self.index.documents
        return self.index.since("placed" if told.by_receipt else "at", start, end)

    def _states(self, term: Term) -> BitMap | None:
        if "embargoed" in term.values:
            return None
        return _union(self._state(value) for value in term.values)

    def _state(self, value: str) -> BitMap:
        if value == "new":
            return self._stretch("since", "last")
        if value == "unread":
            return self.index.documents - self._state("read")
        return self.index.having("state", [HELD.index(value)] if value in HELD else [])

    def _had(self, term: Term) -> BitMap:
        return _union(self._held(value) for value in term.values)

    def _held(self, value: str) -> BitMap:
        if value in HELD:
            return self._state(value)
        return self._label("told" if value in {"attribution", "hedge"} else "has", value)

    def _worded(self, term: Term) -> BitMap | None:
        """None for exact ones, whose labels are not kept."""
        return None if term.exact else _union(self._said(term.key, value) for value in term.values)

    def _said(self, kind: str, value: str) -> BitMap:
        coded = self._label("code", codes(value)[0]) if kind == "subject" else BitMap()
        said = words(value)
        if not said:
            return self.index.documents
        begun = said[-1:] if value.endswith("*") else ()
        found = [self._label(kind, word) for word in said[: len(said) - len(begun)]]
        found += [self._label(kind, word, begun=True) for word in begun]
        return coded | BitMap.intersection(*found)

    def _label(self, kind: str, key: str, *, begun: bool = False) -> BitMap:
        which = "key >= ? AND key < ?" if begun else "key = ?"
        key = key.encode("utf-8", "replace").decode()
        values = (key, f"{key}\U0010ffff") if begun else (key,)
        rows = self.connection.execute(f"SELECT id FROM label WHERE kind = ? AND {which}", (kind, *values))
        return self.index.having("label", [row[0] for row in rows])

    def _ids(self, table: str, column: str, values: Iterable[str]) -> list[int]:
        listed = msgspec.json.encode([value.encode("utf-8", "replace").decode() for value in values]).decode()
        rows = self.connection.execute(f"SELECT id FROM {table} WHERE {column} IN {_LIST}", (listed,))
        return [row[0] for row in rows]


def _union(found: Iterable[BitMap]) -> BitMap:
    sets = list(found)
    return sets[0] if len(sets) == 1 else BitMap.union(*sets) if sets else BitMap()


def _set_of(listed: str | None) -> BitMap:
    numbers = parsed([listed] if listed else [])
    numbers.sort()
    return bitmap(numbers)


_TOLD: dict[Key, Callable[[Sets, Term], BitMap | None]] = {
    "actor": Sets._tagged,
    "region": Sets._tagged,
    "event": Sets._events,
    "source": Sets._sources,
    "text": Sets._text,
    "kind": Sets._kinds,
    "lang": Sets._languages,
    "agency": Sets._worded,
    "slug": Sets._worded,
    "subject": Sets._worded,
    "is": Sets._states,
    "has": Sets._had,
    "since": Sets._timed,
    "before": Sets._timed,
    "on": Sets._timed,
}
