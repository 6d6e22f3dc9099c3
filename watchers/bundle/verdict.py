"""What checking a bundle comes to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from watchers.bundle.facts import Facts

Kind = Literal["changed", "missing", "added", "chain", "list", "order", "description", "packing", "seal"]
MOST = 200
"""Problems that are told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with which file; `said` goes on behind its name. `entry` is its number in the chain."""

    kind: Kind
    path: str
    said: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`facts` is None where the bundle no longer says what it is; `seal` where it has none."""

    problems: tuple[Problem, ...]
    counts: dict[str, int]
    facts: Facts | None
    seal: str | None
    files: int

    @property
    def whole(self) -> bool:
        return not self.counts


@dataclass(slots=True)
class Findings:
    """Problems as they come up."""

    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, kind: Kind, path: str, said: str, entry: int | None = None) -> None:
        self.counts[kind] += 1
        if len(self.problems) < MOST:
            self.problems.append(Problem(kind, path[:300], said, entry))

    @property
    def many(self) -> bool:
        """So many that going on tells nobody anything."""
        return self.counts.total() >= 100_000
