"""Which place a sighting of another language names, and whether it names one at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from watchers.analysis.lexicon.entries import ActorName, Layer, Place, PlaceName, Spelling, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places.resolve import Support, score, without
from watchers.analysis.tokens import Gap, Shape
from watchers.analysis.tongues.look import Sighting
from watchers.analysis.tongues.tongue import HOMES, Tongue

_CITY, _GREAT_CITY = 100_000, 1_000_000
_SHORT, _SHORTEST = 3, 2
"""Letters of a name that is a word of the language as easily; of one that is hardly anything else."""
_LIST = 12
"""Words within which a list of provinces tells that they are: `Брянской, Курской и Ростовской областей`."""
_PROVINCE = ("област", "обл", "края", "краю", "краях")
NO_SUPPORT = Support({}, {}, ())


@dataclass(frozen=True)
class Reading:
    """A text's sightings; `known` are their words, `cued` those behind `city of`, `within` those behind `in`."""

    passage: Passage
    tongue: Tongue
    sightings: Sequence[Sighting]
    support: Support
    known: frozenset[int]
    cued: frozenset[int]
    within: frozenset[int]

    @cached_property
    def people(self) -> frozenset[int]:
        """The first words of persons' names."""
        return frozenset(s.first for s in self.sightings if any(_person(e) for e in s.entries))

    @cached_property
    def sure(self) -> dict[int, frozenset[str]]:
        """By each word of a name that can mean little but a place, the countries in which one is called so."""
        names = ((s, frozenset(o.place.country for o in places(s) if o.place.country)) for s in self.sightings)
        return {
            i: countries
            for s, countries in names
            if countries and s.own and not s.has(Layer.COMMON) and not s.has(Layer.FIRST_NAME)
            for i in range(s.first, s.stop)
        }


def places(sighting: Sighting) -> list[PlaceName]:
    """The places that may be meant; a word that leads to one is none."""
    return [] if sighting.has(Layer.LOCATIVE) else [e for e in sighting.entries if isinstance(e, PlaceName)]


def place(reading: Reading, sighting: Sighting) -> Place | None:
    """The place that is named, the likeliest in the countries that the text is about."""
    options = places(sighting)
    if not options or (sighting.has(Layer.FEATURE) and not _listed(reading, sighting)):
        return None
    likely = max(options, key=lambda o: score(o, NO_SUPPORT)).place
    others = without(reading.support, likely)
    best = max(options, key=lambda o: (score(o, others), o.place.id))
    cued, within = sighting.first in reading.cued, sighting.first in reading.within
    vast = best.place.kind != "place" or best.place.population >= _CITY
    if sighting.has(Layer.COMMON) and not cued and not (within and vast) and not _in_company(reading, sighting, best):
        return None
    if cued or (best.place.kind != "place" and sighting.own):
        return best.place
    if _a_persons(reading, sighting, best.place):
        return None
    return best.place if _large_enough(reading, sighting, best) else None


def _person(entry: object) -> bool:
    return isinstance(entry, ActorName) and entry.actor.kind == "person"


def _listed(reading: Reading, sighting: Sighting) -> bool:
    """Whether the word for a province follows, alone or behind other adjectives."""
    tokens, features = reading.passage.tokens, _words(s for s in reading.sightings if s.has(Layer.FEATURE))
    for i in range(sighting.stop, min(len(tokens), sighting.stop + _LIST)):
        if tokens.key[i].startswith(_PROVINCE):
            return tokens.joined(i)
        if i not in features and len(tokens.key[i]) > 2:
            return False
    return False


def _words(sightings: Iterable[Sighting]) -> frozenset[int]:
    return frozenset(i for s in sightings for i in range(s.first, s.stop))


def _in_company(reading: Reading, sighting: Sighting, name: PlaceName) -> bool:
    """`بعلبك وصور`, `Lille et Tours`: a common word beside a sure place of its country; a country beside any."""
    tokens, first, stop = reading.passage.tokens, sighting.first, sighting.stop
    if reading.tongue.script == "hani":
        return False
    attached = reading.tongue.script in {"arab", "hebr"}
    beside = []
    if first > 0:
        linked = sighting.cut > 0 or tokens.gap[first] == Gap.COMMA
        beside.append(first - 1 if linked else first - 2 if len(tokens.key[first - 1]) <= _SHORT else -1)
    if stop < len(tokens):
        linked = attached or tokens.gap[stop] == Gap.COMMA
        beside.append(stop if linked else stop + 1 if len(tokens.key[stop]) <= _SHORT else -1)
    near = [reading.sure[i] for i in beside if i in reading.sure]
    return bool(near) if name.place.kind == "country" else any(name.place.country in isos for isos in near)


def _a_persons(reading: Reading, sighting: Sighting, best: Place) -> bool:
    """`Владимир Путин`, `Santiago Abascal`, `Jack London`: part of a person's name."""
    tokens, stop = reading.passage.tokens, sighting.stop
    great = best.capital or best.population >= _GREAT_CITY
    follows = stop < len(tokens) and tokens.joined(stop)
    if sighting.has(Layer.FIRST_NAME):
        if follows and tokens.shape[stop] & Shape.CAPITAL:
            return True
        if not great and _opens(reading, sighting) and sighting.first not in reading.within:
            return True
    if not reading.tongue.cased:
        return False
    if follows and stop in reading.people and not great and sighting.first not in reading.within:
        return True
    return _part_of_longer_name(reading, sighting, best)


def _opens(reading: Reading, sighting: Sighting) -> bool:
    sentence = reading.passage.tokens.sentence
    return sighting.first == 0 or sentence[sighting.first - 1] != sentence[sighting.first]


def _large_enough(reading: Reading, sighting: Sighting, name: PlaceName) -> bool:
    """A short name, or one that only another language has, asks for more people or for its country."""
    found, exact = name.place, name.spelling == Spelling.EXACT
    letters = _letters(reading, sighting)
    if (sighting.own and exact) or (found.capital and sighting.own and letters > _SHORTEST):
        return True
    itself = 1 if found.capital or found.population > _CITY else 0
    near = reading.support.countries.get(found.country or "", 0) > itself
    if found.kind != "place" or (letters <= _SHORTEST and reading.tongue.script in {"arab", "hebr"}):
        return near and found.kind != "place"
    foreign = not sighting.own and (not exact or sighting.has(Layer.FIRST_NAME))
    strange = reading.tongue.code in HOMES and (found.country or "") not in HOMES[reading.tongue.code]
    short = letters <= (2 if reading.tongue.script == "hani" else _SHORT)
    if strange and not near:
        return found.population >= (_GREAT_CITY if short else _GREAT_CITY / 2)
    if foreign or short:
        return found.population >= _GREAT_CITY or (near and found.population >= _CITY)
    doubtful = reading.tongue.script == "cyrl" and _opens(reading, sighting)
    return (near and sighting.own) or found.population >= (_GREAT_CITY / 2 if doubtful and not near else _CITY)


def _letters(reading: Reading, sighting: Sighting) -> int:
    tokens = reading.passage.tokens
    return tokens.end[sighting.stop - 1] - tokens.start[sighting.first] - sighting.cut


def _part_of_longer_name(reading: Reading, sighting: Sighting, best: Place) -> bool:
    """Beside an unknown capitalised word; German capitals say nothing."""
    tokens, first, stop = reading.passage.tokens, sighting.first, sighting.stop
    if reading.passage.shouted or reading.tongue.code == "de":
        return False
    follows = stop < len(tokens) and tokens.joined(stop) and _name_word(reading, stop)
    opens = first < 2 or tokens.sentence[first - 2] != tokens.sentence[first - 1] or tokens.gap[first - 1] > Gap.HYPHEN
    behind = first > 0 and tokens.joined(first) and _name_word(reading, first - 1)
    behind = behind and (not opens or _first_name(reading, first - 1))
    return behind or (follows and not best.capital and best.population < 3 * _GREAT_CITY)


def _first_name(reading: Reading, i: int) -> bool:
    found = reading.passage.lexicon.prefixes(reading.passage.tokens.key[i])
    return any(isinstance(e, Term) and e.layer == Layer.FIRST_NAME for _, entries in found for e in entries)


def _name_word(reading: Reading, i: int) -> bool:
    shape = reading.passage.tokens.shape[i]
    return bool(shape & Shape.CAPITAL) and not shape & Shape.ALL_CAPS and i not in reading.known
