"""What a person asks to see: terms joined by AND, the values of one term by OR. Pure values, no storage, no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

Key = Literal[
    "actor", "region", "event", "source", "kind", "lang", "agency", "slug", "subject", "story", "is", "has", "since",
    "before", "on", "origins", "text", "any", "all",
]  # fmt: skip
"""`any` and `all` are groups; `text` are words."""
Join = Literal["any", "all"]


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, met by any of its values; `exact` is the sign `=` before them.

    Values are ids (`actor`, `region`), event kinds with or without a mode (`ASSAULT`, `ASSAULT.aerial`), source uris,
    instants as `watchers.filters.times` keeps them (digits are seconds back from now), words. An `actor` or `region`
    catches all that belongs to it, but for an exact one. `labels` are the values as a person reads them.
    """

    key: Key
    values: tuple[str, ...]
    labels: tuple[str, ...] = field(default=(), compare=False)
    negated: bool = False
    exact: bool = False

    @property
    def shown(self) -> str:
        """`region: Syria or Iraq`, `not actor: Iran`."""
        names = " or ".join(self.labels or self.values)
        return f"{'not ' if self.negated else ''}{self.key}: {names}"


@dataclass(frozen=True, slots=True)
class Group(Term):
    """Terms of which `any` or `all` must hold; it has no values, and one label: how it is written."""

    parts: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """All terms must hold; none means every document."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def plus(self, term: Term) -> Filter:
        """This filter and one term more."""
        return self if term in self.terms else replace(self, terms=(*self.terms, term))

    def minus(self, term: Term) -> Filter:
        """This filter without a term."""
        return replace(self, terms=tuple(t for t in self.terms if t != term))

    def without(self, key: Key) -> Filter:
        """This filter without any term of a key."""
        return replace(self, terms=tuple(t for t in self.terms if t.key != key))

    def of(self, key: Key) -> tuple[Term, ...]:
        """The terms of a key."""
        return tuple(t for t in self.terms if t.key == key)

    def toggled(self, term: Term) -> Filter:
        """With the term if it was not there, without it if it was."""
        return self.minus(term) if term in self.terms else self.plus(term)

    def dropped(self, key: Key, values: Iterable[str]) -> Filter:
        """Without some values of a key, whether asked for or left out; a term without values is no term."""
        gone = frozenset(values)
        return replace(self, terms=tuple(filter(None, (_dropped(term, key, gone) for term in self.terms))))

    def turned(self, term: Term) -> Filter:
        """Asks for a term; where all of its values are asked for already, for none of them any more."""
        kept = self.dropped(term.key, term.values)
        return kept if self.chosen(term.key) >= set(term.values) else kept.plus(term)

    def excluded(self, term: Term) -> Filter:
        """Leaves a term out; where all of its values are left out already, lets them in again."""
        kept = self.dropped(term.key, term.values)
        gone = self.chosen(term.key, negated=True) >= set(term.values)
        return kept if gone else kept.plus(replace(term, negated=True))

    def only(self, term: Term) -> Filter:
        """A term instead of all others of its key; where it is the only one already, none."""
        kept = self.without(term.key)
        return kept if self.of(term.key) == (term,) else kept.plus(term)

    def chosen(self, key: Key, *, negated: bool = False) -> frozenset[str]:
        """The values of a key that are asked for, or left out."""
        return frozenset(value for term in self.of(key) if term.negated is negated for value in term.values)

    def picked(self, key: Key, values: Iterable[tuple[str, str]]) -> Filter:
        """One term instead of all of a key, met by any of the (value, label) pairs; no pairs, no term."""
        pairs = tuple(values)
        kept = self.without(key)
        return kept.plus(Term(key, tuple(v for v, _ in pairs), tuple(n for _, n in pairs))) if pairs else kept


def _dropped(term: Term, key: Key, gone: frozenset[str]) -> Term | None:
    """None where nothing is left of it."""
    if term.key != key or not gone & set(term.values):
        return term
    labels = term.labels if len(term.labels) == len(term.values) else ()
    kept = [at for at, value in enumerate(term.values) if value not in gone]
    some = replace(
        term, values=tuple(term.values[at] for at in kept), labels=tuple(labels[at] for at in kept if labels)
    )
    return some if kept else None


def last(span: timedelta, label: str) -> Term:
    """Documents of the span that ends now."""
    return Term("since", (str(int(span.total_seconds())),), (label,))


def joined(join: Join, parts: Iterable[Term], *, negated: bool = False, label: str = "") -> Term:
    """One part is itself, and a group of the same kind within gives its parts; at least one part is needed."""
    flat: list[Term] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Group) and part.key == join and not part.negated else (part,))
    if len(flat) == 1:
        return replace(flat[0], negated=flat[0].negated != negated)
    return Group(join, (), (label,) if label else (), negated, parts=tuple(flat))


def filter_of(term: Term) -> Filter:
    """A term as a whole filter."""
    return Filter(term.parts if isinstance(term, Group) and term.key == "all" and not term.negated else (term,))


def leaves(wanted: Filter) -> Iterator[Term]:
    """The terms that are no groups, wherever they stand."""
    waiting = list(reversed(wanted.terms))
    while waiting:
        term = waiting.pop()
        if isinstance(term, Group):
            waiting.extend(reversed(term.parts))
        else:
            yield term
