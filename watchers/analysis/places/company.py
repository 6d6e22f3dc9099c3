"""What names that may each mean many places tell of one another: the region they have in common, who lies near whom.

`Paris` alone is in France. `Paris` beside `Edgar County`, of which there is one, in Illinois, is eleven kilometres off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from watchers.analysis.lexicon.entries import Place, PlaceName, Spelling

_REGION, _NEIGHBOUR = 2.5, 2.5
_CELL = 1.5
"""Degrees. Two grids, half a cell apart, so that no two places within 80 km part by an edge of both."""
_REGIONS = frozenset(["first-level", "country"])
_KINDS = _REGIONS | {"place", "second-level"}


def found(names: Iterable[Iterable[PlaceName]]) -> dict[str, float]:
    """What to add to the score of each place, by its id, for the company of the other names' places.

    A name with few places is the better witness: of thirty Springfields one is near to anything.
    """
    groups = [group for options in names if (group := _exact(options))]
    regions: defaultdict[str, float] = defaultdict(float)
    cells: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    for group in groups if len(groups) > 1 else ():
        for region in {_region(place) for place in group}:
            regions[region] += _vote(group)
        for cell in {cell for place in group for cell in _cells(place)}:
            cells[cell] += _vote(group)
    return {
        place.id: _REGION * _share(regions[_region(place)] - _vote(group))
        + _NEIGHBOUR * _share(max((cells[cell] for cell in _cells(place)), default=0.0) - _vote(group))
        for group in groups
        for place in group
        if regions
    }


def _exact(options: Iterable[PlaceName]) -> Sequence[Place]:
    places = (o.place for o in options if o.spelling == Spelling.EXACT)
    return [place for place in places if place.kind in _KINDS and place.parents and place.lat is not None]


def _region(place: Place) -> str:
    return place.id if place.kind in _REGIONS else place.parents[0]


def _vote(group: Sequence[Place]) -> float:
    return 1 / len(group)


def _share(votes: float) -> float:
    return 1 - 0.25 ** max(votes, 0.0)


def _cells(place: Place) -> Iterator[tuple[int, int, int]]:
    if place.kind in _REGIONS:
        return
    lat, lon = (place.lat or 0) / _CELL, (place.lon or 0) / _CELL
    yield 0, int(lat + 100), int(lon + 200)
    yield 1, int(lat + 100.5), int(lon + 200.5)
