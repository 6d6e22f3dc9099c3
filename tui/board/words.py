"""How times, counts, kinds and states read on the board. All times are UTC."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchers.document import EventKind

EVENTS: dict[EventKind, str] = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "CONCEDE": "concession",
    "RETREAT": "withdrawal",
    "REQUEST": "appeal",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanctions",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
KINDS = {"actor": "Actors", "region": "Regions", "event": "Events", "source": "Sources"}


def event(kind: EventKind, mode: str | None = None, hedged: bool = False) -> str:
    """`talks`, `attack: aerial`; a question mark where it is not told as fact."""
    words = EVENTS.get(kind, kind.lower())
    return f"{words}{f': {mode}' if mode else ''}{'?' if hedged else ''}"


def count(number: int) -> str:
    """1,204."""
    return f"{number:,}"


def many(number: int, one: str, more: str | None = None) -> str:
    """`1 document`, `1,204 documents`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def moment(when: datetime, now: datetime) -> str:
    """In six cells: the time today, the day this year, else month and year."""
    if when.date() == now.date():
        return f" {when:%H:%M}"
    return f"{when.day:>2} {when:%b}" if when.year == now.year else f"{when:%b}’{when:%y}"


def date_and_time(when: datetime, now: datetime) -> str:
    """`14:31 UTC` today, else `21 Nov 14:31 UTC`, with the year where it is another."""
    day = "" if when.date() == now.date() else f"{when.day} {when:%b} "
    year = "" if when.year == now.year else f"{when.year} "
    return f"{day}{year}{when:%H:%M} UTC"


def ago(when: datetime, now: datetime) -> str:
    """`4 s ago`, `12 min ago`, `3 h ago`, `5 days ago`; what lies ahead counts as now."""
    seconds = max(0, int((now - when).total_seconds()))
    for size, unit in ((86400, "day"), (3600, "h"), (60, "min")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {unit}{'s' if unit == 'day' and number > 1 else ''} ago"
    return f"{seconds} s ago"


def past(when: datetime, now: datetime) -> str:
    """In at most seven cells: `now`, `12 min`, `3 h`, `5 days`, after a hundred days the month."""
    minutes = max(0, int((now - when).total_seconds())) // 60
    days = minutes // 1440
    if days >= 100:
        return f"{when:%b}’{when:%y}"
    if days:
        return many(days, "day")
    return f"{minutes // 60} h" if minutes >= 60 else f"{minutes} min" if minutes else "now"


def ahead(when: datetime, now: datetime) -> str:
    """`in 20 s`, `in 4 min`, `in 2 h`."""
    seconds = max(0, int((when - now).total_seconds()))
    if seconds < 60:
        return f"in {seconds} s"
    return f"in {seconds // 60} min" if seconds < 3600 else f"in {seconds // 3600} h"


def left(time: timedelta) -> str:
    """`3 d 4 h`, `2 h 13 min`, `4 min`, `47 s`; what is begun of a second counts, so that it never says 0."""
    seconds = max(1, -(-time // timedelta(seconds=1)))
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    parts = [f"{number} {unit}" if number else "" for number, unit in ((days, "d"), (hours, "h"), (minutes, "min"))]
    first = next((at for at, part in enumerate(parts) if part), None)
    return f"{seconds} s" if first is None else " ".join(filter(None, parts[first : first + 2]))
