"""Which of the places of one name is meant: one sense a name and document, by size, support and nearness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watchers.analysis.lexicon.entries import Place, PlaceName, Spelling
from watchers.analysis.places.home import NOWHERE, Home

_SPELLING = {
    Spelling.EXACT: 1.0,
    Spelling.ALTERNATE: 0.0,
    Spelling.ARTICLE: -0.5,
    Spelling.HEADLESS: -1.0,
    Spelling.FOLDED: -1.5,
    Spelling.ABBREVIATED: 0.0,
}
_COUNTRY_SUPPORT = 3.0
_REGION_SUPPORT = 3.0
_NEIGHBOUR = 1.5
_NEAR_KM = 300.0
_NEAR_DEGREES = _NEAR_KM / 111
"""A degree of latitude has a little over 111 km, so that much farther north or south is never near."""
_LIKE = 1.0
_IN_COMPANY = 1.0
_CAPITAL = 2.0
_HOME_COUNTRY, _HOME_REGION = 3.0, 4.0
_COUNTIES_BELOW_STATES = "US"
_VAST = frozenset(["world region", "water", "area"])
_WORLD_CITY, _HAMLET = 1_000_000, 15_000


@dataclass(frozen=True, slots=True)
class Support:
    """What the document is about: mentions by country and by first-level region, and places already certain.

    `company` is what the other names add to a place's score, by its id; `home` where the source reports from.
    """

    countries: Mapping[str, float]
    regions: Mapping[str, float]
    certain: Sequence[Place]
    company: Mapping[str, float] = field(default_factory=dict)
    home: Home = NOWHERE


def choose(options: Iterable[PlaceName], wider: Iterable[PlaceName], support: Support) -> Place | None:
    """The most probable place; `wider` (what follows after a comma) pins it, and no option inside it means none."""
    left = list(options)
    pins = [w.place for w in wider]
    left = [o for o in left if any(inside(o.place, pin) for pin in pins)] if pins else _prominent(left, support)
    if len(left) < 2:
        return left[0].place if left else None
    return _seat(max(left, key=lambda o: (score(o, support), o.place.id)), left)


def _prominent(options: list[PlaceName], support: Support) -> list[PlaceName]:
    """No hamlet is meant by the bare name of a world city, unless it is at home or in the company of its neighbours.

    And no town by that of an ocean or world region.
    """
    vast = [o for o in options if o.place.kind in _VAST and o.spelling <= Spelling.ALTERNATE]
    if vast and not any(o.place.kind == "country" for o in options):
        return vast
    largest = max((o.place.population for o in options if o.spelling == Spelling.EXACT), default=0)
    if largest < _WORLD_CITY:
        return options
    return [
        o for o in options if o.place.population >= _HAMLET or o.place.kind != "place" or is_local(o.place, support)
    ]


def is_local(place: Place, support: Support) -> bool:
    """Whether a place lies in the home region, or beside others that the text names."""
    return support.company.get(place.id, 0.0) > _IN_COMPANY or support.home.holds(place)


def _seat(best: PlaceName, options: Sequence[PlaceName]) -> Place:
    """A bare name that a region shares with a town in it of like weight means the town: `New York`, not `Gaza`."""
    if best.place.kind == "place":
        town = best.place
        regions = (o.place for o in options if o.place.kind == "first-level" and o.place.id in town.parents)
        return next((region for region in regions if town.weight <= region.weight - _LIKE), town)
    region = best.place
    if region.kind != "first-level":
        return region
    inside_it = (o.place for o in options if o.place.kind == "place" and region.id in o.place.parents)
    towns = [town for town in inside_it if town.weight > region.weight - _LIKE]
    return max(towns, key=lambda p: p.population, default=region)


def called_after(
    options: Iterable[PlaceName], wider: Iterable[PlaceName], support: Support, *, university: bool = False
) -> Place | None:
    """The place that a county, river or site is called after, if it lies in a region that the document names.

    A university called after a region lies in it: `Arizona State University`.
    """
    exact = [o for o in options if o.spelling == Spelling.EXACT]
    region = next((o.place for o in exact if o.place.kind == "first-level"), None)
    if university and region:
        return region
    if university and any(o.place.kind in _VAST for o in options):
        return None
    pins = [w.place for w in wider]
    if pins:
        near = [o for o in exact if any(inside(o.place, pin) for pin in pins)]
    else:
        near = [o for o in exact if _supported(o.place, support)]
    best = max(near, key=lambda o: (score(o, support), o.place.id), default=None)
    return best.place if best else None


def _supported(place: Place, support: Support) -> bool:
    if place.kind == "first-level":
        return place.country != _COUNTIES_BELOW_STATES and support.countries.get(place.country or "", 0) > 0
    return place.kind == "place" and any(support.regions.get(region, 0) > 0 for region in place.parents[:1])


def region_of_name(options: Iterable[PlaceName], place: Place) -> Place:
    """The region that shares a town's name, for `Idlib province`; the place itself where there is none."""
    regions = (o.place for o in options if o.place.kind in {"first-level", "second-level"})
    return next((r for r in regions if r.id in place.parents or r.country == place.country), place)


def score(option: PlaceName, support: Support) -> float:
    """Higher is more probable; one unit is a tenfold population (`Place.weight`)."""
    place = option.place
    told = (
        place.weight
        + _SPELLING[option.spelling]
        + (_capital(place, support) if place.capital and option.spelling == Spelling.EXACT else 0.0)
    )
    told += _COUNTRY_SUPPORT * _share(support.countries.get(place.country or "", 0.0))
    told += _REGION_SUPPORT * _share(max((support.regions.get(p, 0.0) for p in place.parents), default=0.0))
    told += support.company.get(place.id, 0.0) + _at_home(place, support.home)
    return told + (_NEIGHBOUR if any(_near(place, other) for other in support.certain) else 0.0)


def _at_home(place: Place, home: Home) -> float:
    if not home.country or place.country != home.country:
        return 0.0
    return _HOME_COUNTRY + (_HOME_REGION if home.region and home.holds(place) else 0.0)


def _capital(place: Place, support: Support) -> float:
    """A capital is meant all the more where its country is named."""
    return _CAPITAL + _CAPITAL * _share(support.countries.get(place.country or "", 0.0))


def inside(place: Place, wider: Place) -> bool:
    """Whether a place lies in a country or first-level region."""
    if wider.kind == "country":
        return place.country == wider.country and place.id != wider.id
    return wider.id in place.parents


def support_of(places: Iterable[Place], demonyms: Mapping[str, int]) -> Support:
    """The support that places already chosen give to the rest."""
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    certain = []
    for place in places:
        if place.country:
            countries[place.country] += 2 if place.kind == "country" else 1
        for parent in place.parents:
            regions[parent] += 1
        if place.kind == "first-level":
            regions[place.id] += 2
        elif place.kind in {"place", "second-level"} and place.lat is not None:
            certain.append(place)
    for country, count in demonyms.items():
        countries[country] += count
    return Support(countries, regions, certain)


def without(support: Support, own: Place | None) -> Support:
    """What the other names support: a name is no witness for itself."""
    if own is None:
        return support
    itself = support_of((own,), {})
    countries, regions = _less(support.countries, itself.countries), _less(support.regions, itself.regions)
    return Support(countries, regions, support.certain, support.company, support.home)


def _less(counts: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    left = dict(counts)
    for name, count in own.items():
        left[name] = max(0.0, left.get(name, 0.0) - count)
    return left


def _share(count: float) -> float:
    return 1 - math.pow(0.5, count)


def _near(place: Place, other: Place) -> bool:
    if place.id == other.id or place.lat is None or other.lat is None or place.lon is None or other.lon is None:
        return False
    if abs(place.lat - other.lat) > _NEAR_DEGREES:  # spares the trigonometry
        return False
    return kilometres(place.lat, place.lon, other.lat, other.lon) < _NEAR_KM


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance by the haversine formula on a sphere of 6,371 km."""
    north, south = math.radians(lat), math.radians(other_lat)
    up, along = math.sin((south - north) / 2), math.sin(math.radians(other_lon - lon) / 2)
    return 12742 * math.asin(min(1.0, math.sqrt(up * up + math.cos(north) * math.cos(south) * along * along)))
