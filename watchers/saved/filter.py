"""One filter as a person saved it; what its expression means is found out where the names are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from watchers.alerts.rule import Rule
from watchers.filters.folding import folded

FOR_GOOD = datetime.max.replace(tzinfo=UTC)
"""Muted until further notice."""


@dataclass(frozen=True, slots=True)
class Saved:
    """`order` is its place in the list, from 1. Documents that a muted one matches are not shown until then, in UTC.

    `alert` is when and how it tells of what it matches, None where it does not.
    """

    name: str
    expression: str
    colour: str | None = None
    order: int = 0
    muted_until: datetime | None = None
    alert: Rule | None = None

    @property
    def key(self) -> str:
        """The same for each spelling of its name."""
        return key(self.name)

    def muted(self, now: datetime) -> bool:
        """Whether what it matches is not shown at an instant."""
        return self.muted_until is not None and now < self.muted_until


def key(name: str) -> str:
    """A name without case, accents and punctuation; one of signs alone is itself."""
    return folded(name) or " ".join(name.casefold().split())
