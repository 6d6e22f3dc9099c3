"""What a line of a gold document demands, taken from its fields."""

from __future__ import annotations

from math import cos, hypot, radians

from tests.gold.form import Mark
from watchers.document import Region

_KILOMETRES = 111.2


def demand(mark: Mark) -> str:
    """As it is shown."""
    return "  ".join(mark.fields)


def roles(mark: Mark) -> list[str]:
    """The roles in which a place may stand; `place` where the line names none."""
    told = [r for f in mark.fields[1:] for r in f.split("/") if r in {"place", "demonym", "metonym"}]
    return told or ["place"]


def state(mark: Mark) -> Mark:
    """The actor that a metonym is."""
    return Mark("ACTORS", "wanted", mark.words, (f"state/government {mark.fields[0]}",), mark.line, mark.spans)


def actor_demand(mark: Mark) -> tuple[list[str], list[str], str | None]:
    """Kinds, countries (none: any) and the id of an actor."""
    told, _, identity = mark.fields[0].partition(" = ")
    kinds, _, country = told.rpartition(" ")
    if country.strip("-/") and not all(c == "-" or (len(c) == 2 and c.isupper()) for c in country.split("/")):
        kinds, country = told, ""
    return kinds.split("/"), country.split("/") if country else [], identity or None


def far(region: Region, near: str) -> float:
    """Kilometres from a region to “latitude longitude”."""
    lat, lon = map(float, near.split())
    if region.lat is None or region.lon is None:
        return 9999.0
    return hypot(region.lat - lat, (region.lon - lon) * cos(radians(lat))) * _KILOMETRES
