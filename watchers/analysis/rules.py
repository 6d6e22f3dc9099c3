"""Every rule that can give a tag, by its id, in the words of the module that applies it, with an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from watchers.analysis import attribution, events, gather, hedges
from watchers.analysis.actors import (
    bare,
    called,
    composed,
    demonyms,
    known,
    offices,
    organisations,
    people,
    short,
    states,
)
from watchers.analysis.examples import EXAMPLES
from watchers.analysis.places import find, spelled
from watchers.analysis.tongues import names

Group = Literal["regions", "actors", "events", "says who", "hedges"]

_ROOMS = (
    find,
    spelled,
    gather,
    known,
    organisations,
    people,
    offices,
    short,
    composed,
    demonyms,
    bare,
    called,
    states,
    events,
    attribution,
    hedges,
    names,
)
GROUPS: dict[str, Group] = {
    "place": "regions",
    "actor": "actors",
    "event": "events",
    "attribution": "says who",
    "hedge": "hedges",
}
"""What stands before the colon of a rule's id, and what such a rule tags."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`meaning` is what it looks for; in the `example` the words that earn the tag stand between « and »."""

    id: str
    group: Group
    meaning: str
    example: str


def meanings() -> dict[str, str]:
    """Rule id to what it looks for."""
    return {rule: meaning for room in _ROOMS for rule, meaning in room.RULES.items()}


def table() -> tuple[Rule, ...]:
    """All of them by group; a rule that has no example yet has an empty one."""
    every = [Rule(rule, group_of(rule), meaning, EXAMPLES.get(rule, "")) for rule, meaning in meanings().items()]
    order = list(GROUPS.values())
    return tuple(sorted(every, key=lambda rule: order.index(rule.group)))


def group_of(rule: str) -> Group:
    """What a rule tags. Raises KeyError for an id that belongs to no group."""
    return GROUPS[rule.partition(":")[0]]
