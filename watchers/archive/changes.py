"""What another analysis changes of a document's tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from watchers.archive.rows import Tag
from watchers.document import Actor, Analysis, Event, Region


@dataclass(frozen=True, slots=True)
class Change:
    """`changed` where anything differs at all, be it one mention; an event in another's place counts once."""

    changed: bool = False
    actors_gained: tuple[Tag, ...] = ()
    actors_lost: tuple[Tag, ...] = ()
    regions_gained: tuple[Tag, ...] = ()
    regions_lost: tuple[Tag, ...] = ()
    events: int = 0


def change(before: Analysis | None, after: Analysis) -> Change:
    """None stands for an analysis that cannot be read any more: everything is gained then."""
    if before == after:
        return Change()
    old = before or Analysis()
    return Change(
        True,
        _only_in(after.actors, old.actors),
        _only_in(old.actors, after.actors),
        _only_in(after.regions, old.regions),
        _only_in(old.regions, after.regions),
        _differing(old.events, after.events),
    )


def _only_in(these: Iterable[Actor | Region], those: Iterable[Actor | Region]) -> tuple[Tag, ...]:
    others = {tag.id for tag in those}
    return tuple(Tag(tag.id, tag.name) for tag in these if tag.id not in others)


def _differing(old: Iterable[Event], new: Iterable[Event]) -> int:
    before, after = (Counter(replace(event, mentions=()) for event in events) for events in (old, new))
    return max((before - after).total(), (after - before).total())
