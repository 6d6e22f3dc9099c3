"""Embargoes in the words of editors: `EMBARGOED until 0001 GMT Monday Nov. 23`, `Sperrfrist: 24.11.2026, 06.00 Uhr`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from watchers.reading.dates import DAY, instant_in

_CUE = re.compile(
    r"\b(?:(?:strictly\s+)?embargo(?:ed)?|sperrfrist|sous\s+embargo|embargad[oa])\b(?P<for>[\s:,-]*"
    r"(?:for\s+(?:release|publication)|until|till|to|up\s+to|bis|jusqu['’]?(?:au|à)|hasta|fino|lifts?)?)"
    r"|\b(?:(?:hold|held)\s+for\s+release|HFR|not\s+for\s+(?:publication|release|use)\s+(?:before|until)|for\s+release\s+(?:at|on)"
    r"|advance\s+for\s+(?:use|release)(?:\s+at)?)\b",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d.:/-])(?:(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?!\d)"
    r"|(?P<four>[0-2]\d[0-5]\d)(?=\s*(?:hrs\b|hours\b|h\b|uhr\b|(?-i:[A-Z]{2,4}\b|Z\b)))"
    r"|(?P<plain>(?!19|20[1-4])[0-2]\d[0-5]\d)(?=[,\s]+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug"
    r"|sep|oct|nov|dec|today|tomorrow|\d{1,2}\b)|\W*$)"
    r"|(?P<bare>[01]?\d)(?=\s*(?:[ap]\.?m\b|uhr\b)))"
    r"\s*(?:hrs\b|hours\b|h\b|uhr\b)?\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>(?-i:[A-Z]{2,4}\b|Z\b)|[+-]\d\d:?\d\d)?",
    re.I,
)
_NAMED = {"midnight": (0, 0), "noon": (12, 0), "midday": (12, 0), "mitternacht": (0, 0), "minuit": (0, 0)}
_OPENING = re.compile(r"(?:^|[\n(\[.:;*=/_-])[^\w\n]*$")
_T = re.compile(r"(\d{4}-\d\d-\d\d)T(?=\d)")
_SHORT_YEAR = re.compile(r"\b([0-3]?\d)[./]([01]?\d)[./](?:20)?(\d\d)\b(?![./:]?\d)")
_WEEKDAYS = (
    "monday montag lundi lunes", "tuesday dienstag mardi martes", "wednesday mittwoch mercredi miércoles",
    "thursday donnerstag jeudi jueves", "friday freitag vendredi viernes", "saturday samstag samedi sábado",
    "sunday sonntag dimanche domingo",
)  # fmt: skip
_LINE = re.compile(
    r"\W*(?:strictly\s+)?(?:(?-i:EMBARGO)\b|(?:under\s+|sous\s+)?embargo(?:ed|\s+(?:until|till|jusqu)|\s*[:–—-])"
    r"|embargad[oa]\s+hasta|sperrfrist\b|(?:hold|held)\s+for\s+release\b"
    r"|not\s+for\s+(?:publication|release|use)\s+(?:before|until)\b)",
    re.I,
)
_REACH = 160
_DAY = timedelta(days=1)


def embargo_in(text: str, received: datetime, zone: tzinfo = UTC) -> datetime | None:
    """The instant until which the text says that it must not be used; the year and day left out are the nearest.

    An hour without a zone is one of `zone`.
    """
    for cue in _CUE.finditer(text):
        noun = cue[0].lower().startswith(("embargo", "sous")) and not cue[0].lower().startswith("embargoed")
        if noun and not cue[0][:7].isupper() and not _OPENING.search(text[max(0, cue.start() - 20) : cue.start()]):
            continue  # the arms embargo until 2027
        said = text[cue.end() : cue.end() + _REACH].partition("\n\n")[0]
        if (found := _instant(said, received, zone)) is not None:
            return found
    return None


def embargo_of(line: str, received: datetime) -> datetime | None:
    """The same of a line at the head of a text, where it says nothing else; None for one of the story itself."""
    return embargo_in(line, received) if len(line) <= _REACH and _LINE.match(line) else None


def _instant(said: str, received: datetime, zone: tzinfo) -> datetime | None:
    said = _T.sub(r"\1 ", said)
    said = _SHORT_YEAR.sub(lambda m: f"20{m[3]}-{int(m[2]):02}-{int(m[1]):02}", said)
    day, at = _day(said, received)
    clock = _clock(said, at)
    if day is None and clock is None:
        return None
    spoken = f"{(day or received.date()).isoformat()} {clock or '00:00'}"
    told = instant_in(spoken, datetime(2199, 12, 31, tzinfo=UTC))
    local = told is not None and zone is not UTC and not re.search(r"[A-Za-z]|[+-]\d\d:?\d\d$", clock or "")
    return told.replace(tzinfo=zone).astimezone(UTC) if told and local else told


def _day(said: str, received: datetime) -> tuple[date | None, tuple[int, int]]:
    """The day, and where it stands; of one without a year the nearest to the receipt."""
    for found in DAY.finditer(said):
        if said[: found.start()][-1:].isdigit():
            continue
        form = next(n for n in "1234" if found[f"d{n}"])
        years = [int(found[f"y{form}"])] if found[f"y{form}"] else [received.year + n for n in (0, 1, -1)]
        days = [day for year in years if (day := _dated(found, form, year, received)) is not None]
        if days:
            return min(days, key=lambda d: abs(d - received.date())), found.span()
    for word in re.finditer(r"[^\W\d_]+", said.lower()):
        for number, names in enumerate(_WEEKDAYS):
            if word[0] in names.split():
                return received.date() + _DAY * ((number - received.weekday()) % 7), word.span()
    return None, (0, 0)


def _dated(found: re.Match[str], form: str, year: int, received: datetime) -> date | None:
    """The day of the match in a year; through ISO 8601, since the name of the month is known to `dates` only."""
    if form in "12":
        month = int(found[f"m{form}"])
        try:
            return date(year, month, int(found[f"d{form}"]))
        except ValueError:
            return None
    told = instant_in(f"{found[f'd{form}']} {found[f'm{form}']} {year}", datetime(2199, 12, 31, tzinfo=UTC))
    return told.date() if told and told.year == year and abs(year - received.year) < 30 else None


def _clock(said: str, at: tuple[int, int]) -> str | None:
    """`HH:MM` with its zone, of the first hour that is not part of the day."""
    rest = said[: at[0]] + " " * (at[1] - at[0]) + said[at[1] :]
    for found in _CLOCK.finditer(rest):
        hour = int(found["hour"] or (found["four"] or found["plain"] or "")[:2] or found["bare"])
        minute = int(found["minute"] or (found["four"] or found["plain"] or "0000")[2:])
        if half := (found["half"] or "").lower():
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        zone = found["zone"] or ""
        if hour < 24:
            return f"{time(hour, minute).isoformat('minutes')} {zone.upper()}".strip()
    for name, (hour, minute) in _NAMED.items():
        if said_so := re.search(rf"\b{name}\b\s*((?-i:[A-Z]{{2,4}}\b))?", rest, re.I):
            return f"{hour:02}:{minute:02} {said_so[1] or ''}".strip()
    return None
