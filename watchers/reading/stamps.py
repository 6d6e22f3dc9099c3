"""Instants as the wires' formats stamp them; unlike those that texts name, they may lie in the future (an embargo)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from watchers.reading.dates import EARLIEST, instant_in

_STAMP = re.compile(
    r"(?P<year>\d{4})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)"
    r"(?:[T\s_]*(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,12})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\s?\d\d(?::?\d\d)?)?)?",
    re.I,
)
"""ISO 8601 basic and extended, `20240101000000-0500` of NITF 3.1, and what lies between them."""
_FAR = datetime(2199, 12, 31, tzinfo=UTC)
_LONGEST = 80
UNTOLD = timezone(timedelta(0), "untold")
"""The zone of a stamp that names none; its hours are those of UTC until the file's own zone is known."""


def instant(text: str) -> datetime | None:
    """In the zone of the stamp, in UNTOLD without one; midnight in UTC without an hour. None for what is no stamp."""
    text = text.strip()[:_LONGEST].removesuffix("T")
    if not text:
        return None
    found = _STAMP.fullmatch(text)
    return _believed(_of_match(found) if found else _of_words(text))


def day(text: str) -> date | None:
    """The day as it is stamped, in the zone of the stamp."""
    found = _STAMP.fullmatch(text.strip()[:_LONGEST])
    told = _of_match(found) if found else None
    return told.date() if told and told.year >= EARLIEST else None


def _of_match(found: re.Match[str]) -> datetime | None:
    try:
        return datetime.combine(
            date(int(found["year"]), int(found["month"]), int(found["day"])),
            time(int(found["hour"] or 0) % 24, int(found["minute"] or 0), min(int(found["second"] or 0), 59)),
            _zone(found["zone"]) if found["zone"] else UNTOLD if found["hour"] else UTC,
        )
    except ValueError:
        return None


def _of_words(text: str) -> datetime | None:
    """`Mon, 1 Jan 2024 12:00:00 GMT` (RFC 5322), and what `instant_in` reads."""
    try:
        told = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return instant_in(text, _FAR) if re.search(r"\b(?:19|20)\d\d\b", text) else None
    return told if told.tzinfo else told.replace(tzinfo=UNTOLD)


def zone_of(stamps: Iterable[datetime | None]) -> tzinfo | None:
    """The first zone that a stamp names, other than UTC; UTC where only that is named; None where no zone is."""
    told = [each.tzinfo for each in stamps if each is not None and each.tzinfo is not UNTOLD]
    return next((zone for zone in told if zone is not None and zone is not UTC), UTC if told else None)


def _believed(told: datetime | None) -> datetime | None:
    try:
        told and told.astimezone(UTC)
    except OverflowError:
        return None
    return told if told and told.year >= EARLIEST else None


def _zone(name: str) -> timezone:
    if name.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = re.sub(r"\D", "", name).ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) if digits.strip("0") else timedelta(0)
    return timezone(-ahead if "-" in name else ahead)
