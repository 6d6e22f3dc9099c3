"""The analyst's own TOML as it is written: what each entry states, and nothing filled in."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from watchers.analysis.lexicon import actors, regions
from watchers.analysis.lexicon.entries import KnownActor
from watchers.analysis.lexicon.own.kinds import ACTOR_KINDS, ACTOR_WORDS, REGION_KINDS, REGION_WORDS
from watchers.analysis.lexicon.tables import Table, entries
from watchers.analysis.own import ACTORS, REGIONS
from watchers.clean import clean_line
from watchers.document import ActorKind, RegionKind
from watchers.errors import LexiconError

_MOST_BYTES = 2 * 2**20


@dataclass(frozen=True, slots=True)
class ActorChange:
    """An [[actor]]: a new one, or more and other facts for one that is known; None and empty say nothing."""

    table: Table
    id: str
    name: str | None
    kind: ActorKind | None
    country: str | None
    part_of: str | None
    facts: KnownActor
    """Only what is neither name, kind, country nor part_of."""
    aliases: tuple[str, ...]
    needs: dict[str, tuple[str, ...]]
    discard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionChange:
    """A [[region]]; `id` may be that of a known one, `same_as` is an id, an ISO code or a name of one."""

    table: Table
    id: str | None
    same_as: str | None
    name: str | None
    kind: RegionKind | None
    country: str | None
    parents: tuple[str, ...]
    lat: float | None
    lon: float | None
    population: int | None
    weight: float | None
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    discard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Discard:
    """A [[discard]]: a name that never means this id, or nothing of the file's kind where it has none."""

    table: Table
    name: str
    id: str | None


Change = TypeVar("Change", ActorChange, RegionChange)


@dataclass(frozen=True, slots=True)
class OwnText:
    """Both files of a folder; one that is not there is empty."""

    actors: tuple[ActorChange, ...] = ()
    regions: tuple[RegionChange, ...] = ()
    no_actors: tuple[Discard, ...] = ()
    no_regions: tuple[Discard, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.actors or self.regions or self.no_actors or self.no_regions)


def read_own(folder: Path) -> OwnText:
    """What a folder's two files say. Raises LexiconError."""
    known, no_actors = read_own_actors(folder / ACTORS) if _is_there(folder / ACTORS) else ((), ())
    placed, no_regions = read_own_regions(folder / REGIONS) if _is_there(folder / REGIONS) else ((), ())
    return OwnText(known, placed, no_actors, no_regions)


def _is_there(path: Path) -> bool:
    """Never waits for a pipe's writer, nor for the end of a file that is no lexicon."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise LexiconError(path, f"cannot be read: {error.strerror or error}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise LexiconError(path, "is no file. Move it away, or put a file in its place.")
    if found.st_size > _MOST_BYTES:
        raise LexiconError(path, f"has more than {_MOST_BYTES:,} bytes, which would hold up every document. Split it.")
    return True


def read_own_actors(path: Path) -> tuple[tuple[ActorChange, ...], tuple[Discard, ...]]:
    """The entries of `actors.toml`. Raises LexiconError."""
    found, discards = [], []
    for section, table in _clean(entries(path, "actor", "discard")):
        if section == "actor":
            found.append(_actor(table))
        else:
            discards.append(_discard(table))
    _once((change.id, change.table) for change in found)
    return tuple(found), tuple(discards)


def read_own_regions(path: Path) -> tuple[tuple[RegionChange, ...], tuple[Discard, ...]]:
    """The entries of `regions.toml`. Raises LexiconError."""
    found, discards = [], []
    for section, table in _clean(entries(path, "region", "discard")):
        if section == "region":
            found.append(_region(table))
        else:
            discards.append(_discard(table))
    _once((change.id or change.same_as or "", change.table) for change in found)
    return tuple(found), tuple(discards)


def _clean(found: Iterable[tuple[str, Table]]) -> Iterator[tuple[str, Table]]:
    """Names end up on terminals; signs that nobody sees come along with what is copied from a page."""
    for section, table in found:
        yield section, replace(table, label=clean_line(table.label), values=_safe(table.values))


def _safe(value: Any) -> Any:
    match value:
        case str():
            return clean_line(value)
        case list():
            return [_safe(item) for item in value]
        case dict():
            return {clean_line(name): _safe(item) for name, item in value.items()}
    return value


def _actor(table: Table) -> ActorChange:
    table.only(*actors.KEYS, "discard")
    needs = table.values.get("needs", {})
    if not isinstance(needs, dict):
        raise table.error("needs must be a table such as { SDF = ['SY'] }.", "needs")
    within = Table(table.path, f"{table.label}: needs", needs, table.line("needs"))
    id_, name = table.text("id"), table.text_or_none("name")
    kind = table.one_of("kind", ACTOR_KINDS, ACTOR_WORDS) if "kind" in table.values else None
    facts = KnownActor(
        id_,
        name or "",
        cast("ActorKind", kind or "organisation"),
        backed_by=table.texts("backed_by"),
        offices=tuple(actors.read_office(office) for office in table.tables("offices")),
        since=table.day("from"),
        until=table.day("to", last=True),
        media=table.text_or_none("media"),
    )
    return ActorChange(
        table, id_, name, cast("ActorKind | None", kind), table.text_or_none("country"), table.text_or_none("part_of"),
        facts, table.texts("aliases"), {alias: within.texts(alias) for alias in needs}, table.texts("discard"),
    )  # fmt: skip


def _region(table: Table) -> RegionChange:
    table.only(*regions.KEYS, "discard")
    same_as = table.text_or_none("same_as")
    if same_as and "id" in table.values:
        raise table.error("has both id and same_as: leave one of them out.", "same_as")
    kind = table.one_of("kind", REGION_KINDS, REGION_WORDS) if "kind" in table.values else None
    lat, lon = table.number("lat"), table.number("lon")
    if (lat is None) != (lon is None) or not -90 <= (lat or 0) <= 90 or not -180 <= (lon or 0) <= 180:
        raise table.error("needs both lat (-90 to 90) and lon (-180 to 180), or neither.", "lat")
    population = table.number("population")
    return RegionChange(
        table, None if same_as else table.text("id"), same_as, table.text_or_none("name"),
        cast("RegionKind | None", kind), table.text_or_none("country"),
        (*table.texts("parents"), *table.texts("held_by")), lat, lon, None if population is None else int(population),
        table.number("weight"), table.texts("aliases"), table.texts("abbreviations"), table.texts("discard"),
    )  # fmt: skip


def _discard(table: Table) -> Discard:
    table.only("name", "id", "note")
    return Discard(table, table.text("name"), table.text_or_none("id"))


def _once(ids: Iterable[tuple[str, Table]]) -> None:
    seen: dict[str, Table] = {}
    for id_, table in ids:
        before = seen.setdefault(id_, table)
        if before is not table:
            there = f" (line {before.first})" if before.first else ""
            raise table.error(f"“{id_}” is there already{there}; make one entry of the two.", "id")
