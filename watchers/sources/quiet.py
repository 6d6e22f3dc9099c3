"""When a file may be read: after it has rested. Pure; seconds of a monotonic clock."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.sources.scan import Seen

HINT_DELAY = 1.0
"""Seconds that an event may be late."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that is not as known, and since when it has been as it is."""

    seen: Seen
    since: float

    def due(self, quiet: float) -> float:
        """When it has rested long enough."""
        return self.since + quiet


def sighted(seen: Seen, before: Sighting | None, now: float, age: float, believed: float) -> Sighting:
    """A look at a file: rest goes on while it is the same, and begins anew when anything of it is another.

    `age` is how long ago the file says it changed, of which no more than `believed` counts: all at the first look at a
    folder, little later on, since clocks of file servers differ from ours.
    """
    if before is not None and before.seen == seen:
        return before
    return Sighting(seen, now - min(max(age, 0.0), believed))
