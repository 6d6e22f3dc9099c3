"""Until when a filter is muted, as people write it: `friday`, `3 days`, `1 dec 18:00`, `until further notice`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from watchers.errors import WirewatchError
from watchers.filters import times
from watchers.saved.filter import FOR_GOOD
from watchers.subscriptions import spans

FORMS = "friday, tomorrow 18:00, 3 days, 1 dec, 2026-12-01 or until further notice"
FURTHER_NOTICE = "until further notice"
_GOOD = frozenset({"further notice", "for good", "good", "forever", "for ever", "ever", "always"})
_CLOCK = re.compile(r"(?:(.*?),?(?: at)? )?(\d{1,2})(?:[:.](\d{2})(?: ?([ap]m))?| ?([ap]m))( ?(?:z|utc|gmt))?")
_ARTICLE = re.compile(r"an? (?=[a-z])")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class EndError(WirewatchError):
    """A text that is no end of a mute."""


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAY = 3
_NOON = 12
_LONG = re.compile(r"(\d{1,4}) (months?|years?)")


def end_of(text: str, now: datetime) -> datetime | None:
    """The instant in UTC that is meant at `now`, which is in the person's time zone; FOR_GOOD for no end at all.

    None where it is not understood. A day means its beginning, `today` its end; a day or time that names no year or
    day is the next one.
    """
    said = " ".join(text.casefold().replace(" o'clock", ":00").split()).removeprefix("until ").removeprefix("till ")
    if said in _GOOD:
        return FOR_GOOD
    amount = _spelled(said.removeprefix("for ").removeprefix("in ").removeprefix("the next "))
    with suppress(OverflowError, ValueError):
        if (span := spans.span_of(amount) or _long(amount) or _several(amount)) is not None:
            return (now + span).astimezone(UTC)
        if (day := _day(said, now.date())) is not None:
            return _at(day, time(), now)
        if (found := _CLOCK.fullmatch(said)) is not None:
            return _clock(found, now)
        return spans.until(said.upper(), now)
    return None


def coming_end(text: str, now: datetime) -> datetime:
    """The same to the second; raises EndError for what is not understood, and what is past."""
    end = end_of(text, now)
    if end is None:
        raise EndError(f"“{text}” is no end that is understood; give {FORMS}.")
    if end <= now.astimezone(UTC):
        raise EndError(f"“{text}” is past.")
    return end if end == FOR_GOOD else end.replace(microsecond=0)


def told(until: datetime, now: datetime) -> str:
    """`until Friday 27 Nov`, `until 18:00 UTC`, `until further notice`; in the time zone of `now`."""
    if until.year >= FOR_GOOD.year:
        return FURTHER_NOTICE
    there = until.astimezone(now.tzinfo)
    clock = f"{there:%H:%M %Z}"
    if there.date() == now.date():
        return f"until {clock}"
    day = f"until {there:%A} {there.day} {there:%b}{'' if there.year == now.year else f' {there.year}'}"
    return day if clock.startswith("00:00") else f"{day} {clock}"


def _spelled(said: str) -> str:
    """`three days` → `3 days`, `an hour` → `1 hour`."""
    first, _, rest = _ARTICLE.sub("one ", said, count=1).partition(" ")
    return f"{_NUMBERS.index(first) + 1} {rest}" if first in _NUMBERS else said


def _long(amount: str) -> timedelta | None:
    found = _LONG.fullmatch(amount)
    return timedelta(days=int(found[1]) * (30 if found[2].startswith("month") else 365)) if found else None


def _several(amount: str) -> timedelta | None:
    """`1h30m`, `1 day and 6 hours`; what lies behind, as in `3 days ago`, is no end."""
    kept = times.kept(amount) or ""
    behind = amount.endswith("ago") or amount.startswith(("last", "past")) or kept == "0"
    return timedelta(seconds=int(kept)) if kept.isdecimal() and not behind else None


def _day(said: str, today: date) -> date | None:
    if said in {"today", "tonight", "midnight", "the end of the day", "end of the day", "tomorrow"}:
        return today + timedelta(days=1)
    which, _, what = said.removeprefix("the ").removeprefix("end of the ").removeprefix("end of ").rpartition(" ")
    if what in {"week", "month", "year"} and which in {"", "next", "this"} and said != what:
        return _next(what, today)
    name = said.removeprefix("next ").removeprefix("on ")
    if name.isalpha() and len(name) >= _SHORT_DAY:
        for number, each in enumerate(_WEEKDAYS):
            if each.startswith(name):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    weekday, _, rest = name.partition(" ")
    return _dated(rest if rest and weekday.rstrip(",") in _WEEKDAYS else said, today)


def _next(what: str, today: date) -> date:
    if what == "week":
        return today + timedelta(days=7 - today.weekday())
    return date(today.year + 1, 1, 1) if what == "year" else (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _dated(said: str, today: date) -> date | None:
    """A date as the filter language knows it, but the next one where it names no year."""
    kept = times.kept(said) or ""
    with suppress(ValueError):
        return date.fromisoformat(kept)
    if re.fullmatch(r"\d{4}-\d{2}", kept):
        return date.fromisoformat(f"{kept}-01")
    month, _, day = kept.partition(" ")
    if month not in _MONTHS or not day.isdecimal():
        return None
    for year in range(today.year, today.year + 9):
        with suppress(ValueError):
            if (found := date(year, _MONTHS.index(month) + 1, int(day))) > today:
                return found
    return None


def _clock(found: re.Match[str], now: datetime) -> datetime | None:
    before, hour, minute, half, other_half, zone = found.groups()
    in_zone = now.astimezone(UTC) if zone else now
    half = half or other_half
    at = time(int(hour) % _NOON + _NOON * (half == "pm") if half else int(hour), int(minute or 0))
    if before:
        today = before in {"today", "tonight"}
        day = in_zone.date() if today else _day(before, in_zone.date())
        return _at(day, at, in_zone) if day else None
    moment = _at(in_zone.date(), at, in_zone)
    return moment if moment > now else _at(in_zone.date() + timedelta(days=1), at, in_zone)


def _at(day: date, clock: time, now: datetime) -> datetime:
    return datetime.combine(day, clock, now.tzinfo).astimezone(UTC)
