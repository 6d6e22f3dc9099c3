"""What is unusual, by SQL alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from watchers.archive import queries
from watchers.archive.columns import micros
from watchers.archive.conditions import Condition
from watchers.filters.events import label
from watchers.unusual import FEWEST, KINDS, KNOWN, TIMES, Kind, Unusual, before, days, judged, lately, ranked, voices

Ask = Callable[..., Sequence[Any]]


def known_days(ask: Ask, now: datetime) -> int:
    """On how many of the seven days before anything came in."""
    return sum(bool(ask(queries.ANY, micros(start), micros(end) - 1)) for start, end in days(now))


def unusual(ask: Ask, condition: Condition, now: datetime) -> Sequence[Unusual]:
    """Among the documents of a condition; what is known of days goes by all there are."""
    known = known_days(ask, now)
    if known < KNOWN:
        return ()
    return ranked(found for kind in KINDS for found in _of_kind(ask, condition, now, kind, known))


def named(kind: Kind, name: str) -> str:
    """As a person reads it."""
    return label(name) if kind == "event" else name


def _of_kind(ask: Ask, condition: Condition, now: datetime, kind: Kind, known: int) -> Iterator[Unusual]:
    """Few are counted so often that it matters who tells of them."""
    start, end = map(micros, lately(now))
    stretches = [(start, end), *((micros(a), micros(b)) for a, b in before(now))]
    bounds = [bound for stretch in stretches for bound in stretch]
    sql = queries.lately(kind, condition, len(stretches))
    rows = ask(sql, start, start, *bounds, *condition.values, FEWEST, known, TIMES)
    if not rows:
        return
    keys = msgspec.json.encode([row[0] for row in rows]).decode()
    told: defaultdict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for key, source, origin in ask(queries.tellers(kind, condition), start, end, *condition.values, keys):
        told[key].append((source, origin))
    for key, name, count, earlier in rows:
        if found := judged(kind, key, named(kind, name), (count, earlier, known), voices(told[key])):
            yield found
