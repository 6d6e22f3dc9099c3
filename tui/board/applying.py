"""Saved filters within the present filter: put in, left out, and found again for the line of chips. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchers.filters import Filter, Term, joined

if TYPE_CHECKING:
    from watchers.saved import Saved
    from watchers.saved.understanding import Understood


@dataclass(frozen=True, slots=True)
class Part:
    """Terms of a filter that stand together in the line of chips; `saved` is the saved filter that they are."""

    terms: tuple[Term, ...]
    saved: Understood | None = None
    negated: bool = False


def both(asked: Filter, wanted: Filter) -> Filter:
    """Both must hold."""
    for term in wanted.terms:
        asked = asked.plus(term)
    return asked


def without(asked: Filter, wanted: Filter, name: str) -> Filter:
    """Nothing that the other one lets through."""
    return asked.plus(joined("all", wanted.terms, negated=True, label=name))


def minus(asked: Filter, part: Part) -> Filter:
    """Without a part."""
    for term in part.terms:
        asked = asked.minus(term)
    return asked


def parts(asked: Filter, found: Sequence[Understood]) -> list[Part]:
    """The saved filters that stand in it, those of most terms first, then each term that is left."""
    left = list(asked.terms)
    told: list[Part] = []
    ranked = sorted((each for each in found if each.filter), key=_terms, reverse=True)
    for part in (part for each in ranked for part in _ways(each)):
        if set(part.terms) <= set(left):
            told.append(part)
            left = [term for term in left if term not in part.terms]
    return [*told, *(Part((term,)) for term in left)]


def whole(asked: Filter, found: Sequence[Understood]) -> Saved | None:
    """The saved filter that this one is."""
    first, *rest = parts(asked, found) or [Part(())]
    return first.saved.saved if first.saved and not first.negated and not rest else None


def _terms(each: Understood) -> int:
    return len(each.filter.terms) if each.filter else 0


def _ways(each: Understood) -> Iterator[Part]:
    """As its terms, as one term that lists what it hides, and left out."""
    if each.filter:
        yield Part(each.filter.terms, each)
        yield Part((joined("all", each.filter.terms),), each)
        yield Part((joined("all", each.filter.terms, negated=True),), each, negated=True)
