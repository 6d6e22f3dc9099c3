"""What names that may each mean many places tell of one another: the region they have in common, who lies near whom.

`Paris` alone is in France. `Paris` beside `Edgar County`, of which there is one, in Illinois, is eleven kilometres off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log10

from watchers.analysis.lexicon.entries import Place, PlaceName, Spelling

_CELL = 0.8
"""Degrees. Two grids, half a cell apart: what an edge of one parts mostly lies together in the other."""
_CELLS, _REGIONS = 3.8, 2.0
"""log10 of how many cells and first-level regions there are for a namesake to be in by chance."""
_CLOSEST, _COMMONEST = 2.5, 1.0
_MOST = 80
"""Of the places of one name, the weightiest: there are two hundred San Josés."""
_WIDE = frozenset(["first-level", "country"])
_KINDS = _WIDE | {"place", "second-level"}

Group = tuple[float, Sequence[Place]]
"""log10 of how many places a name may mean, and these."""
Key = str | tuple[int, int, int]


def found(names: Iterable[Iterable[PlaceName]]) -> dict[str, float]:
    """What to add to the score of each place, by its id, for the company of the other names' places.

    In units of the score, log10 of how much more probable: with thirty Springfields and ten Clark Counties, that two
    of them lie in one cell would be chance if there were but three hundred cells.
    """
    groups = [group for options in names if (group := _exact(options))[1]]
    if len(groups) < 2:
        return {}
    there: defaultdict[Key, list[float]] = defaultdict(list)
    for rarity, places in groups:
        for key in {key for place in places for key in _keys(place)}:
            there[key].append(rarity)
    return {place.id: _of(place, rarity, there) for rarity, places in groups for place in places}


def _of(place: Place, rarity: float, there: Mapping[Key, Sequence[float]]) -> float:
    near = max((_told(there[cell], rarity, _CELLS) for cell in _cells(place)), default=0.0)
    return min(near, _CLOSEST) + min(_told(there[_region(place)], rarity, _REGIONS), _COMMONEST)


def _told(others: Sequence[float], rarity: float, chance: float) -> float:
    """The sum over all names there; the name itself is one of them."""
    left = chance - rarity
    return sum(left - other for other in others if other < left) - max(left - rarity, 0.0)


def _exact(options: Iterable[PlaceName]) -> Group:
    likely = islice(options, _MOST)
    places = [o.place for o in likely if o.spelling == Spelling.EXACT and o.place.kind in _KINDS]
    places = [place for place in places if place.parents and place.lat is not None]
    return log10(max(len(places), 1)), places


def _region(place: Place) -> str:
    return place.id if place.kind in _WIDE else place.parents[0]


def _keys(place: Place) -> Iterator[Key]:
    yield _region(place)
    yield from _cells(place)


def _cells(place: Place) -> Iterator[tuple[int, int, int]]:
    if place.kind in _WIDE:
        return
    lat, lon = (place.lat or 0) / _CELL, (place.lon or 0) / _CELL
    yield 0, int(lat + 100), int(lon + 200)
    yield 1, int(lat + 100.5), int(lon + 200.5)
