"""Places, countries and named actors of a text in another language than English: what stands there by name, no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.actors.mention import known as identity
from watchers.analysis.lexicon.entries import ActorName, Demonym, KnownActor, Layer, Place, PlaceName, Spelling, Term
from watchers.analysis.passage import Knowledge, Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.places.resolve import Support, score, support_of, without
from watchers.analysis.tokens import Gap, Shape, Span
from watchers.analysis.tongues.look import Sighting, look
from watchers.analysis.tongues.tongue import HOMES, Tongue
from watchers.analysis.tongues.words import tokenise

RULES = {
    "place:tongue": "a country, region or city by its name in the text's own language, which is not English",
    "place:tongue-demonym": "a word of another language for what is of a country: `syrische`, `российский`",
    "actor:tongue": "an actor by its name in the text's own language, which is not English",
}
_CITY, _GREAT_CITY = 100_000, 1_000_000
_SHORT = 3
"""Letters of a name that is a word of the language as easily."""
_NO_SUPPORT = Support({}, {}, ())


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text's sightings; `known` are their words, `cued` those behind `city of`, `within` those behind `in`."""

    passage: Passage
    tongue: Tongue
    support: Support
    known: frozenset[int]
    cued: frozenset[int]
    within: frozenset[int]


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
    named, placed = [], []
    for sighting in sightings:
        actor = _actor(reading, sighting)
        place = None if actor else _place(reading, sighting)
        if actor:
            named.append(ActorMention(sighting.first, sighting.stop, identity(actor), "actor:tongue"))
        elif place:
            placed.append(PlaceMention(sighting.first, sighting.stop, place.name, place, "place:tongue"))
        elif people := _people(passage, sighting):
            placed.append(people)
    return placed, named


def _read(passage: Passage, tongue: Tongue, sightings: Sequence[Sighting]) -> _Reading:
    names = [s for s in sightings if any(isinstance(e, PlaceName | ActorName | Demonym) for e in s.entries)]
    known = frozenset(i for s in names for i in range(s.first, s.stop))
    cued, within = (_behind(passage, sightings, how) for how in ("city of", "in"))
    return _Reading(passage, tongue, _support(names), known, cued, within)


def _behind(passage: Passage, sightings: Iterable[Sighting], how: str) -> frozenset[int]:
    """The words that follow a cue; a stop may stand between, as in `г. Орёл`."""
    stops = (s.stop for s in sightings if s.leads(how) and s.stop < len(passage.tokens))
    return frozenset(i for i in stops if passage.tokens.joined(i) or len(passage.tokens.key[i - 1]) == 1)


def _support(sightings: Iterable[Sighting]) -> Support:
    """What names that can mean little else say of the countries the text is about."""
    sure: dict[str, Place] = {}
    peoples = Counter(d.country for s in sightings if (d := _demonym(s)) and d.country)
    for sighting in sightings:
        best = max(_places(sighting), key=lambda o: score(o, _NO_SUPPORT), default=None)
        wide = best is not None and (best.place.kind != "place" or best.place.capital or best.place.population > _CITY)
        if best and wide and not sighting.has(Layer.COMMON):
            sure.setdefault(best.place.id, best.place)
    return support_of(sure.values(), peoples)


def _places(sighting: Sighting) -> list[PlaceName]:
    return [] if sighting.has(Layer.LOCATIVE) else [e for e in sighting.entries if isinstance(e, PlaceName)]


def _demonym(sighting: Sighting) -> Demonym | None:
    return next((e for e in sighting.entries if isinstance(e, Demonym) and e.region), None)


def _actor(reading: _Reading, sighting: Sighting) -> KnownActor | None:
    names = [e for e in sighting.entries if isinstance(e, ActorName) and e.actor.kind != "state"]
    near = reading.support.countries
    fitting = [n.actor for n in names if not n.needs or any(near.get(iso, 0) > 0 for iso in n.needs)]
    if not fitting or sighting.has(Layer.COMMON):
        return None
    return max(fitting, key=lambda actor: _alive(actor, reading.passage.when))


def _alive(actor: KnownActor, when: date | None) -> bool:
    begun = when is None or actor.since is None or actor.since <= when
    return begun and (when is None or actor.until is None or when <= actor.until)


def _place(reading: _Reading, sighting: Sighting) -> Place | None:
    options = _places(sighting)
    if not options:
        return None
    likely = max(options, key=lambda o: score(o, _NO_SUPPORT)).place
    others = without(reading.support, likely)
    best = max(options, key=lambda o: (score(o, others), o.place.id))
    cued = sighting.first in reading.cued
    if sighting.has(Layer.COMMON) and not cued and not (sighting.first in reading.within and _vast(best.place)):
        return None
    if cued or (best.place.kind != "place" and sighting.own):
        return best.place
    if sighting.has(Layer.FIRST_NAME) and _called(reading, sighting):
        return None
    if reading.tongue.cased and _part_of_longer_name(reading, sighting, best.place):
        return None
    return best.place if _large_enough(reading, sighting, best) else None


def _vast(place: Place) -> bool:
    return place.kind != "place" or place.population >= _CITY


def _large_enough(reading: _Reading, sighting: Sighting, name: PlaceName) -> bool:
    """A short name, or one that only another language has, asks for more people or for its country."""
    place, exact = name.place, name.spelling == Spelling.EXACT
    if (sighting.own and exact) or (place.capital and sighting.own):
        return True
    itself = 1 if place.capital or place.population > _CITY else 0
    near = reading.support.countries.get(place.country or "", 0) > itself
    if place.kind != "place":
        return near
    foreign = not sighting.own and (not exact or sighting.has(Layer.FIRST_NAME))
    strange = reading.tongue.code in HOMES and (place.country or "") not in HOMES[reading.tongue.code]
    if strange and not near:
        return place.population >= _GREAT_CITY / 2 and not (
            _short(reading, sighting) and not place.population >= _GREAT_CITY
        )
    if foreign or _short(reading, sighting):
        return place.population >= _GREAT_CITY or (near and place.population >= _CITY)
    return place.population >= _CITY or (near and sighting.own)


def _short(reading: _Reading, sighting: Sighting) -> bool:
    tokens = reading.passage.tokens
    letters = tokens.end[sighting.stop - 1] - tokens.start[sighting.first] - sighting.cut
    return letters <= (2 if reading.tongue.script == "hani" else _SHORT)


def _part_of_longer_name(reading: _Reading, sighting: Sighting, place: Place) -> bool:
    """`Santiago Abascal`, `Jack London`: beside an unknown capitalised word; German capitals say nothing."""
    tokens, first, stop = reading.passage.tokens, sighting.first, sighting.stop
    if reading.passage.shouted:
        return False
    if reading.tongue.code == "de":
        return False
    follows = stop < len(tokens) and tokens.joined(stop) and _name_word(reading, stop)
    opens = first < 2 or tokens.sentence[first - 2] != tokens.sentence[first - 1] or tokens.gap[first - 1] > Gap.HYPHEN
    behind = first > 0 and tokens.joined(first) and _name_word(reading, first - 1)
    behind = behind and (not opens or _first_name(reading, first - 1))
    return behind or (follows and not place.capital and place.population < 3 * _GREAT_CITY)


def _first_name(reading: _Reading, i: int) -> bool:
    found = reading.passage.lexicon.prefixes(reading.passage.tokens.key[i])
    return any(isinstance(e, Term) and e.layer == Layer.FIRST_NAME for _, entries in found for e in entries)


def _called(reading: _Reading, sighting: Sighting) -> bool:
    """`Владимир Путин`: a first name before another name."""
    tokens, stop = reading.passage.tokens, sighting.stop
    return stop < len(tokens) and tokens.joined(stop) and bool(tokens.shape[stop] & Shape.CAPITAL)


def _name_word(reading: _Reading, i: int) -> bool:
    shape = reading.passage.tokens.shape[i]
    return bool(shape & Shape.CAPITAL) and not shape & Shape.ALL_CAPS and i not in reading.known


def _people(passage: Passage, sighting: Sighting) -> PlaceMention | None:
    demonym = _demonym(sighting)
    place = passage.lexicon.place(demonym.region) if demonym and demonym.region else None
    if place is None or sighting.has(Layer.COMMON):
        return None
    return PlaceMention(sighting.first, sighting.stop, place.name, place, "place:tongue-demonym", "demonym")
