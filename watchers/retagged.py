"""What has come of tagging an archive again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from watchers.archive.changes import Change
from watchers.archive.rows import Tag

NAMED = 20
"""Failures that are kept by name; of more, only their number."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was left as it was, and why."""

    document: int
    title: str
    problem: str


@dataclass(frozen=True, slots=True)
class Retagged:
    """What has come of a round: each tag with the documents that gained or lost it, `events` that are others now."""

    done: int
    total: int
    changed: int
    events: int
    actors_gained: tuple[tuple[Tag, int], ...]
    actors_lost: tuple[tuple[Tag, int], ...]
    regions_gained: tuple[tuple[Tag, int], ...]
    regions_lost: tuple[tuple[Tag, int], ...]
    failed: int
    failures: tuple[Failure, ...]


class Count:
    """What has come of a round so far."""

    def __init__(self) -> None:
        self.done = self.total = self.changed = self.events = self.failed = 0
        self.failures: list[Failure] = []
        self.actors_gained, self.actors_lost = Counter[Tag](), Counter[Tag]()
        self.regions_gained, self.regions_lost = Counter[Tag](), Counter[Tag]()

    def add(self, told: Change) -> None:
        """A document that has had its turn."""
        self.changed += told.changed
        self.events += told.events
        self.actors_gained.update(told.actors_gained)
        self.actors_lost.update(told.actors_lost)
        self.regions_gained.update(told.regions_gained)
        self.regions_lost.update(told.regions_lost)

    def fail(self, failure: Failure) -> None:
        """A document that was left as it was."""
        self.failed += 1
        if len(self.failures) < NAMED:
            self.failures.append(failure)

    def told(self) -> Retagged:
        """All of it, the tags of most documents first."""
        return Retagged(
            self.done,
            self.total,
            self.changed,
            self.events,
            _ranked(self.actors_gained),
            _ranked(self.actors_lost),
            _ranked(self.regions_gained),
            _ranked(self.regions_lost),
            self.failed,
            tuple(self.failures),
        )


def _ranked(counts: Counter[Tag]) -> tuple[tuple[Tag, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name, pair[0].id)))
