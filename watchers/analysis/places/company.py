"""What names that may each mean many places tell of one another: the region they have in common, who lies near whom.

`Paris` alone is in France. `Paris` beside `Edgar County`, of which there is one, in Illinois, is eleven kilometres off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

Key = str | tuple[int, int, int]
Group = tuple[float, list[tuple[str, tuple[Key, ...]]]]
"""log10 of how many places a name may mean; and these, each by its id, with its region and its cells."""


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
        for key in {key for _, keys in places for key in keys}:
            there[key].append(rarity)
    return {id_: _of(keys, rarity, there) for rarity, places in groups for id_, keys in places}


def _of(keys: Sequence[Key], rarity: float, there: Mapping[Key, Sequence[float]]) -> float:
    near = 0.0
    for cell in keys[1:]:
        near = max(near, _told(there[cell], rarity, _CELLS))
    return min(near, _CLOSEST) + min(_told(there[keys[0]], rarity, _REGIONS), _COMMONEST)


def _told(others: Sequence[float], rarity: float, chance: float) -> float:
    """The sum over all names there; the name itself is one of them."""
    if len(others) < 2:
        return 0.0
    left = chance - rarity
    return sum(left - other for other in others if other < left) - max(left - rarity, 0.0)


def _exact(options: Iterable[PlaceName]) -> Group:
    places = [
        (o.place.id, _keys(o.place))
        for o in islice(options, _MOST)
        if o.spelling == Spelling.EXACT and o.place.kind in _KINDS and o.place.parents
    ]
    return log10(max(len(places), 1)), places


def _keys(place: Place) -> tuple[Key, ...]:
    if place.kind in _WIDE:
        return (place.id,)
    if place.lat is None or place.lon is None:
        return place.parents[:1]
    lat, lon = place.lat / _CELL + 200, place.lon / _CELL + 300
    return place.parents[0], (0, int(lat), int(lon)), (1, int(lat + 0.5), int(lon + 0.5))
