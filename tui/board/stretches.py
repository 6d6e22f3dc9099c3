"""From when until when a filter looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from watchers.filters import Filter, Key
from watchers.filters.moments import Stretch, before, since, within

DAY = timedelta(days=1)
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=36_500)


def end_of(asked: Filter, now: datetime, last_look: datetime | None = None) -> datetime:
    """Until when a filter looks: now, where it does not say."""
    ends = [max(ends) for each in _stretches(asked, now, last_look) if (ends := [s.end for s in each if s and s.end])]
    return min([now, *ends])


def span_of(asked: Filter, now: datetime, last_look: datetime | None = None) -> timedelta:
    """The time that a filter looks back over, a day where it does not say; terms within groups do not count."""
    begins = [
        min(starts)
        for each in _stretches(asked, now, last_look)
        if (starts := [s.start for s in each if s and s.start])
    ]
    end = end_of(asked, now, last_look)
    return min(max(end - max(begins), SHORTEST), LONGEST) if begins else DAY


def _stretches(asked: Filter, now: datetime, last_look: datetime | None) -> list[list[Stretch | None]]:
    """Those of each term of time."""
    told: tuple[tuple[Key, Callable[[str, datetime, datetime | None], Stretch | None]], ...]
    told = (("since", since), ("before", before), ("on", within))
    return [
        [tell(value, now, last_look) for value in term.values]
        for key, tell in told
        for term in asked.of(key)
        if not term.negated
    ]
