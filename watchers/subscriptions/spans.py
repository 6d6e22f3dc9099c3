"""Spans of time and instants as people write them: `30 min`, `friday`, `2026-12-01 14:00`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

SHORTEST, LONGEST = timedelta(minutes=2), timedelta(days=7)
"""What `every` may be."""
_SPAN = re.compile(r"(?P<n>\d{1,6}(?:\.\d{1,3})?)\s*(?P<unit>[a-z]+)", re.I)
_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "w": 604800, "week": 604800, "weeks": 604800,
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAY = 3


def span_of(text: str) -> timedelta | None:
    """`90 s`, `30 min`, `2 h`, `1 day`; None for anything else."""
    found = _SPAN.fullmatch(text.strip())
    seconds = _UNITS.get(found["unit"].lower()) if found else None
    return timedelta(seconds=float(found["n"]) * seconds) if found and seconds else None


def told(span: timedelta) -> str:
    """`30 min`, `2 h`; the largest unit that needs no fraction."""
    seconds = int(span.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds % size == 0 and seconds:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def until(text: str, now: datetime) -> datetime | None:
    """The instant in UTC that a person means, at `now` in their own time zone; None where it is not understood.

    A weekday is the next one, never today; a day means its beginning; `3 h` and `2 days` are from now.
    """
    words = text.strip().lower().removeprefix("until ").strip()
    if (span := span_of(words.removeprefix("in "))) is not None:
        return (now + span).astimezone(UTC)
    day = _day(words, now.date())
    if day is not None:
        return _begins(day, now)
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _day(words: str, today: date) -> date | None:
    if words == "tomorrow":
        return today + timedelta(days=1)
    for number, name in enumerate(_DAYS):
        if len(words) >= _SHORT_DAY and name.startswith(words):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _begins(day: date, now: datetime) -> datetime | None:
    try:
        return datetime.combine(day, time(), now.tzinfo).astimezone(UTC)
    except OverflowError:
        return None
