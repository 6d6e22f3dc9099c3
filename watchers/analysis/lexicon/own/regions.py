"""The analyst's regions: new ones, and known ones with more names, more parents and other facts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from watchers.analysis.lexicon.atlas import loose_keys, weight_of
from watchers.analysis.lexicon.entries import Case, Place, PlaceName, Spelling
from watchers.analysis.lexicon.facts import ARTICLE, FOLDED, HEADLESS
from watchers.analysis.lexicon.inputs import SHIPPED
from watchers.analysis.lexicon.own.desk import Desk
from watchers.analysis.lexicon.own.overlay import Drop
from watchers.analysis.lexicon.own.reading import RegionChange
from watchers.analysis.lexicon.phrases import case_of, phrase
from watchers.analysis.lexicon.tables import Table
from watchers.analysis.spelling import article_key

_FIRST_LEVEL = re.compile(r"[A-Z]{2}\.\w+")
_LOOKED_FOR = 100_000
"""Inhabitants of a place worth an entry that has its name for itself: it is tagged without more evidence."""
_SPELLINGS = {ARTICLE: Spelling.ARTICLE, FOLDED: Spelling.FOLDED, HEADLESS: Spelling.HEADLESS}


def take(desk: Desk, changes: Sequence[RegionChange]) -> None:
    """Takes the entries in; references may point forward."""
    ids = [_id(desk, change) for change in changes]
    for id_, change in zip(ids, changes, strict=True):
        desk.places[id_] = _changed(desk, change, id_)
    own = _by_name(zip(ids, changes, strict=True))
    for id_, change in zip(ids, changes, strict=True):
        place = desk.places[id_]
        parents = [resolve(desk, change.table, "parents", name, own, place.country) for name in change.parents]
        if not parents and not place.parents and place.country:
            parents = [resolve(desk, change.table, "country", place.country)]
        desk.places[id_] = replace(place, parents=tuple(dict.fromkeys((*place.parents, *parents))))
    for id_, change in zip(ids, changes, strict=True):
        _check_tree(desk, change.table, id_)
    for id_, change in zip(ids, changes, strict=True):
        _name(desk, change, desk.places[id_])


def resolve(
    desk: Desk, table: Table, key: str, text: str, own: dict[str, set[str]] | None = None, country: str | None = None
) -> str:
    """The id that an id, an ISO code or a name means, in a country where that is given; else the entry's error."""
    id_ = known_id(desk, text)
    if id_ is not None:
        return id_
    found = choices(desk, text, own or {})
    found = [place for place in found if country and place.country == country] or found
    if len(found) == 1:
        return found[0].id
    if found:
        told = ", ".join(f"“{place.id}” ({place.kind}, {place.country or 'no country'})" for place in found[:5])
        raise table.error(f"{key} “{text}” may mean several; give the id: {told}.", key)
    raise table.error(f"{key} “{text}” is no region that is known; give an id, an ISO code or a name.", key)


def choices(desk: Desk, name: str, own: dict[str, set[str]]) -> list[Place]:
    """What may be meant by a name, countries and other wide regions before towns; the weightiest first."""
    words = phrase(name) or ""
    exact = (Spelling.EXACT, Spelling.ALTERNATE)
    shipped = [e.place for e in desk.shipped.entries(words) if isinstance(e, PlaceName) and e.spelling in exact]
    found = {place.id: place for place in (*shipped, *(desk.places[id_] for id_ in own.get(words, ())))}
    wide = [place for place in found.values() if place.kind != "place"]
    return wide or list(found.values())


def known_id(desk: Desk, text: str) -> str | None:
    """The id that an id, an ISO code, `SY.08` or a kebab id without its source means."""
    if text in desk.places or _place(desk, text):
        return text
    country = desk.shipped.country(text)
    if country:
        return country.region.id
    if _FIRST_LEVEL.fullmatch(text):
        return first_levels().get(text)
    brought = f"wirewatch:{text}"
    return brought if _place(desk, brought) else None


@cache
def first_levels() -> dict[str, str]:
    """The ids of first-level regions by country and GeoNames code, `SY.08`."""
    with (SHIPPED / "first-level.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {f"{iso}.{code}": id_ for iso, code, _, _, _, id_, _ in rows}


def _place(desk: Desk, id_: str) -> Place | None:
    try:
        return desk.shipped.place(id_)
    except KeyError:
        return None


def _id(desk: Desk, change: RegionChange) -> str:
    if change.same_as:
        return resolve(desk, change.table, "same_as", change.same_as)
    id_ = change.id or ""
    if not re.fullmatch(r"[^\s:]+:\S+", id_):
        raise change.table.error("must have an id such as own:third-camp, or geonames:281184 for a known one.", "id")
    return id_


def _by_name(changes: Iterable[tuple[str, RegionChange]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for id_, change in changes:
        for name in (*((change.name,) if change.name else ()), *change.aliases):
            found.setdefault(phrase(name) or "", set()).add(id_)
    return found


def _changed(desk: Desk, change: RegionChange, id_: str) -> Place:
    table, before = change.table, _place(desk, id_)
    if id_ in desk.places:
        raise table.error(f"“{id_}” is there already; make one entry of the two.", "same_as")
    if before is None and not (change.name and change.kind):
        missing = "kind" if change.name else "name"
        raise table.error(f"has no {missing}, and id “{id_}” is no region that is known.", "id")
    if before is None and change.discard:
        raise table.error("is new: there is no name of it to discard.", "discard")
    known = before or Place(id_, change.name or "", change.kind or "place", None, None, None, _usual(desk, change))
    place = replace(
        known,
        name=change.name or known.name,
        kind=change.kind or known.kind,
        country=desk.country(table, change.country) or known.country,
        lat=known.lat if change.lat is None else change.lat,
        lon=known.lon if change.lon is None else change.lon,
        population=known.population if change.population is None else change.population,
    )
    return replace(place, weight=_weight(place, known, change, new=before is None))


def _usual(desk: Desk, change: RegionChange) -> int:
    """The population of a new place that does not state it."""
    gated = change.kind in ("place", "second-level")
    return _LOOKED_FOR if gated and change.name and not choices(desk, change.name, {}) else 0


def _weight(place: Place, known: Place, change: RegionChange, *, new: bool) -> float:
    if change.weight is not None:
        return change.weight
    same = (place.kind, place.population) == (known.kind, known.population)
    return known.weight if same and not new else weight_of(place.kind, place.population, capital=place.capital)


def _check_tree(desk: Desk, table: Table, id_: str) -> None:
    waiting = list(desk.places[id_].parents)
    seen: set[str] = set()
    for above in waiting:
        if above == id_:
            raise table.error("lies in itself by way of its parents.", "parents")
        if above not in seen:
            seen.add(above)
            waiting += (desk.places.get(above) or desk.shipped.place(above)).parents


def _name(desk: Desk, change: RegionChange, place: Place) -> None:
    loose = bool(place.country) and _transliterated(desk, place.country or "")
    for name in dict.fromkeys((*((change.name,) if change.name else ()), *change.aliases)):
        key = desk.name(change.table, name, PlaceName(place, Spelling.EXACT, case_of(name)))
        for looser in loose_keys(key) if key and loose else ():
            desk.names[looser].append(PlaceName(place, _SPELLINGS[looser[0]]))
    for short in change.abbreviations:
        case = Case.ACRONYM if short.replace(".", "").isupper() else Case.CAPITAL
        desk.name(change.table, short, PlaceName(place, Spelling.ABBREVIATED, case))
    for name in change.discard:
        desk.drop(change.table, name, Drop(PlaceName, place.id))


def _transliterated(desk: Desk, iso: str) -> bool:
    """Whether the compiled lexicon has looser spellings of the country's names: it has that of its own name then."""
    country = desk.shipped.country(iso)
    key = phrase(country.name) if country else None
    if not country or not key:
        return False
    loose = desk.shipped.entries(ARTICLE + article_key(key))
    return any(isinstance(entry, PlaceName) and entry.place.id == country.region.id for entry in loose)
