"""The lines of each picker: what the filter would leave without its own terms of that kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from tui.board import muting, words
from tui.board.content import safe
from tui.board.matching import Choice
from tui.board.muting import Mute
from tui.board.reader import Reader
from tui.board.stretches import DAY
from tui.board.tree import names
from watchers import acled
from watchers.document import EventKind
from watchers.filters import Filter, Key

MOST = 5000
DISCOVERED = "found:"
"""How the ids of actors begin whom no lexicon knows."""


def choices(reader: Reader, key: Key, asked: Filter, now: datetime, mutes: Sequence[Mute] = ()) -> list[Choice]:
    """Everything of a kind that there is, most documents first; of sources those that are muted too."""
    out = muting.outs(asked, () if key == "source" else reader.sources(), mutes, now)
    return _KINDS[key](reader, muting.shown(asked.without(key), out), now)


def _actors(reader: Reader, asked: Filter, now: datetime) -> list[Choice]:
    found = reader.actor_counts(asked, now, limit=MOST, buckets=1, span=DAY)
    return [Choice(a.id, a.name, a.kind, a.count, a.id.startswith(DISCOVERED)) for a in found]


def _regions(reader: Reader, asked: Filter, now: datetime) -> list[Choice]:
    found = reader.region_counts(asked, now)
    above = names(found)
    ranked = sorted(found, key=lambda r: -r.count)
    return [Choice(r.id, r.name, above[r.id] or r.kind, r.count, r.kind == "unresolved") for r in ranked]


def _events(reader: Reader, asked: Filter, now: datetime) -> list[Choice]:
    kinds: dict[str, str] = dict(words.EVENTS.items())
    return [
        Choice(c.id, kinds.get(c.id, c.name), c.id.lower(), c.count, aliases=aliases(c.id))
        for c in reader.event_counts(asked, now)
    ]


def aliases(kind: str) -> tuple[str, ...]:
    """PLOVER's own name and ACLED's."""
    return kind.lower(), *acled.aliases(cast("EventKind", kind))


def _sources(reader: Reader, asked: Filter, now: datetime) -> list[Choice]:
    return [Choice(c.id, safe(c.name), safe(c.id), c.count) for c in reader.source_counts(asked, now)]


_KINDS: dict[Key, Callable[[Reader, Filter, datetime], list[Choice]]] = {
    "actor": _actors,
    "region": _regions,
    "event": _events,
    "source": _sources,
}
