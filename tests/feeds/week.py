"""A simulated world of feeds: when their entries appear, and a clock that jumps from one visit to the next."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from watchers.sources.feeds.schedule import FeedState, Outcome, after, due

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class World:
    """One feed from the first Monday on; `entries` are sorted, `down` are stretches in which the server fails."""

    entries: list[datetime]
    down: list[tuple[datetime, datetime]] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    visits: list[datetime] = field(default_factory=list)

    def run(self, state: FeedState, start: datetime, end: datetime) -> Iterator[tuple[datetime, FeedState]]:
        """The state after each visit."""
        now = max(start, due(state))
        seen = start
        while now <= end:
            state = after(state, self._visit(seen, now), now, self.chance.random())
            seen = now if state.problem is None else seen
            self.visits.append(now)
            yield now, state
            now = due(state)

    def _visit(self, seen: datetime, now: datetime) -> Outcome:
        if any(begin <= now < end for begin, end in self.down):
            return Outcome("failed", 503, "http")
        fresh = tuple(entry for entry in self.entries if seen < entry <= now)
        return Outcome("new" if fresh else "unchanged", 200, entries=fresh)


def daily(per_day: float, days: int, hours: range = range(24), weekend: bool = True, seed: int = 1) -> list[datetime]:
    """Entries at random minutes of some hours of the day."""
    chance = random.Random(seed)
    told = []
    for day in range(days):
        start = MONDAY + day * DAY
        if not weekend and start.weekday() >= 5:
            continue
        count = int(per_day) + (chance.random() < per_day % 1)
        told += [start + (chance.choice(hours) + chance.random()) * HOUR for _ in range(count)]
    return sorted(told)
