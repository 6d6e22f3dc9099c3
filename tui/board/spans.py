"""The spans of time that `t` goes through."""

from __future__ import annotations

from datetime import timedelta

from watchers.filters import Filter, Term, last

SPANS: tuple[Term, ...] = (
    last(timedelta(hours=1), "last hour"),
    last(timedelta(hours=6), "last 6 h"),
    last(timedelta(hours=24), "last 24 h"),
    last(timedelta(days=7), "last 7 days"),
)


def after(asked: Filter) -> Filter:
    """The filter with the next span; after the longest, with none."""
    now = asked.of("since")
    at = SPANS.index(now[0]) + 1 if now and now[0] in SPANS else 0
    kept = asked.without("since")
    return kept.plus(SPANS[at]) if at < len(SPANS) else kept


def shown(asked: Filter) -> str:
    """`last 6 h`, `all`."""
    terms = asked.of("since")
    return terms[0].labels[0] if terms and terms[0].labels else "all"
