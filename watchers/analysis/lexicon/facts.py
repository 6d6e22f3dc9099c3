"""The compiled lexicon's files: a trie of phrases, and a SQLite table of what each of them means."""

from __future__ import annotations

import msgspec

from watchers.analysis.lexicon.entries import Place

FORMAT = 2
"""Raised when the files' shape or the keys change, so that an old lexicon is not opened."""
NAMES = "names.marisa"
FACTS = "facts.sqlite"
ARTICLE = "="
FOLDED = "~"
HEADLESS = "^"
"""What a key of a looser spelling begins with; no word of a text does."""

OWN = 1 << 40
"""Numbers of places that are not GeoNames' begin here."""

SCHEMA = """
CREATE TABLE phrase (id INTEGER PRIMARY KEY, meanings BLOB NOT NULL);
CREATE TABLE place (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, lat REAL, lon REAL,
    population INTEGER NOT NULL, parents TEXT NOT NULL, capital INTEGER NOT NULL, weight REAL NOT NULL);
CREATE TABLE own (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE actor (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL);
CREATE TABLE term (number INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE country (iso TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Meanings(msgspec.Struct, array_like=True):
    """What a phrase may mean, by number; written as msgpack."""

    places: list[tuple[int, int, int]] = []
    """Number, spelling, case; the weightiest first."""
    actors: list[tuple[int, int, tuple[str, ...]]] = []
    """Number, case, needs."""
    demonyms: list[tuple[str, str, bool, str | None]] = []
    terms: list[int] = []


def place_row(number: int, place: Place) -> tuple[object, ...]:
    """A place as the table has it."""
    return (
        number, place.name, place.kind, place.country, place.lat, place.lon,
        place.population, " ".join(place.parents), place.capital, place.weight,
    )  # fmt: skip
