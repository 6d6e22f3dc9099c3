"""When a file may be read: after it has rested. Pure; seconds of a monotonic clock."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.document import FileState

HINT_DELAY = 1.0
"""Seconds that an event may be late."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that is not as known: its state, and since when it has been so."""

    state: FileState
    since: float

    def due(self, quiet: float) -> float:
        """When it has rested long enough."""
        return self.since + quiet


def sighted(state: FileState, before: Sighting | None, now: float, age: float, believed: float) -> Sighting:
    """A look at a file: rest goes on while the state stays, and begins anew with another one.

    `age` is how long ago the file says it changed, of which no more than `believed` counts: all at the first look at a
    folder, little later on, since clocks of file servers differ from ours.
    """
    if before is not None and before.state == state:
        return before
    return Sighting(state, now - min(max(age, 0.0), believed))
