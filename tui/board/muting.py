"""What is kept but not shown: documents of muted sources, and those that a muted filter matches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from tui.board import words
from tui.board.content import safe
from watchers.archive.rows import Health
from watchers.filters import Filter, Group, Term, joined

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


@dataclass(frozen=True, slots=True)
class Mute:
    """A saved filter that is muted, until an instant in UTC."""

    name: str
    filter: Filter
    until: datetime


@dataclass(frozen=True, slots=True)
class Out:
    """What one mute leaves out: `term` lists it; `count` are the documents that would be shown but for it."""

    term: Term
    said: str
    until: datetime
    source: bool = False
    count: int = 0


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


def outs(asked: Filter, sources: Sequence[Health], mutes: Sequence[Mute], now: datetime) -> tuple[Out, ...]:
    """What a filter does not show: all that is muted, but for what it asks for by name. Nothing is counted yet."""
    named = {value for term in _wanted(asked) if term.key == "source" for value in term.values}
    muted = [one for one in sources if is_muted(one, now) and one.source.uri not in named]
    return (
        *(Out(as_term(each), f"“{safe(each.name, 60)}”", each.until) for each in mutes if not _asks_for(asked, each)),
        *(_of_source(one) for one in muted),
    )


def counted(found: Sequence[Out], count: Callable[[Term], int]) -> tuple[Out, ...]:
    """Each with the documents that it leaves out, also those that another leaves out too."""
    return tuple(replace(out, count=count(out.term)) for out in found)


def together(found: Sequence[Out]) -> Term | None:
    """The one term that lists all of it; None where nothing is left out."""
    sources, filters = _apart(found)
    parts = [*filters, *([_source_term(sources)] if sources else [])]
    if not parts:
        return None
    label = ", ".join(out.said for out in found[:_NAMED]) if len(found) <= _NAMED else f"{len(found)} mutes"
    return joined("any", parts, label=f"muted: {label}")


def shown(asked: Filter, found: Sequence[Out]) -> Filter:
    """The filter that leaves all of it out."""
    sources, filters = _apart(found)
    for term in filters:
        asked = asked.plus(replace(term, negated=not term.negated))
    return asked.plus(replace(_source_term(sources), negated=True)) if sources else asked


def as_term(mute: Mute) -> Term:
    """What it matches, as one term."""
    return joined("all", mute.filter.terms, label=safe(mute.name, 60))


def until(moment: datetime, now: datetime) -> str:
    """`until Friday 27 Nov`, where the person is."""
    from watchers.saved.ends import told  # only here: the first paint waits for nothing that is saved

    return told(moment, now.astimezone())


def summary(found: Sequence[Out], total: int, now: datetime) -> str:
    """`15 muted: 12 “Sport” until Friday 27 Nov, 3 Harbour desk`."""
    each = (f"{words.count(out.count)} {out.said} {until(out.until, now)}" for out in found if out.count)
    return f"{words.count(total)} muted: {', '.join(each)}"


def _apart(found: Sequence[Out]) -> tuple[list[Term], list[Term]]:
    """The terms of sources, and those of filters."""
    return [out.term for out in found if out.source], [out.term for out in found if not out.source]


def _source_term(sources: Sequence[Term]) -> Term:
    values = tuple(value for term in sources for value in term.values)
    names = tuple(name for term in sources for name in term.labels)
    return Term("source", values, (f"{len(values):,} muted ones",) if len(values) > _NAMED else names)


def _of_source(one: Health) -> Out:
    name = safe(one.source.name, 60)
    return Out(Term("source", (one.source.uri,), (name,)), name, one.muted or FOR_GOOD, source=True)


def _wanted(asked: Filter) -> Iterator[Term]:
    """The terms that are asked for, those of alternatives too."""
    for term in asked.terms:
        if not term.negated:
            yield term
            if isinstance(term, Group) and term.key == "any":
                yield from (part for part in term.parts if not part.negated)


def _asks_for(asked: Filter, mute: Mute) -> bool:
    """By its terms, or by all of it as one, of which alternatives have become those of a larger group."""
    term, wanted = as_term(mute), set(_wanted(asked))
    alternatives = isinstance(term, Group) and term.key == "any" and not term.negated and set(term.parts) <= wanted
    return set(mute.filter.terms) <= set(asked.terms) or term in wanted or alternatives
