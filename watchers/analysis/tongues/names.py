"""Places, countries and named actors of a text in another language than English: what stands there by name, no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.actors.mention import known as identity
from watchers.analysis.lexicon.entries import ActorName, Demonym, KnownActor, Layer, Place, PlaceName
from watchers.analysis.passage import Knowledge, Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.places.resolve import Support, score, support_of
from watchers.analysis.tokens import Span
from watchers.analysis.tongues.composed import Composed, compose
from watchers.analysis.tongues.look import Sighting, inner_sightings, look
from watchers.analysis.tongues.placing import NO_SUPPORT, Reading, place, places
from watchers.analysis.tongues.tongue import Tongue
from watchers.analysis.tongues.words import tokenise

RULES = {
    "place:tongue": "a country, region or city by its name in the text's own language, which is not English",
    "place:tongue-demonym": "a word of another language for what is of a country: `syrische`, `российский`",
    "actor:tongue": "an actor by its name in the text's own language, which is not English",
}
_CITY = 100_000
_OF_STATES = frozenset(["military", "police", "government", "state"])
"""Kinds of actors whose names hold that of their country: `МИД Ирана`."""


def lay_out(
    text: str, sentences: list[Span], lexicon: Knowledge, tongue: Tongue, title_stop: int, when: date | None
) -> Passage:
    """The passage of a text, without what only English rules ask of it."""
    tokens = tokenise(text, sentences, tongue.code)
    return Passage(tokens, {}, [], [None] * len(tokens), lexicon, title_stop, when)


def find(passage: Passage, tongue: Tongue) -> tuple[list[PlaceMention], list[ActorMention]]:
    """The places and the actors that are named, each in reading order."""
    sightings = look(passage.tokens, passage.lexicon, tongue)
    reading = _read(passage, tongue, sightings)
    named = [ActorMention(first, stop, identity(a), "actor:composed") for first, stop, a in _composed(reading)]
    placed: list[PlaceMention] = []
    composed = {i for m in named for i in range(m.first, m.stop)}
    for sighting in sightings:
        actor = _actor(reading, sighting)
        if actor and sighting.first in composed:
            continue
        if actor:
            named.append(ActorMention(sighting.first, sighting.stop, identity(actor), "actor:tongue"))
            placed += _inside(reading, sighting) if actor.kind in _OF_STATES else []
        elif found := place(reading, sighting):
            placed.append(PlaceMention(sighting.first, sighting.stop, found.name, found, "place:tongue"))
        elif people := _people(passage, sighting):
            placed.append(people)
    return placed, sorted(named, key=lambda m: m.first)


def _composed(reading: Reading) -> list[Composed]:
    return list(compose(reading.passage, reading.tongue, reading.sightings))


def _inside(reading: Reading, sighting: Sighting) -> list[PlaceMention]:
    """The country, or the word for its people, that the name of its army or government holds."""
    found: list[PlaceMention] = []
    passage, tongue = reading.passage, reading.tongue
    for inner in inner_sightings(passage.tokens, passage.lexicon, tongue, sighting):
        country = next((e.place for e in inner.entries if isinstance(e, PlaceName) and e.place.kind == "country"), None)
        if country and not inner.has(Layer.COMMON):
            found.append(PlaceMention(inner.first, inner.stop, country.name, country, "place:tongue"))
        elif people := _people(passage, inner):
            found.append(people)
    return found


def _read(passage: Passage, tongue: Tongue, sightings: Sequence[Sighting]) -> Reading:
    names = [s for s in sightings if any(isinstance(e, PlaceName | ActorName | Demonym) for e in s.entries)]
    known = frozenset(i for s in names for i in range(s.first, s.stop))
    cued, within = (_behind(passage, sightings, how) for how in ("city of", "in"))
    return Reading(passage, tongue, sightings, _support(names), known, cued, within)


def _behind(passage: Passage, sightings: Iterable[Sighting], how: str) -> frozenset[int]:
    """The words that follow a cue; a stop may stand between, as in `г. Орёл`."""
    stops = (s.stop for s in sightings if s.leads(how) and s.stop < len(passage.tokens))
    return frozenset(i for i in stops if passage.tokens.joined(i) or len(passage.tokens.key[i - 1]) == 1)


def _support(sightings: Iterable[Sighting]) -> Support:
    """What names that can mean little else say of the countries the text is about."""
    sightings, sure = list(sightings), dict[str, Place]()
    peoples = Counter(d.country for s in sightings if (d := _demonym(s)) and d.country)
    peoples.update(iso for s in sightings if (iso := _state_of(s)))
    for sighting in sightings:
        best = max(places(sighting), key=lambda o: score(o, NO_SUPPORT), default=None)
        wide = best is not None and (best.place.kind != "place" or best.place.capital or best.place.population > _CITY)
        if best and wide and not sighting.has(Layer.COMMON):
            sure.setdefault(best.place.id, best.place)
    return support_of(sure.values(), peoples)


def _state_of(sighting: Sighting) -> str | None:
    """The country whose army or government it names, whatever the text is about."""
    return next(
        (
            e.actor.country
            for e in sighting.entries
            if isinstance(e, ActorName) and e.actor.kind in _OF_STATES and not e.needs
        ),
        None,
    )


def _demonym(sighting: Sighting) -> Demonym | None:
    return next((e for e in sighting.entries if isinstance(e, Demonym) and e.region), None)


def _actor(reading: Reading, sighting: Sighting) -> KnownActor | None:
    names = [e for e in sighting.entries if isinstance(e, ActorName) and e.actor.kind != "state"]
    near = reading.support.countries
    fitting = [n.actor for n in names if not n.needs or any(near.get(iso, 0) > 0 for iso in n.needs)]
    if not fitting or sighting.has(Layer.COMMON):
        return None
    return max(fitting, key=lambda actor: _alive(actor, reading.passage.when))


def _alive(actor: KnownActor, when: date | None) -> bool:
    begun = when is None or actor.since is None or actor.since <= when
    return begun and (when is None or actor.until is None or when <= actor.until)


def _people(passage: Passage, sighting: Sighting) -> PlaceMention | None:
    demonym = _demonym(sighting)
    place = passage.lexicon.place(demonym.region) if demonym and demonym.region else None
    if place is None or sighting.has(Layer.COMMON):
        return None
    return PlaceMention(sighting.first, sighting.stop, place.name, place, "place:tongue-demonym", "demonym")
