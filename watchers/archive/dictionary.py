"""Actors and regions by number: the tag tables hold small integers, the names stand once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from watchers.document import Actor, Analysis, Region

Value = str | float | None


class Dictionary:
    """One dictionary table, remembered; forget() after a rollback."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
        self._connection, self._table, self._columns = connection, table, columns
        self._entries: dict[str, tuple[int, dict[str, Value]]] = {}

    def forget(self) -> None:
        self._entries.clear()

    def number(self, key: str, known: Mapping[str, Value]) -> int:
        """The number of a key; what is known and not None overrules what stands there."""
        entry = self._entries.get(key) or self._load(key)
        if entry is None:
            return self._insert(key, known)
        number, values = entry
        for column, value in known.items():
            if value is not None and values[column] != value:
                self._learn(number, values, known)
                break
        return number

    def _learn(self, number: int, values: dict[str, Value], known: Mapping[str, Value]) -> None:
        news = {column: value for column, value in known.items() if value is not None and values[column] != value}
        changes = ", ".join(f"{column} = ?" for column in news)
        self._connection.execute(f"UPDATE {self._table} SET {changes} WHERE id = ?", (*news.values(), number))
        values.update(news)

    def _load(self, key: str) -> tuple[int, dict[str, Value]] | None:
        sql = f"SELECT id, {', '.join(self._columns)} FROM {self._table} WHERE key = ?"
        found = self._connection.execute(sql, (key,)).fetchone()
        if found is None:
            return None
        self._entries[key] = entry = (found[0], dict(zip(self._columns, found[1:], strict=True)))
        return entry

    def _insert(self, key: str, known: Mapping[str, Value]) -> int:
        values = {column: known.get(column) for column in self._columns}
        marks = ", ".join("?" * (len(values) + 1))
        sql = f"INSERT INTO {self._table} (key, {', '.join(values)}) VALUES ({marks})"
        number = self._connection.execute(sql, (key, *values.values())).lastrowid or 0
        self._entries[key] = (number, values)
        return number


def actors(connection: sqlite3.Connection) -> Dictionary:
    return Dictionary(connection, "actor", ("name", "kind", "country", "part_of"))


def regions(connection: sqlite3.Connection) -> Dictionary:
    return Dictionary(connection, "region", ("name", "kind", "country", "parent", "lat", "lon"))


def _learn_actor(dictionary: Dictionary, actor: Actor) -> int:
    known = {"name": actor.name, "kind": actor.kind, "country": actor.country, "part_of": actor.part_of}
    return dictionary.number(actor.id, known)


def actor_tags(dictionary: Dictionary, analysis: Analysis) -> dict[int, bool]:
    """Numbers of all actors of a document and what they belong to; True for those it names itself."""
    own = {_learn_actor(dictionary, actor) for actor in analysis.actors}
    above = {node for actor in analysis.actors for node in actor.ancestors}
    inherited = {dictionary.number(node.id, {"name": node.name, "kind": node.kind}) for node in above}
    return {number: number in own for number in own | inherited}


def region_tags(dictionary: Dictionary, analysis: Analysis) -> dict[int, bool]:
    """Numbers of all regions of a document and those around them; True for those it names itself."""
    around = {dictionary.number(key, known) for region in analysis.regions for key, known in _around(region)}
    own = {_learn_region(dictionary, region) for region in analysis.regions}
    return {number: number in own for number in own | around}


def _learn_region(dictionary: Dictionary, region: Region) -> int:
    known: dict[str, Value] = {"name": region.name, "kind": region.kind, "country": region.country}
    above = [node.id for node in region.path if node.id != region.id]
    known |= {"parent": above[-1] if above else None, "lat": region.lat, "lon": region.lon}
    return dictionary.number(region.id, known)


def _around(region: Region) -> Iterator[tuple[str, dict[str, Value]]]:
    """Second parents first, so that what the path says of a parent stands."""
    for node in region.ancestors:
        if node.id != region.id:
            yield node.id, {"name": node.name, "kind": node.kind}
    parent: str | None = None
    for node in region.path:
        if node.id != region.id:
            yield node.id, {"name": node.name, "kind": node.kind, "parent": parent}
        parent = node.id
