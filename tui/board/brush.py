"""A stretch of the timeline picked by keys or by the mouse, and the filter that it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from watchers.filters import Filter, Term

TIMES = ("since", "before", "on")


@dataclass(frozen=True, slots=True)
class Brush:
    """`at` is the column under the cursor, `start` where the picking began, None while nothing is picked."""

    at: int
    start: int | None = None

    def moved(self, columns: int, width: int) -> Brush:
        """So many columns to the right, and not out of the panel."""
        return replace(self, at=max(0, min(width - 1, self.at + columns)))

    def scaled(self, before: int, width: int) -> Brush:
        """The same times in a panel of another width; the newest stays the newest."""

        def there(column: int) -> int:
            return round(column * (width - 1) / max(1, before - 1))

        return Brush(there(self.at), None if self.start is None else there(self.start))

    @property
    def picked(self) -> tuple[int, int]:
        """From this column to that, both of it; one alone while nothing is picked."""
        start = self.at if self.start is None else self.start
        return min(start, self.at), max(start, self.at)


def stretch(brush: Brush, width: int, end: datetime, span: timedelta) -> tuple[datetime, datetime]:
    """The instants of what is picked, in whole minutes."""
    first, last = brush.picked
    begin = end - span
    return _minute(begin + span * (first / width)), _minute(begin + span * ((last + 1) / width), up=True)


def narrowed(asked: Filter, start: datetime, end: datetime) -> Filter:
    """The filter for that time alone."""
    kept = replace(asked, terms=tuple(term for term in asked.terms if term.key not in TIMES))
    return kept.plus(_term("since", start)).plus(_term("before", end))


def _term(key: str, moment: datetime) -> Term:
    value = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return Term("since" if key == "since" else "before", (value,), (value,))


def _minute(moment: datetime, *, up: bool = False) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=1) if up and whole < moment else whole
