"""The actors of the TOML files and those that every country brings, each with what it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast, get_args

from watchers.analysis.lexicon.entries import KnownActor, Office
from watchers.analysis.lexicon.tables import Table, entries
from watchers.document import ActorKind

KEYS = (
    "id", "name", "kind", "country", "part_of", "aliases", "backed_by", "needs", "from", "to", "offices", "note",
    "media",
)  # fmt: skip
KINDS = tuple(get_args(ActorKind))


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor with its names; `needs` maps a name to what must be near it."""

    actor: KnownActor
    names: tuple[str, ...]
    needs: dict[str, tuple[str, ...]]
    table: Table | None = None


def read_actors(path: Path) -> Iterator[ActorEntry]:
    """The actors of a file."""
    for _, table in entries(path, "actor"):
        table.only(*KEYS)
        name = table.text("name")
        needs = table.values.get("needs", {})
        if not isinstance(needs, dict):
            raise table.error("needs must be a table such as { SDF = ['SY'] }.")
        within = Table(table.path, f"{table.label}: needs", needs)
        names = tuple(dict.fromkeys((name, *table.texts("aliases"))))
        strange = sorted(set(needs) - set(names))
        if strange:
            raise within.error(f"{', '.join(strange)} is none of its names.")
        yield ActorEntry(_actor(table, name), names, {alias: within.texts(alias) for alias in needs}, table)


def merged(written: Iterable[ActorEntry], composed: Iterable[KnownActor]) -> list[ActorEntry]:
    """Each actor once, ancestors filled in; what a file says of a composed actor wins, later files win over earlier."""
    found: dict[str, ActorEntry] = {actor.id: ActorEntry(actor, (), {}) for actor in composed}
    for entry in written:
        before = found.get(entry.actor.id)
        if before is None:
            found[entry.actor.id] = entry
            continue
        names = tuple(dict.fromkeys((*entry.names, *before.names)))
        found[entry.actor.id] = ActorEntry(
            _over(entry.actor, before.actor), names, {**before.needs, **entry.needs}, entry.table
        )
    return [replace(entry, actor=_with_ancestors(entry, found)) for entry in found.values()]


def _actor(table: Table, name: str) -> KnownActor:
    return KnownActor(
        table.text("id"),
        name,
        cast("ActorKind", table.one_of("kind", KINDS)),
        table.text_or_none("country"),
        table.text_or_none("part_of"),
        backed_by=table.texts("backed_by"),
        offices=tuple(read_office(office) for office in table.tables("offices")),
        since=table.day("from"),
        until=table.day("to", last=True),
        media=table.text_or_none("media"),
    )


def read_office(table: Table) -> Office:
    """An office as the TOML has it."""
    table.only("office", "of", "from", "to", "note")
    return Office(table.text("office"), table.text_or_none("of") or "", table.day("from"), table.day("to", last=True))


def _over(actor: KnownActor, before: KnownActor) -> KnownActor:
    return replace(
        actor,
        country=actor.country or before.country,
        part_of=actor.part_of or before.part_of,
        backed_by=actor.backed_by or before.backed_by,
        offices=actor.offices or before.offices,
        media=actor.media or before.media,
    )


def _with_ancestors(entry: ActorEntry, found: dict[str, ActorEntry]) -> KnownActor:
    ancestors: list[str] = []
    above = entry.actor.part_of
    while above is not None:
        if above in ancestors or above == entry.actor.id:
            raise _error(entry, found, f"is part of itself by way of {above!r}.")
        parent = found.get(above)
        if parent is None:
            raise _error(entry, found, f"is part of {above!r}, which no actor is called.")
        ancestors.append(above)
        above = parent.actor.part_of
    return replace(entry.actor, ancestors=tuple(ancestors))


def _error(entry: ActorEntry, found: dict[str, ActorEntry], problem: str) -> Exception:
    table = entry.table or next(other.table for other in found.values() if other.table)
    return table.error(problem)
