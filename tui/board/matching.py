"""Which lines of a picker a few typed letters mean, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchers.filters.ranking import fit, key

__all__ = ["Choice", "found", "key"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a picker; `value` goes into the filter, `aside` is said dimly beside the name.

    `found` are actors and regions that no lexicon knows: a document's own words have told them. `aliases` are other
    names by which it is found.
    """

    value: str
    name: str
    aside: str
    count: int
    found: bool = False
    aliases: tuple[str, ...] = ()


def found(choices: Iterable[Choice], typed: str) -> list[Choice]:
    """Those that the letters can mean; of equal fit, those with more documents first."""
    sought = key(typed)
    fits = ((fit(key(c.name), map(key, c.aliases), sought), c) for c in choices)
    ranked = [(how, choice) for how, choice in fits if how is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: (pair[0], -pair[1].count, pair[1].name))]
