"""A filter as SQL: the one place where terms become conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from watchers.archive.columns import micros
from watchers.archive.lives import story_digest
from watchers.filters import Filter, Group, Key, Term
from watchers.filters.closed import SOURCES
from watchers.filters.folding import words
from watchers.filters.labels import codes, whole
from watchers.filters.moments import before, since, within
from watchers.filters.ranges import bounds, numbered

_WORDS = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_LONGEST = 100
_LIST = "(SELECT value FROM json_each(?))"
# A list in order is walked along its index, unless a state that few have comes as a set of its own.
_STATES = {
    "unread": "d.read = 0",
    "read": "d.read <> 0",
    "starred": "d.starred = 1",
    "killed": "d.status IS NOT NULL AND d.status = 'cancelled'",
    "withheld": "d.status IS NOT NULL AND d.status = 'withheld'",
    "urgent": "d.urgency IS NOT NULL AND d.urgency BETWEEN 1 AND 3",
    "advisory": "d.advisory = 1",
    "corrected": "d.corrected = 1",
    "gone": "d.id IN (SELECT id FROM document WHERE gone IS NOT NULL)",
    "backlog": "d.backlog = 1",
}
_HAD = {
    "versions": "d.id IN (SELECT id FROM document WHERE versions > 1)",
    "note": "d.id IN (SELECT document FROM note)",
    **{what: f"EXISTS (SELECT 1 FROM {what}_tag h WHERE h.document = d.id)" for what in ("actor", "region", "event")},
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands after WHERE of a query over `document d`, and the values of its question marks."""

    sql: str
    values: tuple[str | int | bytes, ...] = ()

    def negated(self) -> Condition:
        return Condition(f"NOT ({self.sql})", self.values)


ALL, NONE = Condition("TRUE"), Condition("FALSE")


def condition_of(wanted: Filter, now: datetime, last: datetime | None = None) -> Condition:
    """All terms of a filter; ids and words that no document has match nothing. `last` is the last look, None for none.

    No filter that a condition is made of yields NULL, so that NOT turns it round.
    """
    return _conjunction(wanted.terms, now, last)


def match_of(text: str) -> str:
    """An FTS5 expression that asks for every word, "phrase" and beginning* of a text; "" where it has none."""
    terms = []
    for phrase, begun, word in _WORDS.findall(text.replace("\x00", " ")):
        star = begun if phrase else "*" if word.endswith("*") else ""
        said = phrase or word.rstrip("*")
        if any(character.isalnum() for character in said):
            terms.append(f'"{said}"{star}')
    return " AND ".join(terms)


def expression_of(values: Sequence[str]) -> str:
    """The same for any of several texts; "" where one of them has no word, so that every document meets it."""
    expressions = [match_of(value.encode("utf-8", "replace").decode()) for value in values]
    return " OR ".join(f"({each})" for each in expressions) if all(expressions) else ""


def _signed(term: Term, now: datetime, last: datetime | None) -> Condition:
    if isinstance(term, Group):
        return _group(term, now, last)
    condition = _condition(term, now, last)
    return condition.negated() if term.negated else condition


def _group(group: Group, now: datetime, last: datetime | None) -> Condition:
    """One that is left out is turned inside out, which spares brackets."""
    parts = [replace(part, negated=not part.negated) for part in group.parts] if group.negated else group.parts
    if (group.key == "any") is group.negated:
        return _conjunction(parts, now, last)
    return _any([_signed(part, now, last) for part in _either(parts)])


def _condition(term: Term, now: datetime, last: datetime | None) -> Condition:
    told = _TOLD.get(term.key)
    if told is not None:
        return told(term)
    return _any([_valued(term, value, now, last) for value in term.values])


def _valued(term: Term, value: str, now: datetime, last: datetime | None) -> Condition:
    """Keys each of whose values is a condition of its own."""
    match term.key:
        case "since" | "before" | "on":
            return _timed(term.key, value, now, last)
        case "is":
            return _state(value, now, last)
        case "has":
            return _had(value)
        case "lang":
            return _label("lang", value)
        case "agency" | "slug" | "subject":
            return _worded(term.key, value, exact=term.exact)
    return NONE


def _all(conditions: Sequence[Condition]) -> Condition:
    return _chained([c for c in conditions if c != ALL], "AND") if NONE not in conditions else NONE


def _any(conditions: Sequence[Condition]) -> Condition:
    return _chained([c for c in conditions if c != NONE], "OR") if ALL not in conditions else ALL


def _chained(conditions: Sequence[Condition], word: str) -> Condition:
    """In parts, and these in brackets: SQLite takes neither a chain of 1,000 nor some 30 brackets within each other."""
    if not conditions:
        return ALL if word == "AND" else NONE
    if len(conditions) == 1:
        return conditions[0]
    if len(conditions) > _LONGEST:
        parts = [conditions[n : n + _LONGEST] for n in range(0, len(conditions), _LONGEST)]
        return _chained([_chained(part, word) for part in parts], word)
    sql = f" {word} ".join(f"({condition.sql})" for condition in conditions)
    return Condition(sql, tuple(value for condition in conditions for value in condition.values))


def _either(terms: Iterable[Term]) -> list[Term]:
    """Plain terms of the same key as one."""
    found: dict[object, Term] = {}
    for number, term in enumerate(terms):
        key: object = number if isinstance(term, Group) or term.negated else (term.key, term.exact)
        before = found.get(key)
        found[key] = replace(before, values=before.values + term.values) if before else term
    return list(found.values())


def _conjunction(terms: Sequence[Term], now: datetime, last: datetime | None) -> Condition:
    """Words that all must stand are one search."""
    searched: list[Term] = []
    others: list[Term] = []
    for term in terms:
        (searched if term.key == "text" and not term.negated and len(term.values) == 1 else others).append(term)
    expressions = [each for each in (expression_of(term.values) for term in searched) if each]
    found = [_searched(" AND ".join(expressions))] if expressions else []
    return _all([*found, *(_signed(term, now, last) for term in others)])


def _searched(expression: str) -> Condition:
    return Condition("d.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (expression,))


def _list(values: Iterable[str]) -> str:
    return msgspec.json.encode([value.encode("utf-8", "replace").decode() for value in values]).decode()


def _tagged(term: Term) -> Condition:
    table = term.key
    numbers = f"SELECT id FROM {table} WHERE key IN {_LIST}"
    own = " AND own = 1" if term.exact else ""
    sql = f"d.id IN (SELECT document FROM {table}_tag WHERE {table} IN ({numbers}){own})"
    return Condition(sql, (_list(term.values),))


def _events(term: Term) -> Condition:
    kinds = [value for value in term.values if "." not in value]
    sql = f"d.id IN (SELECT document FROM event_tag WHERE kind IN {_LIST})"
    plain = Condition(sql, (_list(kinds),)) if kinds else NONE
    return _any([plain, *(_label("mode", value) for value in term.values if "." in value)])


def _source(term: Term) -> Condition:
    return Condition(f"d.source IN (SELECT id FROM source WHERE uri IN {_LIST})", (_list(term.values),))


def _text(term: Term) -> Condition:
    expression = expression_of(term.values)
    return _searched(expression) if expression else ALL


def _story(term: Term) -> Condition:
    return _any([_numbered(value) or _by_provider(value) for value in term.values])


def _by_provider(value: str) -> Condition:
    """The index on stories begins with their source."""
    story = "d.story IS NOT NULL AND d.story = ? AND d.source IN (SELECT id FROM source)"
    return Condition(story, (story_digest(value),))


def _numbered(value: str) -> Condition | None:
    """A document, and all that tell the same story."""
    number = numbered(value)
    if number is None:
        return None
    cluster = "SELECT o.cluster FROM document o WHERE o.id = ? AND o.cluster IS NOT NULL"
    fellows = f"SELECT f.id FROM document f WHERE f.cluster IS NOT NULL AND f.cluster IN ({cluster})"
    return Condition(f"d.id IN (SELECT ? UNION ALL {fellows})", (number, number))


def _origins(term: Term) -> Condition:
    """Unknown where a document has no cluster yet: then no count is true of it."""
    told = [bounds(value, exact=term.exact) for value in term.values]
    sql = "d.cluster IS NOT NULL AND d.cluster IN (SELECT id FROM cluster WHERE origins BETWEEN ? AND ?)"
    return _any([Condition(sql, each) for each in told if each is not None])


def _timed(key: str, value: str, now: datetime, last: datetime | None) -> Condition:
    told = {"since": since, "before": before, "on": within}[key](value, now, last)
    if told is None:
        return NONE
    column = "d.placed" if told.by_receipt else "d.at"
    bounds = [(">=", told.start), ("<", told.end)]
    given = [Condition(f"{column} {sign} ?", (micros(bound),)) for sign, bound in bounds if bound is not None]
    return _all(given)


def _state(value: str, now: datetime, last: datetime | None) -> Condition:
    if value == "embargoed":
        return Condition("d.id IN (SELECT id FROM document WHERE embargo > ?)", (micros(now),))
    if value == "new":
        return _timed("since", "last", now, last)
    return Condition(_STATES[value]) if value in _STATES else NONE


def _had(value: str) -> Condition:
    if value in _HAD:
        return Condition(_HAD[value])
    return _label("told" if value in {"attribution", "hedge"} else "has", value)


def _kinds(term: Term) -> Condition:
    sources, formats = ([v for v in term.values if (v in SOURCES) is own] for own in (True, False))
    kinds = Condition(f"d.source IN (SELECT id FROM source WHERE kind IN {_LIST})", (_list(sources),))
    return _any([kinds if sources else NONE, *(_label("format", each) for each in formats)])


def _worded(kind: str, value: str, *, exact: bool) -> Condition:
    """Every word of the value, the last one begun where a star follows; a subject also goes by its code."""
    coded = _any([_label("code", code) for code in codes(value)[:1]]) if kind == "subject" else NONE
    if exact:
        return _any([coded, _label(f"{kind}=", whole(value))])
    said = words(value)
    begun = said[-1:] if value.endswith("*") else ()
    found = [_label(kind, word) for word in said[: len(said) - len(begun)]]
    return _any([coded, _all([*found, *(_label(kind, word, begun=True) for word in begun)])])


def _label(kind: str, key: str, *, begun: bool = False) -> Condition:
    key = key.encode("utf-8", "replace").decode()
    which = "key >= ? AND key < ?" if begun else "key = ?"
    values = (key, f"{key}\U0010ffff") if begun else (key,)
    sql = f"d.id IN (SELECT document FROM label_tag WHERE label IN (SELECT id FROM label WHERE kind = ? AND {which}))"
    return Condition(sql, (kind, *values))


_TOLD: dict[Key, Callable[[Term], Condition]] = {
    "actor": _tagged,
    "region": _tagged,
    "event": _events,
    "source": _source,
    "text": _text,
    "kind": _kinds,
    "story": _story,
    "origins": _origins,
}
