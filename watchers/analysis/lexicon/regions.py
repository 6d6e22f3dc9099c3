"""Regions of the TOML files and the first-level regions: what stands between a country and its towns, and above it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from watchers.analysis.lexicon.atlas import Atlas, weight_of
from watchers.analysis.lexicon.entries import Case, Place, Spelling
from watchers.analysis.lexicon.tables import Table, entries
from watchers.document import RegionKind
from watchers.errors import LexiconError

KEYS = (
    "id", "name", "aliases", "abbreviations", "kind", "country", "parents", "lat", "lon", "population", "source",
    "same_as", "held_by", "capital", "note", "weight",
)  # fmt: skip
_MAIN_TOWN = 20
"""A town with more than one in so many of its region's people is a main one."""
_IN_THE_NEWS = 4.2
"""The least weight of a place of the supplement, that of a town of 15,000: the press writes of it."""
KINDS = tuple(get_args(RegionKind))


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A [[region]]: either one of its own, or more names and parents for one that GeoNames has (`same_as`)."""

    id: str | None
    same_as: str | None
    name: str | None
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    kind: RegionKind
    country: str | None
    parents: tuple[str, ...]
    lat: float | None
    lon: float | None
    population: int
    weight: float | None
    table: Table


def read_regions(path: Path) -> Iterator[RegionEntry]:
    """The regions of a file."""
    for _, table in entries(path, "region"):
        table.only(*KEYS)
        same_as = table.text_or_none("same_as")
        kind = table.one_of("kind", KINDS) if same_as is None or "kind" in table.values else "place"
        lat, lon = table.number("lat"), table.number("lon")
        if (lat is None) != (lon is None) or not -90 <= (lat or 0) <= 90 or not -180 <= (lon or 0) <= 180:
            raise table.error("needs both lat (-90 to 90) and lon (-180 to 180), or neither.")
        yield RegionEntry(
            table.text_or_none("id") if same_as else table.text("id"),
            same_as,
            table.text_or_none("name") if same_as else table.text("name"),
            table.texts("aliases"),
            table.texts("abbreviations"),
            cast("RegionKind", kind),
            table.text_or_none("country"),
            (*table.texts("parents"), *table.texts("held_by")),
            lat,
            lon,
            int(table.number("population") or 0),
            table.number("weight"),
            table,
        )


def place_regions(atlas: Atlas, regions: list[RegionEntry]) -> None:
    """Puts the regions of their own in, with their names."""
    for region in regions:
        if region.same_as is not None:
            continue
        id_ = region.id or ""
        if id_ in atlas.places:
            raise region.table.error(f"{id_} is there twice.")
        if ":" not in id_:
            raise region.table.error("must have an id such as wirewatch:golan-heights or geonames:281184.")
        weight = region.weight or max(weight_of(region.kind, region.population), _IN_THE_NEWS)
        place = Place(
            id_, region.name or "", region.kind, _country(region, atlas), region.lat, region.lon, region.population,
            weight=weight,
        )  # fmt: skip
        atlas.add(place)
        _name(atlas, region, id_)


def hang_regions(atlas: Atlas, regions: list[RegionEntry]) -> None:
    """Hangs the regions of their own on what they lie in; everything else must be in by now."""
    for region in regions:
        if region.same_as is not None:
            continue
        above = (region.country,) if region.country and not region.parents else ()
        atlas.change(region.id or "", _parents(region, atlas, (*region.parents, *above)))


def join_regions(atlas: Atlas, regions: list[RegionEntry]) -> None:
    """Gives the `same_as` regions' names and parents to the places they are; towns must be in by now."""
    for region in regions:
        if region.same_as is None:
            continue
        id_ = atlas.resolve(region.same_as)
        if id_ is None:
            raise region.table.error(f"is the same as {region.same_as!r}, which is not known.")
        facts: dict[str, object] = {} if region.lat is None else {"lat": region.lat, "lon": region.lon}
        atlas.change(id_, _parents(region, atlas, region.parents), region.name, **facts)
        _name(atlas, region, id_)


def weigh_first_levels(atlas: Atlas) -> None:
    """Gives first-level regions the people of their towns.

    A region called like a main town in it weighs a little less than the town: Aleppo is the city unless more is said.
    """
    people: Counter[str] = Counter()
    namesakes: Counter[str] = Counter()
    own = set(atlas.first_levels.values())
    for place in atlas.places.values():
        region = place.parents[0] if place.kind == "place" and place.parents else ""
        if region in own:
            people[region] += place.population
            if atlas.means(place.name, region):
                namesakes[region] = max(namesakes[region], place.population)
    for region, population in people.items():
        weight = weight_of("first-level", population)
        if namesakes[region] * _MAIN_TOWN > population:
            weight = round(weight_of("place", namesakes[region]) - 0.1, 2)
        atlas.change(region, population=population, weight=weight)


def weigh_regions(atlas: Atlas, regions: list[RegionEntry]) -> None:
    """Sets the population and weight that a `same_as` region is given; a town is worth its being written of."""
    for region in regions:
        id_ = atlas.resolve(region.same_as) if region.same_as else None
        if id_ is None or (atlas.places[id_].kind != "place" and not (region.population or region.weight)):
            continue
        place = atlas.places[id_]
        population = region.population or place.population
        weight = weight_of(place.kind, population, capital=place.capital)
        atlas.change(id_, population=population, weight=region.weight or max(weight, _IN_THE_NEWS))


def check_tree(atlas: Atlas, path: Path) -> None:
    """Refuses a region that is its own ancestor."""
    done: set[str] = set()
    for start in atlas.places:
        if start in done:
            continue
        _walk(atlas, start, (), done, path)


def _walk(atlas: Atlas, id_: str, below: tuple[str, ...], done: set[str], path: Path) -> None:
    if id_ in below:
        raise LexiconError(path, f"the regions hang on themselves: {' < '.join((*below, id_))}.")
    if id_ not in done:
        for parent in atlas.places[id_].parents:
            _walk(atlas, parent, (*below, id_), done, path)
        done.add(id_)


def place_first_levels(atlas: Atlas, path: Path) -> None:
    """Puts in the regions of the TSV: iso, code, name, lat, lon, id, other names between bars."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        for iso, code, name, lat, lon, id_, others in rows:
            above = (atlas.countries[iso],)
            weight = weight_of("first-level", 0)
            place = Place(id_, name, "first-level", iso, float(lat), float(lon), parents=above, weight=weight)
            atlas.add(place, resolvable=False)
            atlas.first_levels[f"{iso}.{code}"] = id_
            for other in filter(None, others.split("|")):
                atlas.call(id_, other)


def place_second_levels(atlas: Atlas, path: Path) -> None:
    """Puts in the regions below these: iso, first-level code, name, lat, lon, population, id, other names."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        for iso, code, name, lat, lon, people, id_, others in rows:
            weight = weight_of("second-level", int(people))
            point = float(lat), float(lon)
            above = (atlas.first_levels[f"{iso}.{code}"],)
            atlas.add(
                Place(id_, name, "second-level", iso, *point, int(people), above, weight=weight), resolvable=False
            )
            for other in filter(None, others.split("|")):
                atlas.call(id_, other)


def _name(atlas: Atlas, region: RegionEntry, id_: str) -> None:
    for name in (*((region.name,) if region.name else ()), *region.aliases):
        atlas.call(id_, name)
    for short in region.abbreviations:
        bare = re.sub(r"\.", "", short)
        atlas.call(id_, short, Spelling.ABBREVIATED, Case.ACRONYM if bare.isupper() else Case.CAPITAL)


def _country(region: RegionEntry, atlas: Atlas) -> str | None:
    if region.country is None or region.country in atlas.countries:
        return region.country
    raise region.table.error(f"country {region.country!r} is no ISO code.")


def _parents(region: RegionEntry, atlas: Atlas, names: tuple[str, ...]) -> list[str]:
    parents = []
    for name in names:
        parent = atlas.resolve(name)
        if parent is None:
            raise region.table.error(f"has the parent {name!r}, which no region is called.")
        parents.append(parent)
    return parents
