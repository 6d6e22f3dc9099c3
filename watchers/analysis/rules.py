"""Every rule that can give a tag, by its id, in the words of the module that applies it."""

from __future__ import annotations

from watchers.analysis import attribution, events, gather, hedges
from watchers.analysis.actors import bare, composed, demonyms, known, offices, organisations, people, short, states
from watchers.analysis.places import find, spelled

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
    states,
    events,
    attribution,
    hedges,
)


def meanings() -> dict[str, str]:
    """Rule id to what it looks for."""
    return {rule: meaning for room in _ROOMS for rule, meaning in room.RULES.items()}
