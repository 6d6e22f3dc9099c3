"""What a person asks to see: terms joined by AND, the values of one term by OR. Pure values, no storage, no screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

Key = Literal["actor", "region", "event", "source", "text", "since", "is"]


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. Values are ids (`actor`, `region`), event kinds, source uris, words, or `unread`, `starred`.

    A `since` has one value, the span back from now in seconds. An `actor` or `region` catches all that belongs to it.
    `labels` are the values as a person reads them.
    """

    key: Key
    values: tuple[str, ...]
    labels: tuple[str, ...] = ()
    negated: bool = False

    @property
    def shown(self) -> str:
        """`region: Syria or Iraq`, `not actor: Iran`."""
        names = " or ".join(self.labels or self.values)
        return f"{'not ' if self.negated else ''}{self.key}: {names}"


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

    def picked(self, key: Key, values: Iterable[tuple[str, str]]) -> Filter:
        """One term instead of all of a key, met by any of the (value, label) pairs; no pairs, no term."""
        pairs = tuple(values)
        kept = self.without(key)
        return kept.plus(Term(key, tuple(v for v, _ in pairs), tuple(n for _, n in pairs))) if pairs else kept


def last(span: timedelta, label: str) -> Term:
    """Documents of the span that ends now."""
    return Term("since", (str(int(span.total_seconds())),), (label,))
