"""Documents counted by actor, region, event or source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from watchers.archive.reader import Reader
from watchers.contract import Json
from watchers.filters import Filter

FACETED = ("facet", "id", "name", "count")
"""The keys of a row."""
_OF_EACH = 20

Counts = Counter[tuple[str, str]]
"""Documents by id and name."""


def facets(
    reader: Reader, wanted: Filter, held: Filter | None, now: datetime, kinds: Sequence[str], limit: int | None
) -> Iterator[Json]:
    """Most first, so many of each kind; what `held` lets through of `wanted` is not counted.

    It is counted apart and taken off, since nearly all is counted many times faster without a condition than with one.
    """
    most = _OF_EACH if limit is None else limit
    for kind in kinds:
        out = _counts(reader, kind, held, now, None) if held else Counter()
        found = _counts(reader, kind, wanted, now, most + len(out))
        found.subtract(out)
        ranked = sorted(found.items(), key=lambda each: (-each[1], each[0][1], each[0][0]))
        for (id_, name), count in ranked[:most]:
            if count > 0:
                yield {"facet": kind, "id": id_, "name": name, "count": count}


def _counts(reader: Reader, kind: str, wanted: Filter, now: datetime, most: int | None) -> Counts:
    """`most` is how many are wanted; there may be more."""
    match kind:
        case "actor":
            counted = reader.actor_counts(wanted, now, limit=10**9 if most is None else most, buckets=1)
            return Counter({(each.id, each.name): each.count for each in counted})
        case "region":
            return Counter({(each.id, each.name): each.count for each in reader.region_counts(wanted, now)})
        case "event":
            return Counter({(each.id, each.name): each.count for each in reader.event_counts(wanted, now)})
        case _:
            return Counter({(each.id, each.name): each.count for each in reader.source_counts(wanted, now)})
