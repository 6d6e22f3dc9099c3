"""What countries, parts of the world and large cities are called in other languages, after the Unicode CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

WORLD = {
    "002": "africa", "005": "south-america", "009": "oceania", "011": "western-africa", "013": "central-america",
    "014": "eastern-africa", "015": "northern-africa", "018": "southern-africa", "019": "americas",
    "029": "caribbean", "030": "eastern-asia", "034": "southern-asia", "035": "south-eastern-asia",
    "039": "southern-europe", "142": "asia", "143": "central-asia", "145": "western-asia", "150": "europe",
    "151": "eastern-europe", "154": "northern-europe", "155": "western-europe", "202": "sub-saharan-africa",
    "419": "latin-america",
}  # fmt: skip
"""UN M49 codes and the world regions that they are here."""

_LOCALES = {"zh": ("zh", "zh_Hant", "zh_Hant_HK"), "no": ("nb",), "sr": ("sr",), "tl": ("fil",), "ku": ("ku",)}
_IN_BRACKETS = re.compile(r"\s*[(（](.+?)[)）]\s*$")
_BOTH = frozenset(["MM", "TL", "SZ"])
"""Countries whose other name stands in brackets; elsewhere brackets explain."""
_UNSAID = frozenset(["CD", "CG", "HK", "MO", "PS"])
"""CLDR's names of these are not what is written; the TOML has those."""


def countries(code: str) -> Iterator[tuple[str, str]]:
    """(ISO code, name) of every territory in a language, some twice; nothing where CLDR lacks the language."""
    for names in _territories(code):
        for iso, name in names.items():
            if len(iso) == 2 and iso.isalpha() and iso not in _UNSAID:
                yield from ((iso, form) for form in _forms(iso, name))


def world(code: str) -> Iterator[tuple[str, str]]:
    """(id of a world region, name)."""
    for names in _territories(code):
        yield from ((WORLD[number], _plain(name)) for number, name in names.items() if number in WORLD)


def cities(code: str) -> Iterator[tuple[str, str, str]]:
    """(ISO code, English name, name) of the cities that time zones are called after."""
    from babel.core import get_global

    where = get_global("zone_territories")
    english = dict(_zones("en"))
    for zone, name in _zones(code):
        usual = zone.rpartition("/")[2].replace("_", " ")
        if zone in where and "/" in zone and not zone.startswith("Etc"):
            yield where[zone], english.get(zone, usual), name


def version() -> str:
    """Of the package that holds them."""
    from importlib.metadata import version as installed

    return installed("babel")


def _territories(code: str) -> Iterator[dict[str, str]]:
    for locale in _locales(code):
        yield dict(locale.territories)


def _zones(code: str) -> Iterator[tuple[str, str]]:
    for locale in _locales(code):
        yield from ((zone, names["city"]) for zone, names in locale.time_zones.items() if "city" in names)


def _locales(code: str) -> Iterator[Locale]:
    from babel import Locale, UnknownLocaleError

    for name in _LOCALES.get(code, (code,)):
        try:
            yield Locale.parse(name)
        except UnknownLocaleError:
            return


def _forms(iso: str, name: str) -> Iterator[str]:
    brackets = _IN_BRACKETS.search(name)
    yield _plain(name)
    if brackets and iso in _BOTH:
        yield brackets[1]


def _plain(name: str) -> str:
    return _IN_BRACKETS.sub("", name).replace("–", "-").replace("—", "-").replace(" - ", "-")
