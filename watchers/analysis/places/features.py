"""The word beside a name that says what kind of place it is: `Kent County`, `Lake Como`, `Idlib province`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchers.analysis.lexicon.entries import Entry, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.tokens import Gap, Shape

_DIRECTIONS = frozenset(["compass", "area"])
_LARGER = frozenset(["county", "county before", "relief before", "water before"])
_APART = frozenset(["settlement", "camp", "province", "district"])
_OFFICES = frozenset(["department", "departments", "division", "schools"])
_SITES = frozenset("university hospital airport stadium cathedral prison castle".split())
_LONGEST_SITE = 3
_WINDS = frozenset(["wind", "winds"])
_VILLAGES = frozenset(["village", "hamlet"])
_SETTLEMENTS = _VILLAGES | {"town", "suburb", "settlement", "neighbourhood", "neighborhood", "island", "port"}
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_TOWARDS = frozenset("the northern southern eastern western central north south east west".split())
_COUNTIES = frozenset(["county", "parish", "borough"])
_OWN_POINT = frozenset(["relief", "relief before", "water", "water before", "site", "crossing"])


@dataclass(frozen=True, slots=True)
class Feature:
    """`value` is the entry of `feature.toml`; name and feature word stand from `first` up to and without `stop`."""

    value: str
    first: int
    stop: int
    capital: bool
    ends_run: bool

    @property
    def county(self) -> bool:
        """Whether it makes a county of the name, which the gazetteer does not hold."""
        return self.capital and self.value in {"county", "county before"}

    @property
    def in_name(self) -> bool:
        """Whether the feature word is a part of the name itself: `Lake Como`, not `Idlib province`."""
        return self.capital and (self.ends_run or self.value in _LARGER) and self.value != "province before"

    @property
    def called_after(self) -> bool:
        """Whether the name is that of a river, a hill or a site that may lie far from the town it is called after."""
        return self.capital and (self.value in _OWN_POINT or (self.value in _APART and not self.ends_run))


def beside(passage: Passage, first: int, stop: int) -> Feature | None:
    """The feature word after the name, else the one before it."""
    return _after(passage, first, stop) or _before(passage, first, stop)


def _after(passage: Passage, first: int, stop: int) -> Feature | None:
    tokens = passage.tokens
    if stop >= len(tokens) or not tokens.joined(stop) or tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return None
    site = _site(passage, stop)
    if site:
        return Feature("site", first, site, capital=True, ends_run=True)
    match = passage.starting(Layer.FEATURE, stop)
    value = _value(match.entries, "after") if match else ""
    if match is None or not value or (tokens.key[stop] in _OFFICES and tokens.shape[stop] & Shape.CAPITAL):
        return None
    run = passage.run_of[stop]
    capital = bool(tokens.shape[stop] & Shape.CAPITAL) and not passage.shouted
    return Feature(value, first, match.stop, capital, run is None or run.stop == match.stop)


def _site(passage: Passage, stop: int) -> int | None:
    """Where the name of a site ends that the place begins: `Ohio State University`, `Leeds General Hospital`."""
    run = passage.run_of[stop]
    if run is None or passage.shouted or not 1 < run.stop - stop <= _LONGEST_SITE:
        return None
    return run.stop if passage.tokens.key[run.stop - 1] in _SITES else None


def _before(passage: Passage, first: int, stop: int) -> Feature | None:
    match = passage.ending(Layer.FEATURE, first) if passage.tokens.joined(first) else None
    value = _value(match.entries, "before") if match else ""
    if match is None or not value:
        return None
    run = passage.run_of[first]
    if value == "county before" and (run is None or run.first != match.first or passage.starting(Layer.COMMON, first)):
        return None
    capital = bool(passage.tokens.shape[match.first] & Shape.CAPITAL) and " " not in value.removesuffix(" before")
    return Feature(value, match.first, stop, capital, run is None or run.stop == stop)


def _value(entries: Iterable[Entry], side: str) -> str:
    values = (e.value for e in entries if isinstance(e, Term) and e.data.get("position") == side)
    return next((value for value in values if value not in _DIRECTIONS or side == "after"), "")


def is_village(passage: Passage, first: int, stop: int) -> bool:
    """`the village of Najran`, `Basra, a village in …`: no city of that name is meant."""
    tokens = passage.tokens
    if passage.before(first) == "of" and passage.before(first - 1) in _VILLAGES:
        return True
    if passage.after(stop) in _VILLAGES and not tokens.shape[stop] & Shape.CAPITAL:
        return passage.before(first) in {"the", "in"}
    if stop >= len(tokens) or tokens.gap[stop] != Gap.COMMA:
        return False
    return bool(_VILLAGES.intersection(tokens.key[stop : _apposed(passage, stop)]))


def beside_which(passage: Passage, stop: int) -> tuple[PlaceName, ...]:
    """What a name is said to lie in or near behind a comma: `a village in Gedo`, `south of Nouméa`; () for nothing."""
    i = _apposed(passage, stop)
    while i > stop and passage.after(i) in _TOWARDS:
        i += 1
    match = passage.starting(Layer.PLACE, i) if i > stop and passage.after(i) else None
    return tuple(e for e in match.entries if isinstance(e, PlaceName)) if match else ()


def _apposed(passage: Passage, stop: int) -> int:
    """The word behind `, a village in`, `, south of`; `stop` where there is no such apposition."""
    tokens = passage.tokens
    if stop + 2 >= len(tokens) or tokens.gap[stop] != Gap.COMMA or tokens.sentence[stop] != tokens.sentence[stop - 1]:
        return stop
    if tokens.key[stop] in _COMPASS:
        return stop + 2 if passage.after(stop + 1) == "of" else stop
    if tokens.key[stop] not in {"a", "the"}:
        return stop
    for i in range(stop + 1, min(stop + 5, len(tokens) - 1)):
        if passage.after(i) in _SETTLEMENTS:
            return i + 2 if passage.after(i + 1) in {"in", "near", "of"} else stop
    return stop


def is_street(passage: Passage, stop: int) -> bool:
    """`Washington Street`, `Route 128`, `Santa Ana winds`: not the place it is called after; no number follows a town.

    The `Yambio road` leads there.
    """
    if stop >= len(passage.tokens) or not passage.tokens.joined(stop):
        return False
    if passage.tokens.key[stop] in _WINDS:
        return True
    if passage.tokens.key[stop] == "road" and not passage.tokens.shape[stop] & Shape.CAPITAL:
        return False
    match = passage.starting(Layer.FEATURE, stop)
    if match and any(isinstance(e, Term) and e.data.get("site") for e in match.entries):
        return True
    return bool(passage.tokens.shape[stop] & Shape.NUMBER)


def ends_as_county(passage: Passage, first: int, stop: int) -> bool:
    """`Edgar County`, `Acadia Parish`: the name of a county, of which each state may have one."""
    return stop - first > 1 and passage.tokens.key[stop - 1] in _COUNTIES


def counties(passage: Passage) -> dict[int, int]:
    """The first words of names in `Hays, Comal and Travis counties`, each with the word behind that name."""
    found: dict[int, int] = {}
    for i, key in enumerate(passage.tokens.key):
        if key == "counties" and passage.tokens.joined(i):
            found.update(_listed(passage, i))
    return found


def _listed(passage: Passage, stop: int) -> dict[int, int]:
    """Names before a plural, walking back over commas and `and`; one alone is what they lie in: `Texas counties`."""
    tokens, names = passage.tokens, {}
    sentence = tokens.sentence[stop]
    while stop > 0 and tokens.sentence[stop - 1] == sentence and tokens.shape[stop - 1] & Shape.CAPITAL:
        run = passage.run_of[stop - 1]
        if run is None or run.stop < stop:
            break
        first = run.first
        names[first] = stop
        stop = first - 1 if tokens.key[first - 1] == "and" and first > 1 else first
        if stop == first and (first == 0 or tokens.gap[first] != Gap.COMMA):
            break
    return names if len(names) > 1 else {}
