"""Whether a name may be told as the place it most probably means: by the words around, its size and what is near."""

from __future__ import annotations

from watchers.analysis.lexicon.entries import Layer, Place, Spelling
from watchers.analysis.passage import Passage
from watchers.analysis.places import candidates, resolve
from watchers.analysis.places.evidence import Cue, Evidence
from watchers.analysis.places.mention import Candidate
from watchers.analysis.places.resolve import Support

WIDE = frozenset(["country", "world region", "area", "water", "first-level", "second-level"])
LARGE = 100_000
_TOWN_WEIGHT, _HUGE = 4.175, 1_000_000
_SMALL, _ELSEWHERE = 50_000, 2
_HELD_BY = {"PS": "IL", "UA": "RU", "EH": "MA"}
"""Lands and the states whose forces are in them: who tells of the one may not name the other."""


def lost(place: Place, others: Support) -> bool:
    """Whether it is a small place of a country that nothing else in the text is of, though it speaks of another."""
    fought_over = others.countries.get(_HELD_BY.get(place.country or "", ""), 0)
    small = place.kind == "place" and not place.capital and place.population < _SMALL
    return (
        small
        and not fought_over
        and not resolve.is_local(place, others)
        and not others.countries.get(place.country or "", 0)
        and sum(others.countries.values()) >= _ELSEWHERE
    )


def accepts(passage: Passage, candidate: Candidate, told: Evidence, place: Place, support: Support) -> bool:
    """Whether one occurrence, with what stands around it, is told as this place."""
    if told.cue == Cue.AGAINST or _site_elsewhere(told, place, support):
        return False
    if told.in_name:
        wide = place.kind in {"country", "second-level"} or (place.kind == "first-level" and told.heads)
        return wide and passage.starting(Layer.FIRST_NAME, candidate.first) is None
    spelling = min((o.spelling for o in candidate.options if o.place.id == place.id), default=Spelling.ALTERNATE)
    if candidates.is_acronym(passage, candidate) and place.kind in {"place", "area"}:
        return told.rule in {"place:dateline", "place:comma"}
    if told.common and spelling != Spelling.ABBREVIATED:
        sure = told.cue == Cue.STRONG and told.rule not in {"place:feature", "place:dateline"}
        wide = place.kind in WIDE or (_seat(candidate, place) and passage.before(candidate.first) == "in")
        return sure or (told.cue >= Cue.WEAK and (place.population >= _HUGE or wide))
    return _known_as(passage, candidate, told, place, support, exact=spelling == Spelling.EXACT)


def _site_elsewhere(told: Evidence, place: Place, support: Support) -> bool:
    """`the Litoral prison` of a country that the text does not name: any country has names for its prisons."""
    site = told.feature is not None and told.feature.value == "site" and not told.feature.capital
    return site and place.kind == "first-level" and not support.countries.get(place.country or "", 0)


def _known_as(
    passage: Passage, candidate: Candidate, told: Evidence, place: Place, support: Support, *, exact: bool
) -> bool:
    """A town under another name than its own counts where its country is told, a great city after a cue."""
    near = support.countries.get(place.country or "", 0) >= 1
    if not exact and place.kind == "place" and told.cue < Cue.STRONG and not near:
        return told.cue == Cue.WEAK and place.population >= _HUGE
    if place.kind in WIDE or told.cue == Cue.STRONG:
        return True
    local = exact and resolve.is_local(place, support)
    at_home = exact and support.home.holds(place)
    near = exact and (near or local)
    return _size_accepts(passage, candidate, told, place, supported=near, local=local, at_home=at_home)


def _size_accepts(
    passage: Passage, candidate: Candidate, told: Evidence, place: Place, *, supported: bool, local: bool, at_home: bool
) -> bool:
    """A city needs nothing, a town a cue or its country, a smaller place both or neighbours and no surname's look.

    What may be a first name needs a cue more.
    """
    if passage.starting(Layer.FIRST_NAME, candidate.first) and place.population < 5 * LARGE:
        supported = local = False
    elif place.population >= LARGE or at_home or _seat(candidate, place):
        return True
    cued = told.cue == Cue.WEAK
    if place.weight >= _TOWN_WEIGHT:
        return cued or supported
    return (cued and supported) or (local and (candidate.stop - candidate.first > 1 or _famous(candidate)))


def _seat(candidate: Candidate, place: Place) -> bool:
    """Whether its region is called the same: `Daraa` is more than a town."""
    regions = (o.place for o in candidate.options if o.spelling == Spelling.EXACT)
    return any(region.kind == "first-level" and region.id in place.parents for region in regions)


def _famous(candidate: Candidate) -> bool:
    """Whether its bare name would be told as another place: then it is no surname, whichever place is meant."""
    exact = (o.place for o in candidate.options if o.spelling == Spelling.EXACT)
    return any(place.kind in WIDE or place.population >= LARGE for place in exact)
