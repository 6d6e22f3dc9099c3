"""Forces and governments that a text of another language composes: a word for them, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchers.analysis.lexicon.entries import Demonym, KnownActor, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.tongues.look import Sighting
from watchers.analysis.tongues.tongue import Tongue

_BEFORE = {"ru": "people", "uk": "people", "de": "people", "zh": "country"}
"""Languages in which whose it is stands before, and by which word; behind it, all have it."""
_LINKS = {
    "fr": frozenset(["de", "du", "des", "d", "la", "l"]),
    "es": frozenset(["de", "del", "la", "los"]),
    "de": frozenset(["von", "des", "der", "in"]),
}
"""Words that must stand between a force and its country in these languages."""
_MOST_LINKS = 2

Composed = tuple[int, int, KnownActor]
"""The words from the first up to and without the stop name an actor."""


def compose(passage: Passage, tongue: Tongue, sightings: Sequence[Sighting]) -> Iterator[Composed]:
    """`сирийская армия`, `armée du Tchad`, `الحكومة العراقية`, `法国政府`."""
    by_first = {s.first: s for s in sightings}
    by_stop = {s.stop: s for s in sightings}
    for agent in sightings:
        term = next((e for e in agent.entries if isinstance(e, Term) and e.layer == Layer.AGENT), None)
        if term is None:
            continue
        owner = _before(passage, tongue, agent, by_stop) or _behind(passage, tongue, agent, by_first)
        if owner and (actor := _actor(passage, owner, term)):
            yield min(owner.first, agent.first), max(owner.stop, agent.stop), actor


def _before(passage: Passage, tongue: Tongue, agent: Sighting, by_stop: dict[int, Sighting]) -> Sighting | None:
    how, owner = _BEFORE.get(tongue.code), by_stop.get(agent.first)
    if how is None or owner is None or not passage.tokens.joined(agent.first):
        return None
    return owner if (_people(owner) if how == "people" else _country(owner)) else None


def _behind(passage: Passage, tongue: Tongue, agent: Sighting, by_first: dict[int, Sighting]) -> Sighting | None:
    tokens, links, i = passage.tokens, _LINKS.get(tongue.code, frozenset()), agent.stop
    if tongue.script == "hani":
        return None
    while i < min(len(tokens), agent.stop + _MOST_LINKS) and tokens.joined(i) and tokens.key[i] in links:
        i += 1
    owner = by_first.get(i)
    if owner is None or not tokens.joined(i) or owner.has(Layer.COMMON):
        return None
    if i == agent.stop and tongue.code not in _BEFORE and _people(owner):
        return owner
    return owner if _country(owner) and (i > agent.stop or not links) else None


def _people(sighting: Sighting) -> Demonym | None:
    return next((e for e in sighting.entries if isinstance(e, Demonym) and e.country), None)


def _country(sighting: Sighting) -> str | None:
    return next(
        (e.place.country for e in sighting.entries if isinstance(e, PlaceName) and e.place.kind == "country"), None
    )


def _actor(passage: Passage, owner: Sighting, term: Term) -> KnownActor | None:
    people = _people(owner)
    country = passage.lexicon.country(_country(owner) or "") if people is None else None
    state = people.state if people else country.state if country else None
    return passage.lexicon.actor(f"{state}-{term.value}") if state else None
