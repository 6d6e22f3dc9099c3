"""The places a text names, and which: wide regions first, then what they and the words around support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from watchers.analysis.lexicon.entries import Place, PlaceName, Spelling
from watchers.analysis.passage import Passage
from watchers.analysis.places import acceptance, candidates, company, evidence, features, home, resolve
from watchers.analysis.places.evidence import Cue, Evidence
from watchers.analysis.places.features import Feature
from watchers.analysis.places.mention import Candidate, PlaceMention
from watchers.analysis.places.resolve import Support

RULES = {
    "place:name": "a country, region or large town by a name the gazetteer has",
    "place:cue": "a name after in, near, outside, town of …",
    "place:comma": "a name, a comma and the wider region it lies in",
    "place:compass": "a name after a compass word: `northern Kivu`",
    "place:feature": "a name beside Province, District, City, or before a small word such as airport, countryside",
    "place:county": "a name with County; one that the lexicon lacks lies where a town of that name is near, if any is",
    "place:called-after": "a river, hill or site called after a place; where that is far, it is not known where",
    "place:constituency": "a name after a party's letter: `D-Tulsa`",
    "place:people": "a name before man, resident, police or after a person and `of`",
    "place:office": "a name before what a town has: `Athens Police Department`, `Winchester High School`",
    "place:list": "a name in a list of places behind a cue: `in Homs and Hama`",
    "place:dateline": "a name in the dateline",
    "place:support": "a smaller town of a country the document names",
    "place:again": "a name that the document uses as a place elsewhere",
}
_AMERICAN = frozenset(
    """sheriff sheriffs gop interstate congressman congresswoman turnpike coroner sophomore alderman aldermen councilman
    councilwoman selectmen felony misdemeanor misdemeanors arraigned assemblyman gubernatorial troopers dui
    varsity statehouse township""".split()
)
_PINNING = frozenset(["place:comma", "place:dateline"])


@dataclass(slots=True)
class _Name:
    """All occurrences of one name with their evidence, and the place it is taken for.

    `apart` says that the name is not the place's own: a county's, a river's; `meant` are the options that fit what the
    text says of it.
    """

    options: tuple[PlaceName, ...]
    apart: bool = False
    at: list[tuple[Candidate, Evidence]] = field(default_factory=list)
    place: Place | None = None
    accepted: bool = False
    meant: Sequence[PlaceName] = ()


def find(passage: Passage, named: Iterable[int], peoples: Counter[str]) -> list[PlaceMention]:
    """Mentions in reading order. `named` are the words of persons and organisations, `peoples` counts demonyms."""
    names = _names(passage, candidates.find(passage, named))
    demonyms = peoples + Counter(_home(passage, names.values(), peoples))
    support = Support(demonyms, {}, (), _company(names.values()), home.of(passage.lexicon, passage.home))
    for certain in (True, False):
        _settle(passage, names.values(), support, certain=certain)
        told = resolve.support_of((n.place for n in names.values() if n.place and n.accepted), demonyms)
        support = replace(told, company=support.company, home=support.home)
    _settle(passage, names.values(), support, certain=False)
    wider = _wider(names.values())
    _widen(names.values(), wider)
    mentions = [m for name in names.values() if name.accepted for m in _mentions(passage, name, support)]
    mentions = [replace(m, place=wider.get(m.first, m.place)) for m in mentions]
    return sorted(mentions, key=lambda m: m.first)


def _wider(names: Iterable[_Name]) -> dict[int, Place]:
    """The regions that follow a place in them after a comma, by their first word: `Seattle, Washington`."""
    return {
        candidate.stop: wider.place
        for name in names
        if name.accepted and name.place
        for candidate, told in name.at
        for wider in told.comma
        if wider.place.kind == "first-level" and resolve.inside(name.place, wider.place)
    }


def _widen(names: Iterable[_Name], wider: Mapping[int, Place]) -> None:
    """A name that is once such a region is so throughout, unless there is a town of the same name in it."""
    for name in names:
        region = next((wider[c.first] for c, _ in name.at if c.first in wider), None)
        if region and name.place and not resolve.inside(name.place, region):
            name.place = region


def _names(passage: Passage, found: Iterable[Candidate]) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    counties = features.counties(passage)
    for candidate in found:
        told = evidence.weigh(passage, candidate, counties)
        key = f"{candidate.name} county" if told.county else candidate.name
        known = _counties(passage, key) if told.county else candidate.options
        name = names.setdefault(key, _Name(known or candidate.options, apart=not known))
        name.at.append((candidate, told))
    for name in names.values():
        name.meant = _said_to_be(name)
    return names


def _counties(passage: Passage, name: str) -> tuple[PlaceName, ...]:
    """The counties of a name: `hays county`, for a text that says `Hays and Comal counties`."""
    length = name.count(" ") + 1
    entries = next((found for count, found in passage.lexicon.prefixes(name) if count == length), ())
    return tuple(e for e in entries if isinstance(e, PlaceName) and e.place.kind == "second-level")


def _company(names: Iterable[_Name]) -> dict[str, float]:
    """Of names that nothing speaks against; what follows after a comma says which of the places are meant."""
    spoken = [
        name for name in names if any(e.cue > Cue.NONE or (e.cue == Cue.NONE and not e.common) for _, e in name.at)
    ]
    return company.found(_pinned(name) for name in spoken)


def _pinned(name: _Name) -> Iterable[PlaceName]:
    pins = [wider.place for _, told in name.at for wider in told.comma]
    inside = [o for o in name.options if any(resolve.inside(o.place, pin) for pin in pins)]
    return inside or name.options


def _home(passage: Passage, names: Iterable[_Name], demonyms: Iterable[str]) -> dict[str, int]:
    """A text of sheriffs and counties that names no foreign country is at home in the United States."""
    speaks = any(_american(name) for name in names) or not _AMERICAN.isdisjoint(passage.tokens.key)
    abroad = any(country != "US" for country in demonyms) or any(_foreign(name) for name in names)
    return {"US": 2} if speaks and not abroad else {}


def _american(name: _Name) -> bool:
    """Whether it is called a county, and no county of another country has that name."""
    counties = any(told.rule == "place:county" for _, told in name.at)
    return counties and not any(o.place.kind != "place" and o.place.country != "US" for o in name.options)


def _foreign(name: _Name) -> bool:
    """Whether it is the name of a country and of no American place."""
    kinds = {o.place.kind for o in name.options if o.spelling == Spelling.EXACT and o.place.country != "US"}
    return "country" in kinds and not any(o.place.country == "US" for o in name.options)


def _settle(passage: Passage, names: Iterable[_Name], support: Support, *, certain: bool) -> None:
    """Choose each name's place under the support so far; `certain` accepts only what needs none."""
    for name in names:
        wider = next((e.comma for _, e in name.at if e.comma), ())
        others = resolve.without(support, name.place if name.accepted else None)
        if name.apart:
            name.place, name.accepted = resolve.called_after(name.options, wider, others), not certain
            continue
        options = name.meant
        if not options:
            name.place, name.accepted = None, not certain
            continue
        name.place = resolve.choose(options, wider, others) or resolve.choose(options, (), others)
        if name.place is None:
            name.accepted = False
            continue
        known = Support({}, {}, (), support.company, support.home) if certain else support
        lost = acceptance.lost(name.place, others)
        told = [
            (not lost or e.rule in _PINNING) and acceptance.accepts(passage, c, e, name.place, known)
            for c, e in name.at
        ]
        against = sum(e.cue == Cue.AGAINST for _, e in name.at)
        name.accepted = any(told) and (against == 0 or name.place.kind in acceptance.WIDE or sum(told) > against)


def _said_to_be(name: _Name) -> tuple[PlaceName, ...] | list[PlaceName]:
    """Those of a name's places that fit what the text says of it: a village, in or near another place; maybe none."""
    options: tuple[PlaceName, ...] | list[PlaceName] = name.options
    if any(told.village for _, told in name.at):
        options = [o for o in options if o.place.kind == "place" and o.place.population < acceptance.LARGE]
    beside = next((told.beside for _, told in name.at if told.beside), ())
    if beside:
        country = max((b.place for b in beside), key=lambda p: p.weight).country
        options = [o for o in options if o.place.country == country or country is None]
    return options


def _mentions(passage: Passage, name: _Name, support: Support) -> list[PlaceMention]:
    """Every occurrence that nothing speaks against, once the name is a place somewhere."""
    if not name.apart and name.place is None:
        named = [(c, e) for c, e in name.at if e.cue != Cue.AGAINST and not e.in_name]
        return [_with_feature(passage, c, e, None, "place:unresolved") for c, e in named]
    if name.apart or name.place is None:
        return [_with_feature(passage, c, e, name.place, e.rule) for c, e in name.at]
    mentions = []
    for candidate, told in name.at:
        accepts = acceptance.accepts(passage, candidate, told, name.place, support)
        if not accepts and (told.cue == Cue.AGAINST or (told.in_name and not told.heads)):
            continue
        rule = told.rule if accepts else "place:again"
        if rule == "place:name" and name.place.kind == "place" and name.place.population < acceptance.LARGE:
            rule = "place:support"
        if told.feature and told.feature.called_after and told.feature.in_name:
            rule = "place:called-after"
        place = _place_of(passage, name.place, candidate, told, support, rule)
        if place is None and rule == "place:called-after" and told.feature and _is_university(passage, told.feature):
            continue
        mentions.append(_with_feature(passage, candidate, told, place, rule))
    return mentions


def _place_of(
    passage: Passage, usual: Place, candidate: Candidate, told: Evidence, support: Support, rule: str
) -> Place | None:
    """The name's usual place, unless a comma, a feature word or a compass word makes another of it here."""
    if rule == "place:called-after":
        university = told.feature is not None and _is_university(passage, told.feature)
        return resolve.called_after(candidate.options, told.comma, support, university=university)
    place = (resolve.choose(candidate.options, told.comma, support) if told.comma else None) or usual
    if rule in {"place:feature", "place:compass"} or evidence.compass_before(passage, candidate.first):
        return resolve.region_of_name(candidate.options, place)
    return place


def _with_feature(
    passage: Passage, candidate: Candidate, told: Evidence, place: Place | None, rule: str
) -> PlaceMention:
    inside = told.feature is not None and told.feature.in_name and not _university(told.feature, place)
    first = told.feature.first if told.feature and inside else candidate.first
    stop = told.feature.stop if told.feature and inside else candidate.stop
    end = candidates.final_stop(passage, candidate, place)
    return PlaceMention(first, stop, passage.tokens.name(first, stop), place, rule, end=end)


def _is_university(passage: Passage, feature: Feature) -> bool:
    return passage.tokens.key[feature.stop - 1] == "university"


def _university(feature: Feature, place: Place | None) -> bool:
    """`Ohio State` is no state."""
    american = place is not None and place.kind == "first-level" and place.country == "US"
    return american and feature.value == "province"


def by_country(mentions: Iterable[PlaceMention], peoples: Counter[str]) -> Counter[str]:
    """How often the document names each country, its people or a place in it."""
    counts = Counter(peoples)
    counts.update(m.place.country for m in mentions if m.place and m.place.country)
    return counts
