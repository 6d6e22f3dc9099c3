"""What saved filters mean where the names are known: each by itself, so that one that means nothing breaks no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchers.errors import FilterError
from watchers.filters import Filter
from watchers.filters.calling import Names
from watchers.filters.parsing import parse
from watchers.saved.filter import Saved
from watchers.saved.naming import expression_of


@dataclass(frozen=True, slots=True)
class Understood:
    """A saved filter with what it asks for, or why that is not known, such as an actor who is in no lexicon now."""

    saved: Saved
    filter: Filter | None = None
    problem: FilterError | None = None


def understood(some: Sequence[Saved], names: Names | None, every: Sequence[Saved] = ()) -> tuple[Understood, ...]:
    """Some, in their order; `every` are those that they may name, where these are not all."""
    return tuple(_one(each, every or some, names) for each in some)


def _one(each: Saved, saved: Sequence[Saved], names: Names | None) -> Understood:
    try:
        return Understood(each, parse(expression_of(each.expression, saved), names))
    except FilterError as error:
        return Understood(each, problem=error)
