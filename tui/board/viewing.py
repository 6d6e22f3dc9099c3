"""How a view is made of what the archive answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tui.board import muting
from tui.board.breaks import Break, breaks
from tui.board.reader import Reader
from tui.board.stretches import end_of, span_of
from tui.board.view import Question, Trends, View, empty
from watchers.archive.rows import RegionCount, Totals
from watchers.filters import Filter, Term

ACTORS = 200
REGIONS, COUNTRIES = 100, 2_000
"""The first so many regions have a trend, and so many at most of the countries among the first 2,000; others none."""
TREND = 8
BUCKETS = 96
AROUND = 60
FIRST = 500
PLACELESS = Term("has", ("region",), negated=True)


def view(reader: Reader, question: Question, wait: bool = True) -> View:
    """The answer of one moment; where counting takes long, only its newest documents, unless one may `wait`."""
    with reader.moment():
        return _view(reader, question) if wait or reader.swift else _first_view(reader, question)


def _first_view(reader: Reader, question: Question) -> View:
    now, sources = question.now, tuple(reader.sources(counted=False))
    found = muting.outs(question.filter, sources, question.mutes, now)
    asked, span = muting.shown(question.filter, found), span_of(question.filter, now, reader.last_look)
    numbers = reader.newest(asked, now, most=FIRST)
    rows = tuple(reader.rows(_first(numbers, question)))
    told = tuple(replace(each, count=0) if each.kind == "day" else each for each in _breaks(reader, numbers, now))
    nothing = replace(empty(now), filter=question.filter, numbers=numbers, rows=rows, breaks=told)
    return replace(nothing, span=span, sources=sources, counted=False, last_look=reader.last_look)


def _view(reader: Reader, question: Question) -> View:
    now, sources = question.now, tuple(reader.sources())
    found = muting.outs(question.filter, sources, question.mutes, now)
    out, asked = muting.together(found), muting.shown(question.filter, found)
    span, end = span_of(asked, now, reader.last_look), end_of(asked, now, reader.last_look)
    numbers, regions = reader.numbers(asked, now), reader.region_counts(asked, now)
    events = tuple(reader.event_counts(asked, now))
    watched = muting.shown(Filter(), muting.outs(Filter(), sources, question.mutes, now))
    return View(
        question.filter,
        now,
        numbers,
        tuple(reader.rows(_first(numbers, question))),
        tuple(reader.actor_counts(asked, now, limit=ACTORS, buckets=TREND, span=span)),
        regions,
        tuple(reader.histogram(asked, now, span=span, buckets=BUCKETS, end=end)),
        span,
        sources,
        _totals(reader, out, now),
        reader.count(question.filter.plus(out), now) if out else 0,
        out,
        muting.counted(found, lambda term: reader.count(question.filter.plus(term), now)),
        events=events,
        end=end,
        classes=reader.histograms(asked, now, span=span, buckets=BUCKETS, end=end),
        points=reader.points(asked, now),
        stories=reader.clusters(asked, now),
        trends=Trends(
            reader.trends(asked, now, "region", _trending(regions), TREND, span),
            reader.trends(asked, now, "event", [event.id for event in events], TREND, span),
        ),
        by_source={source.id: source.count for source in reader.source_counts(asked, now)} if asked else {},
        unusual=reader.unusual(now, watched),
        last_look=reader.last_look,
        placeless=reader.count(asked.plus(PLACELESS), now),
        breaks=_breaks(reader, numbers, now),
    )


def _trending(regions: Sequence[RegionCount]) -> list[str]:
    """The ids of those that stand where a person sees them first: towns of few documents lie deep in the tree."""
    first, rest = regions[:REGIONS], regions[REGIONS:COUNTRIES]
    wide = [region for region in rest if region.kind in {"world region", "country"}]
    return [region.id for region in (*first, *wide[:REGIONS])]


def _breaks(reader: Reader, numbers: Sequence[int], now: datetime) -> tuple[Break, ...]:
    def placed(indexes: Sequence[int]) -> list[int]:
        return reader.placed([numbers[index] for index in indexes])

    return breaks(len(numbers), placed, now, reader.last_look)


def _totals(reader: Reader, out: Term | None, now: datetime) -> Totals:
    totals = reader.totals()
    if out is None:
        return totals
    unread = reader.count(Filter((out, Term("is", ("unread",)))), now)
    return replace(totals, unread=totals.unread - unread)


def _first(numbers: Sequence[int], question: Question) -> list[int]:
    wanted = dict.fromkeys(numbers[:AROUND])
    if question.anchor is not None and question.anchor not in wanted:
        try:
            at = numbers.index(question.anchor)
        except ValueError:
            at = 0
        wanted.update(dict.fromkeys(numbers[max(0, at - AROUND) : at + AROUND]))
    return [*wanted, *(number for number in question.shown if number not in wanted)]
