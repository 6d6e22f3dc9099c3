"""What is in the news far more often now than it is wont to be at this hour: the rule, on counts alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["actor", "region", "event"]
KINDS: tuple[Kind, ...] = ("actor", "region", "event")
LATELY, DAY = timedelta(hours=2), timedelta(days=1)
DAYS = 7
KNOWN = 3
"""Days on which something came in without which nobody can say what is usual: a backlog is no past."""
FEWEST, TIMES, SOURCES = 5, 3, 2
RULE = f"at least {FEWEST}, {['', '', 'twice', 'three times'][TIMES]} the usual, {SOURCES} sources, {KNOWN} known days"
Stretch = tuple[datetime, datetime]
"""From an instant up to another, both within."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """An actor, region or kind of event with `count` documents lately, told by so many `sources`.

    `usual` is the mean of the same hours on the `days` before on which anything came in.
    """

    kind: Kind
    id: str
    name: str
    count: int
    usual: float
    sources: int
    days: int = DAYS

    @property
    def times(self) -> float | None:
        """How many times the usual it is; None where it was not in the news at all."""
        return self.count / self.usual if self.usual else None

    @property
    def surprise(self) -> float:
        """By what the most unusual stands first: how far above the usual, in widths of what chance alone would make."""
        return (self.count - self.usual) / math.sqrt(self.usual + 1)


def lately(now: datetime) -> Stretch:
    """The last two hours."""
    return now - LATELY, now


def before(now: datetime) -> list[Stretch]:
    """The same hours of each of the seven days before, the latest first."""
    return [(now - LATELY - DAY * back, now - DAY * back) for back in range(1, DAYS + 1)]


def days(now: datetime) -> list[Stretch]:
    """The days to which those hours belong; on some of them nothing may have come in."""
    return [(now - LATELY - DAY * back, now - LATELY - DAY * (back - 1)) for back in range(1, DAYS + 1)]


def stands_out(count: int, earlier: int, known: int) -> bool:
    """Whether so many documents are enough and too many, by so many in the same hours of `known` days."""
    return known >= KNOWN and count >= FEWEST and count * known >= TIMES * earlier


def voices(told: Iterable[tuple[int, int | None]]) -> int:
    """How many tell of it, by the source and, where it is known, the origin of each document.

    Copies of one agency are one voice; a source counts by itself only where no origin of it is known.
    """
    pairs = set(told)
    origins = {origin for _, origin in pairs if origin}
    attributed = {source for source, origin in pairs if origin}
    return len(origins) + len({source for source, _ in pairs} - attributed)


def judged(kind: Kind, key: str, name: str, counts: tuple[int, int, int], sources: int) -> Unusual | None:
    """By the counts lately, in the same hours before, and of known days; None where it is nothing unusual."""
    count, earlier, known = counts
    if sources < SOURCES or not stands_out(count, earlier, known):
        return None
    return Unusual(kind, key, name, count, earlier / known, sources, known)


def ranked(found: Iterable[Unusual]) -> Sequence[Unusual]:
    """The most unusual first."""
    return tuple(sorted(found, key=lambda one: (-one.surprise, one.name, one.kind, one.id)))


def reason(one: Unusual) -> str:
    """`9 in the last 2 h, usually 1.3 at this hour (7 days), from 4 sources: …the rule`."""
    usual = f"usually {one.usual:.1f} at this hour" if one.usual else "usually none at this hour"
    hours = LATELY // timedelta(hours=1)
    return f"{one.count:,} in the last {hours} h, {usual} ({one.days} days), from {one.sources} sources: {RULE}"
