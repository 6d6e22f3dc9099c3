"""Until when a source may be muted, and which sources are left out of a view because they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from tui.board.content import safe
from watchers.archive.rows import Health
from watchers.filters import Filter, Term

_NAMED = 2
FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Span:
    """`until` is in UTC; `label` is how it is chosen, `note` when that is, `said` follows `muted`."""

    label: str
    note: str
    until: datetime
    said: str


def spans(now: datetime) -> list[Span]:
    """From an hour to for good; days begin in the time zone of `now`."""
    hour = (now + timedelta(hours=1)).replace(microsecond=0)
    night = [datetime.combine(now.date() + timedelta(days=n), time(), now.tzinfo) for n in range(1, 8)]
    days = [_span("today", night[0]), _span("today and tomorrow", night[1])]
    days += [_span(f"until {_DAYS[begin.weekday()]}", begin) for begin in night[2:]]
    return [_span("1 hour", hour), *days, Span("for good", "until m shows it again", FOR_GOOD, "for good")]


def _span(label: str, until: datetime) -> Span:
    until = until.astimezone(UTC)
    told = f"{_DAYS[until.weekday()][:3]} {until:%H:%M} UTC"
    return Span(label, f"until {told}", until, f"until {told}")


def is_muted(health: Health, now: datetime) -> bool:
    """Whether its documents are kept, but not shown."""
    return health.muted is not None and health.muted > now


def hidden(asked: Filter, sources: Sequence[Health], now: datetime) -> Term | None:
    """The sources that a filter does not show because they are muted: all but those it names."""
    named = {value for term in asked.of("source") if not term.negated for value in term.values}
    muted = [one.source for one in sources if is_muted(one, now) and one.source.uri not in named]
    names = (f"{len(muted):,} muted ones",) if len(muted) > _NAMED else tuple(safe(one.name, 60) for one in muted)
    return Term("source", tuple(one.uri for one in muted), names) if muted else None


def shown(asked: Filter, out: Term | None) -> Filter:
    """The filter that leaves them out."""
    return asked if out is None else asked.plus(Term("source", out.values, out.labels, negated=True))
