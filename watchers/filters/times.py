"""Instants and spans as people write them, kept relative where they are, and told when they are asked for; all in UTC.

Kept are: digits (seconds back from now), `last` (the last look), `2026`, as `year 2026`, `2026-11`, `2026-11-20`,
`2026-11-20T14:00Z`, and names such as `yesterday`, `monday`, `last week`, `nov 20`, `14:00`, `yesterday 14:00`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta

Span = tuple[datetime, datetime]

LAST = "last"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    "s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "d": 86400,
    "day": 86400, "w": 604800, "wk": 604800, "week": 604800, "month": 2592000, "mo": 2592000, "y": 31536000,
    "yr": 31536000, "year": 31536000,
}  # fmt: skip
_PERIODS = ("week", "month", "year")
_AMOUNT = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)\s*([a-z]+)")
_AMOUNTS = re.compile(r"(?:last |past )?((?:\d{1,12}(?:\.\d{1,3})?\s*[a-z]+\s*(?:and )?)+?)(?: ago)?")
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
_NAMED = re.compile(
    r"(?:([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?)(?:,? (\d{4}))?"
)
_CLOCK = re.compile(r"(?:(.+?)(?: at)? )?(\d{1,2}):(\d{2})(?: ?(?:z|utc|gmt))?")
_YEAR = re.compile(r"(?:year )?((?:19|20)\d{2})")
_FIRST, _LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
_LONGEST = 10**11


def kept(text: str) -> str | None:
    """What is written as it is kept; None where it is no time."""
    said = " ".join(text.casefold().split())[:60]
    if said in {LAST, "last look"}:
        return LAST
    for told in (_amount, _iso, _numeric, _dated, _day, _period, _clock):
        if (found := told(said)) is not None:
            return found
    return None


def written(value: str) -> str:
    """A kept value as one writes it."""
    if not value.isdecimal():
        return value.removeprefix("year ")
    seconds = int(value)
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds and seconds % size == 0 and (unit != "d" or seconds >= 2 * size):
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def span(value: str, now: datetime) -> Span | None:
    """From when to when a kept value lasts, the end left out; None for the last look, and what is no time."""
    with suppress(ValueError, OverflowError):
        return _span(value, now)
    return None


def _span(value: str, now: datetime) -> Span | None:
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if (seconds := _seconds(value)) is not None:
        return max(_FIRST, now - timedelta(seconds=min(seconds, (now - _FIRST).total_seconds()))), now
    if found := _CLOCK.fullmatch(value):
        return _of_clock(found, now, today)
    return _of_iso(value) or _of_period(value, today) or _of_day(value, today)


def _seconds(value: str) -> float | None:
    with suppress(ValueError):
        return min(max(float(value), 0.0), float(_LONGEST)) if value[:1].isdigit() and "_" not in value else None
    return None


def _amount(said: str) -> str | None:
    """`24h`, `90 min`, `1h30m`, `3 days ago`, `last 24 hours`, `now`."""
    if said == "now":
        return "0"
    found = _AMOUNTS.fullmatch(said)
    if not found:
        return None
    seconds = 0.0
    for number, unit in _AMOUNT.findall(found[1].replace("and ", "")):
        size = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
        if size is None:
            return None
        seconds += float(number) * size
    return str(int(min(seconds, _LONGEST)))


def _iso(said: str) -> str | None:
    with suppress(ValueError, OverflowError):
        if not (found := _of_iso(said)) or found[0].year < 1000:
            return None
        start, end = found
        length = end - start
        if length > timedelta(days=31):
            return f"year {start:%Y}"
        if length > timedelta(days=1):
            return f"{start:%Y-%m}"
        if length == timedelta(days=1):
            return f"{start:%Y-%m-%d}"
        return f"{start:%Y-%m-%dT%H:%M:%SZ}" if start.second else f"{start:%Y-%m-%dT%H:%MZ}"
    return None


def _numeric(said: str) -> str | None:
    """`20.11.2026`; `11/20/2026` where only one of the two numbers can be the month."""
    found = _DOTTED.fullmatch(said)
    if not found:
        return None
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "/" and one <= 12 and other <= 12 and one != other:
        return None
    day, month = (other, one) if found[2] == "/" and other > 12 else (one, other)
    return _iso(f"{year:04}-{month:02}-{day:02}")


def _dated(said: str) -> str | None:
    """`nov 20`, `20 November`, and with a year."""
    found = _NAMED.fullmatch(said)
    name = (found[1] or found[4]) if found else ""
    if not found or name[:3] not in _MONTHS or not _MONTH_NAMES[_MONTHS.index(name[:3])].startswith(name):
        return None
    month, day = _MONTHS.index(name[:3]) + 1, int(found[2] or found[3])
    if found[5]:
        return _iso(f"{found[5]}-{month:02}-{day:02}")
    with suppress(ValueError):
        return f"{_MONTHS[month - 1]} {datetime(2024, month, day, tzinfo=UTC).day}"
    return None


_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def _day(said: str) -> str | None:
    if said in {"today", "yesterday"}:
        return said
    before, last, name = said.rpartition("last ")
    if before or len(name) < 3:
        return None
    full = next((day for day in _DAYS if day == name or (len(name) <= 4 and day.startswith(name))), None)
    return f"{last}{full}" if full else None


def _period(said: str) -> str | None:
    which, _, what = said.partition(" ")
    return said if which in {"this", "last"} and what in _PERIODS else None


def _clock(said: str) -> str | None:
    found = _CLOCK.fullmatch(said)
    if not found or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    at = f"{int(found[2]):02}:{found[3]}"
    if not found[1]:
        return at
    day = _dated(found[1]) or _day(found[1])
    if day and day[:1].isdigit():
        return _iso(f"{day} {at}")
    return f"{day} {at}" if day else None


def _of_iso(value: str) -> Span | None:
    """A minute, a day, a month or a year. Raises ValueError for one that no calendar has."""
    if found := _ISO.fullmatch(value):
        return _of_date(found)
    if found := _MONTH.fullmatch(value):
        return _month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(value):
        return datetime(int(found[1]), 1, 1, tzinfo=UTC), datetime(int(found[1]) + 1, 1, 1, tzinfo=UTC)
    return None


def _of_date(found: re.Match[str]) -> Span:
    year, month, day, hour, minute, second, zone = found.groups()
    start = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
    if zone and zone[0] in "+-":
        away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        start += -away if zone[0] == "+" else away
    return start, start + (timedelta(seconds=1) if second else timedelta(minutes=1) if hour else timedelta(days=1))


def _month(year: int, month: int) -> Span:
    return datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def _weekday(value: str, today: datetime) -> Span:
    """The latest such day, today included; with `last`, before today."""
    name = value.removeprefix("last ")
    back = (today.weekday() - _DAYS.index(name)) % 7
    start = today - timedelta(days=7 if value != name and not back else back)
    return start, start + timedelta(days=1)


def _of_period(value: str, today: datetime) -> Span | None:
    which, _, what = value.partition(" ")
    if what == "week":
        start = today - timedelta(days=today.weekday() + 7 * (which == "last"))
        return start, start + timedelta(days=7)
    if what == "month":
        start = today.replace(day=1)
        start = (start - timedelta(days=1)).replace(day=1) if which == "last" else start
        return _month(start.year, start.month)
    year = today.year - (which == "last")
    return _of_iso(f"year {year}") if what == "year" else None


def _of_day(value: str, today: datetime) -> Span | None:
    """`nov 20`: the latest one that is not ahead."""
    name, _, day = value.partition(" ")
    if value in {"today", "yesterday"}:
        start = today - timedelta(days=value == "yesterday")
        return start, start + timedelta(days=1)
    if value.removeprefix("last ") in _DAYS:
        return _weekday(value, today)
    years = range(today.year, today.year - 9, -1) if name in _MONTHS and day.isdecimal() else ()
    for year in years:
        with suppress(ValueError):
            start = datetime(year, _MONTHS.index(name) + 1, int(day), tzinfo=UTC)
            if start <= today:
                return start, start + timedelta(days=1)
    return None


def _of_clock(found: re.Match[str], now: datetime, today: datetime) -> Span | None:
    """Alone, the latest such minute that is not ahead."""
    into = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if not found[1]:
        start = today + into
        start -= timedelta(days=start > now)
    elif day := _span(found[1], now):
        start = day[0] + into
    else:
        return None
    return start, start + timedelta(minutes=1)
