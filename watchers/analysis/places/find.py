"""The places a text names, and which: wide regions first, then what they and the words around support."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from watchers.analysis.lexicon.entries import Layer, Place, PlaceName, Spelling
from watchers.analysis.passage import Passage
from watchers.analysis.places import candidates, evidence, resolve
from watchers.analysis.places.evidence import Cue, Evidence
from watchers.analysis.places.mention import Candidate, PlaceMention
from watchers.analysis.places.resolve import Support

RULES = {
    "place:name": "a country, region or large town by a name the gazetteer has",
    "place:cue": "a name after in, near, outside, town of …",
    "place:comma": "a name, a comma and the wider region it lies in",
    "place:compass": "a name after a compass word: `northern Kivu`",
    "place:feature": "a name beside County, Province, River …",
    "place:dateline": "a name in the dateline",
    "place:support": "a smaller town of a country the document names",
    "place:again": "a name that the document uses as a place elsewhere",
}
_WIDE = frozenset(["country", "world region", "area", "water", "first-level"])
_LARGE, _TOWN = 100_000, 15_000


@dataclass(slots=True)
class _Name:
    """All occurrences of one name with their evidence, and the place it is taken for."""

    options: tuple[PlaceName, ...]
    at: list[tuple[Candidate, Evidence]] = field(default_factory=list)
    place: Place | None = None
    accepted: bool = False


def find(passage: Passage, named: Iterable[int]) -> list[PlaceMention]:
    """Mentions in reading order. `named` are the words of persons and organisations."""
    names = _names(passage, candidates.find(passage, named))
    demonyms = Counter(entry.country for _, entry in candidates.demonyms(passage))
    support = Support(demonyms, {}, ())
    for certain in (True, False):
        _settle(passage, names.values(), support, certain=certain)
        support = resolve.support_of((n.place for n in names.values() if n.place and n.accepted), demonyms)
    _settle(passage, names.values(), support, certain=False)
    mentions = [m for name in names.values() if name.accepted for m in _mentions(passage, name, support)]
    return sorted(mentions, key=lambda m: m.first)


def _names(passage: Passage, found: Iterable[Candidate]) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for candidate in found:
        name = names.setdefault(candidate.name, _Name(candidate.options))
        name.at.append((candidate, evidence.weigh(passage, candidate)))
    return names


def _settle(passage: Passage, names: Iterable[_Name], support: Support, *, certain: bool) -> None:
    """Choose each name's place under the support so far; `certain` accepts only what needs none."""
    for name in names:
        wider = next((e.comma for _, e in name.at if e.comma), ())
        others = resolve.without(support, name.place if name.accepted else None)
        name.place = resolve.choose(name.options, wider, others) or resolve.choose(name.options, (), others)
        if name.place is None:
            continue
        told = [_accepts(passage, c, e, name.place, Support({}, {}, ()) if certain else support) for c, e in name.at]
        against = sum(e.cue == Cue.AGAINST for _, e in name.at)
        name.accepted = any(told) and (against == 0 or name.place.kind in _WIDE or sum(told) > against)


def _accepts(passage: Passage, candidate: Candidate, told: Evidence, place: Place, support: Support) -> bool:
    if told.cue == Cue.AGAINST:
        return False
    if told.in_name:
        return place.kind == "country" and passage.starting(Layer.FIRST_NAME, candidate.first) is None
    if told.common:
        return told.cue == Cue.STRONG or (told.cue == Cue.WEAK and place.population >= 10 * _LARGE)
    if place.kind in _WIDE or told.cue == Cue.STRONG:
        return True
    exact = any(o.place.id == place.id and o.spelling == Spelling.EXACT for o in candidate.options)
    supported = exact and support.countries.get(place.country or "", 0) >= 1
    return _size_accepts(passage, candidate, told, place, supported=supported)


def _size_accepts(passage: Passage, candidate: Candidate, told: Evidence, place: Place, *, supported: bool) -> bool:
    """A city needs nothing, a town a cue or its country, a smaller place both; what may be a first name a cue more."""
    if passage.starting(Layer.FIRST_NAME, candidate.first) and place.population < 5 * _LARGE:
        supported = False
    elif place.population >= _LARGE:
        return True
    cued = told.cue == Cue.WEAK
    return (cued or supported) if place.population >= _TOWN else (cued and supported)


def _mentions(passage: Passage, name: _Name, support: Support) -> list[PlaceMention]:
    """Every occurrence that nothing speaks against, once the name is a place somewhere."""
    assert name.place is not None
    mentions = []
    for candidate, told in name.at:
        accepts = _accepts(passage, candidate, told, name.place, support)
        if not accepts and (told.cue == Cue.AGAINST or told.in_name):
            continue
        place = (resolve.choose(name.options, told.comma, support) if told.comma else None) or name.place
        if told.rule == "place:feature":
            place = resolve.region_of_name(name.options, place)
        rule = told.rule if accepts else "place:again"
        if rule == "place:name" and name.place.kind == "place" and name.place.population < _LARGE:
            rule = "place:support"
        shown = passage.tokens.name(candidate.first, candidate.stop)
        mentions.append(PlaceMention(candidate.first, candidate.stop, shown, place, rule))
    return mentions


def by_country(mentions: Iterable[PlaceMention], demonyms: Iterable[str]) -> Counter[str]:
    """How often the document names each country or a place in it."""
    counts: Counter[str] = Counter(demonyms)
    counts.update(m.place.country for m in mentions if m.place and m.place.country)
    return counts


def at_word(mentions: Iterable[PlaceMention]) -> dict[int, PlaceMention]:
    """The mention over each word."""
    over: dict[int, PlaceMention] = defaultdict()
    for mention in mentions:
        over.update(dict.fromkeys(range(mention.first, mention.stop), mention))
    return over
