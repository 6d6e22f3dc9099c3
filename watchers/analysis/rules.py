"""Every rule that can give a tag, by its id, in the words of the module that applies it."""

from __future__ import annotations

from watchers.analysis import attribution, events, gather, hedges
from watchers.analysis.actors import bare, composed, demonyms, known, organisations, people, states
from watchers.analysis.places import find, spelled
from watchers.analysis.tongues import names

_ROOMS = (
    find,
    spelled,
    gather,
    known,
    organisations,
    people,
    composed,
    demonyms,
    bare,
    states,
    events,
    attribution,
    hedges,
    names,
)


def meanings() -> dict[str, str]:
    """Rule id to what it looks for."""
    return {rule: meaning for room in _ROOMS for rule, meaning in room.RULES.items()}
