"""The gazetteer's towns put under their regions, and the looser spellings of all names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from watchers.analysis.lexicon.atlas import Atlas, loose_keys, weight_of
from watchers.analysis.lexicon.countries import State
from watchers.analysis.lexicon.entries import Place, Spelling
from watchers.analysis.lexicon.facts import ARTICLE, FOLDED, HEADLESS
from watchers.analysis.lexicon.gazetteer import Town
from watchers.analysis.lexicon.phrases import phrase

Progress = Callable[[str, int, int], None]
"""Told the step's name, how many are done, and of how many."""

_SPELLINGS = {ARTICLE: Spelling.ARTICLE, FOLDED: Spelling.FOLDED, HEADLESS: Spelling.HEADLESS}
_STEP = 20_000


def place_towns(atlas: Atlas, towns: list[Town], states: list[State], progress: Progress) -> None:
    """Puts the towns in, under their first-level region or else their country."""
    known = {state.iso for state in states}
    capitals = {(state.iso, phrase(state.capital)) for state in states if state.capital}
    found: dict[str, tuple[int, str]] = {}
    for done, town in enumerate(towns):
        if done % _STEP == 0:
            progress("places", done, len(towns))
        if town.country in known:
            id_, names = _place(atlas, town)
            if any((town.country, name) in capitals for name in names):
                found[town.country] = max(found.get(town.country, (0, "")), (town.population, id_))
    for population, id_ in found.values():
        atlas.change(id_, capital=True, weight=weight_of("place", population, capital=True))
    progress("places", len(towns), len(towns))


def _place(atlas: Atlas, town: Town) -> tuple[str, set[str]]:
    """Puts a town in; its id and the keys of its names."""
    id_ = f"geonames:{town.number}"
    above = (_above(atlas, town),)
    weight = weight_of("place", town.population)
    place = Place(id_, town.name, "place", town.country, town.lat, town.lon, town.population, above, weight=weight)
    atlas.add(place, resolvable=False)
    keys = {key: name for name in town.alternates if (key := phrase(name))}
    own = phrase(town.name) or ""
    for key, name in keys.items():
        if key != own:
            atlas.call(id_, name, Spelling.ALTERNATE, key=key)
    return id_, {*keys, own}


def _above(atlas: Atlas, town: Town) -> str:
    return atlas.first_levels.get(f"{town.country}.{town.first_level}") or atlas.countries.get(town.country, "")


def loosen(atlas: Atlas, progress: Progress) -> None:
    """Adds the looser spellings of each place in the countries that need them."""
    countries = {number: atlas.places[id_].country for id_, number in atlas.numbers.items()}
    loose: defaultdict[str, set[int]] = defaultdict(set)
    for done, (name, packed) in enumerate(atlas.names.items()):
        if done % _STEP == 0:
            progress("spellings", done, len(atlas.names))
        numbers = {item >> 6 for item in packed if countries[item >> 6] in atlas.transliterated}
        for key in loose_keys(name) if numbers else ():
            loose[key] |= numbers
    for key, numbers in loose.items():
        atlas.names[key] = [number << 6 | _SPELLINGS[key[0]] << 3 | 1 for number in numbers]
