"""Countries and peoples: the regions, the actors they compose, and the words for who comes from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watchers.analysis.lexicon.atlas import Atlas, weight_of
from watchers.analysis.lexicon.entries import Country, KnownActor, Place
from watchers.analysis.lexicon.gazetteer import Nation
from watchers.analysis.lexicon.tables import Table, entries
from watchers.document import RegionNode
from watchers.errors import LexiconError

CONTINENTS = {
    "AF": "africa", "AS": "asia", "EU": "europe", "NA": "north-america", "SA": "south-america", "OC": "oceania",
    "AN": "antarctic-region",
}  # fmt: skip
_COUNTRY = (
    "iso", "id", "name", "aliases", "adjective", "nouns", "capital", "lat", "lon", "population", "world",
    "transliterated",
)  # fmt: skip
_PEOPLE = ("id", "name", "adjective", "nouns", "region", "kind")


@dataclass(frozen=True, slots=True)
class State:
    """A country of the TOML and of the gazetteer as one; `world` are the regions it belongs to, the narrowest first."""

    iso: str
    id: str
    number: int
    name: str
    aliases: tuple[str, ...]
    adjective: str
    nouns: tuple[str, ...]
    capital: str
    lat: float | None
    lon: float | None
    population: int
    world: tuple[str, ...]
    transliterated: bool

    @property
    def region(self) -> str:
        """The id of its region."""
        return f"geonames:{self.number}"

    def place(self) -> Place:
        """The country as a region, still without parents."""
        weight = weight_of("country", self.population)
        return Place(self.region, self.name, "country", self.iso, self.lat, self.lon, self.population, weight=weight)

    def country(self) -> Country:
        """The country as a source of composed tags."""
        return Country(self.iso, self.id, self.name, self.adjective, RegionNode(self.region, self.name, "country"))

    def actors(self) -> Iterator[KnownActor]:
        """The state, and its government, military and police."""
        yield KnownActor(self.id, self.name, "state", self.iso)
        of = self.adjective or self.name
        yield KnownActor(f"{self.id}-government", f"{of} government", "government", self.iso, self.id)
        yield KnownActor(f"{self.id}-military", f"{of} military", "military", self.iso, f"{self.id}-government")
        yield KnownActor(f"{self.id}-police", f"{of} police", "police", self.iso, f"{self.id}-government")


@dataclass(frozen=True, slots=True)
class People:
    """A people or the people of a world region; `region` as the regions' TOML names it."""

    id: str
    name: str
    adjective: str
    nouns: tuple[str, ...]
    region: str | None
    table: Table


def read_countries(path: Path, nations: dict[str, Nation]) -> tuple[list[State], list[People]]:
    """The countries of a file, then those that only the gazetteer has; and the peoples."""
    states: dict[str, State] = {}
    peoples: list[People] = []
    for section, table in entries(path, "country", "people"):
        if section == "people":
            peoples.append(_people(table))
            continue
        state = _state(table, nations)
        if state.iso in states:
            raise table.error(f"{state.iso} is there twice.")
        states[state.iso] = state
    for nation in nations.values():
        states.setdefault(nation.iso, _bare(nation))
    return list(states.values()), peoples


def place_countries(atlas: Atlas, states: list[State]) -> None:
    """Puts the countries in; their parents come with the world regions."""
    for state in states:
        atlas.add(state.place())
        atlas.countries[state.iso] = state.region
        if state.transliterated:
            atlas.transliterated.add(state.iso)
        for alias in state.aliases:
            atlas.call(state.region, alias)


def hang_countries(atlas: Atlas, states: list[State], path: Path) -> None:
    """Hangs each country under its world regions."""
    for state in states:
        parents = []
        for name in state.world:
            parent = atlas.resolve(name)
            if parent is None:
                raise LexiconError(path, f"[country {state.id}] lies in {name!r}, which no region is called.")
            parents.append(parent)
        atlas.change(state.region, parents)


def _state(table: Table, nations: dict[str, Nation]) -> State:
    table.only(*_COUNTRY)
    iso = table.text("iso")
    nation = nations.get(iso)
    if nation is None:
        raise table.error(f"iso {iso!r} is no country code of the gazetteer.")
    name = table.text("name")
    return State(
        iso,
        table.text("id"),
        nation.number,
        name,
        tuple(a for a in (*table.texts("aliases"), nation.name) if a != name),
        table.text_or_none("adjective") or "",
        table.texts("nouns"),
        table.text_or_none("capital") or nation.capital,
        table.number("lat"),
        table.number("lon"),
        int(table.number("population") or nation.population),
        table.texts("world") or (CONTINENTS[nation.continent],),
        table.flag("transliterated"),
    )


def _people(table: Table) -> People:
    table.only(*_PEOPLE)
    return People(
        table.text("id"),
        table.text("name"),
        table.text("adjective"),
        table.texts("nouns"),
        table.text_or_none("region"),
        table,
    )


def _bare(nation: Nation) -> State:
    kebab = re.sub(r"[^a-z]+", "-", nation.name.lower()).strip("-")
    return State(
        nation.iso, kebab, nation.number, nation.name, (), "", (), nation.capital, None, None, nation.population,
        (CONTINENTS[nation.continent],), transliterated=False,
    )  # fmt: skip
