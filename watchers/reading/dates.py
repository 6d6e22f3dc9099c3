"""Days and instants as texts write them; what lies in the future of the receipt is not believed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

EARLIEST = 1900
_DAY = timedelta(days=1)
_MONTH_NAMES = (
    "january jan januari januar janvier enero ene janeiro gennaio ocak",
    "february feb febr februari februar février fevrier févr fevr febrero fevereiro febbraio şubat",
    "march mar mars märz maerz marzo março marco mart",
    "april apr avril avr abril abr aprile nisan",
    "may mai mayo maio maggio mei mayıs",
    "june jun juin juni junio junho giugno haziran",
    "july jul juillet juil juli julio julho luglio temmuz",
    "august aug août aout agosto ago agustus ağustos",
    "september sep sept septembre septiembre setembro settembre eylül",
    "october oct octobre oktober okt octubre outubro ottobre ekim",
    "november nov novembre noviembre novembro kasım",
    "december dec décembre decembre déc dezember dez diciembre dic dezembro dicembre desember aralık",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NTH = r"[0-3]?\d"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    "|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
DAY = re.compile(
    rf"(?:(?:{_WEEKDAY})\.?,?\s+)?(?:"
    rf"(?P<y1>{_YEAR})-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)"
    rf"|(?P<d2>{_NTH})\.\s?(?P<m2>[01]?\d)\.\s?(?P<y2>{_YEAR})"
    rf"|(?P<m3>{_MONTH})\.?\s+(?P<d3>{_NTH})(?:st|nd|rd|th)?(?:,?\s+(?P<y3>{_YEAR}))?"
    rf"|(?P<d4>{_NTH})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<m4>{_MONTH})\.?(?:,?\s+(?:de\s+)?(?P<y4>{_YEAR}))?"
    r")(?!\w)",
    re.I,
)
_CLOCK = re.compile(
    r"(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?\s*(?P<half>[APap]\.?[Mm]\.?(?![A-Za-z]))?"
    r"\s*(?P<zone>Z\b|(?:GMT|UTC)?[+-][01]\d:?[0-5]\d|(?:GMT|UTC)[+-]\d\b|\(?\b[A-Z]{2,4}\b\)?)?"
)
_T = re.compile(r"(\d{4}-\d\d-\d\d)T")
_HOURS = {
    "Z": 0, "GMT": 0, "UTC": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "SAST": 2, "EEST": 3,
    "MSK": 3, "EAT": 3, "TRT": 3, "PKT": 5, "JST": 9, "KST": 9, "AEST": 10,
    "EST": -5, "EDT": -4, "ET": -5, "CDT": -5, "MST": -7,
    "MDT": -6, "CST": -6, "CT": -6, "MT": -7, "PT": -8, "PST": -8, "PDT": -7,
}  # fmt: skip


def day_of(found: re.Match[str], received: datetime) -> date | None:
    """The day of a match of DAY; without a year it is the last one that the receipt allows."""
    form = next(n for n in "1234" if found[f"d{n}"])
    named, year = found[f"m{form}"], found[f"y{form}"]
    month = int(named) if named.isdigit() else _MONTHS[named.lower()]
    last = (received + _DAY).date()
    years = [int(year)] if year else range(last.year, last.year - 9, -1)
    for each in years:
        day = _date(each, month, int(found[f"d{form}"]))
        if day is not None and day.year >= EARLIEST and day <= last:
            return day
    return None


def instant_in(text: str, received: datetime) -> datetime | None:
    """The first instant that the text names, in UTC; taken for UTC without a zone, for midnight without an hour."""
    found = DAY.search(text)
    day = day_of(found, received) if found else None
    if found is None or day is None:
        return None
    after = re.compile(r"(?:T|,?\s+(?:at\s+|à\s+|um\s+)?|\s*[|·]\s*)?").match(text, found.end())
    clock = _CLOCK.match(text, after.end() if after else found.end()) or _CLOCK.search(text[: found.start()])
    return believed(datetime.combine(day, _time(clock) if clock else time(tzinfo=UTC)), received)


def iso_instant(text: str, received: datetime) -> datetime | None:
    """An ISO 8601 instant in UTC, any other form as `instant_in` reads it."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return instant_in(_T.sub(r"\1 ", text), received)
    return believed(instant if instant.tzinfo else instant.replace(tzinfo=UTC), received)


def believed(instant: datetime, received: datetime) -> datetime | None:
    """The instant in UTC; None where it is more than a day after the receipt, or before the wires."""
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:
        return None
    return instant if instant.year >= EARLIEST and instant <= received + _DAY else None


def published_on(day: date, received: datetime) -> datetime | None:
    """Midnight of a day that is known without an hour; None where the receipt, on that day or beside it, tells more."""
    instant = datetime.combine(day, time(tzinfo=UTC))
    return None if abs((received.date() - day).days) <= 1 else believed(instant, received)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(min(hour, 23), int(found["minute"]), int(found["second"] or 0), tzinfo=_zone(found["zone"] or ""))


def _zone(name: str) -> timezone:
    name = name.strip("() ").upper()
    name = re.sub(r"^(?:GMT|UTC)(?=[+-])", "", name)
    if name[:1] in {"+", "-"}:
        minutes = int(name[1:3]) * 60 + (int(name[-2:]) if len(name) > 3 else 0)
        return timezone(timedelta(minutes=minutes if name[0] == "+" else -minutes))
    return timezone(timedelta(hours=_HOURS.get(name, 0)))
