"""Lays what the analyst wrote over the shipped lexicon: names found, references followed, every slip told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from watchers.analysis.lexicon.entries import ActorName, Country, PlaceName
from watchers.analysis.lexicon.own import actors, regions
from watchers.analysis.lexicon.own.desk import Desk, Shipped
from watchers.analysis.lexicon.own.overlay import NOTHING, Drop, Overlay
from watchers.analysis.lexicon.own.reading import Discard, OwnText, read_own
from watchers.analysis.own import ACTORS, REGIONS


def lay(folder: Path, shipped: Shipped) -> Overlay:
    """The overlay of a folder's `actors.toml` and `regions.toml`. Raises LexiconError."""
    text = read_own(folder)
    return overlay_of(text, shipped) if text else NOTHING


def overlay_of(text: OwnText, shipped: Shipped) -> Overlay:
    """The same of what was read."""
    desk = Desk(shipped)
    regions.take(desk, text.regions)
    actors.take(desk, text.actors)
    for discard in text.no_actors:
        desk.drop(discard.table, discard.name, Drop(ActorName, _actor(desk, discard)))
    for discard in text.no_regions:
        desk.drop(discard.table, discard.name, Drop(PlaceName, _region(desk, discard)))
    told = {
        ACTORS: _told(len(text.actors), "actor", len(text.no_actors)),
        REGIONS: _told(len(text.regions), "region", len(text.no_regions)),
    }
    countries = dict(_countries(desk))
    return Overlay(desk.actors, desk.places, countries, desk.names, desk.drops, told, tuple(desk.remarks))


def _actor(desk: Desk, discard: Discard) -> str | None:
    return actors.resolve(desk, discard.table, "id", discard.id) if discard.id else None


def _region(desk: Desk, discard: Discard) -> str | None:
    return regions.resolve(desk, discard.table, "id", discard.id) if discard.id else None


def _countries(desk: Desk) -> Iterator[tuple[str, Country]]:
    """The countries whose region is called otherwise now."""
    for place in desk.places.values():
        country = desk.shipped.country(place.country) if place.kind == "country" and place.country else None
        if country and country.region.id == place.id:
            yield country.iso, replace(country, region=replace(country.region, name=place.name))


def _told(entries: int, what: str, discards: int) -> str:
    parts = [(entries, what), (discards, "discard")]
    return ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in parts if n) or "empty"
