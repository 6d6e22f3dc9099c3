"""Who and what the numbers of the tag tables are, remembered by number and in order of name."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, insort
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from watchers.archive.index.numbers import Counts
from watchers.archive.rows import REGION_KINDS

_COLUMNS = {"actor": "id, key, name, kind", "region": "id, key, name, kind, parent, lat, lon"}


class Roster:
    """One dictionary table; `facts` are its rows by number."""

    def __init__(self, connection: sqlite3.Connection, table: Literal["actor", "region"]) -> None:
        self._all = f"SELECT {_COLUMNS[table]} FROM {table}"
        self.facts: dict[int, Any] = {row[0]: row for row in connection.execute(self._all)}
        self._named = sorted((row[2], row[1], row[0]) for row in self.facts.values())

    def learn(self, connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
        """Reads again those of documents that have changed."""
        wanted = msgspec.json.encode(list(numbers)).decode()
        for row in connection.execute(f"{self._all} WHERE id IN (SELECT value FROM json_each(?))", (wanted,)):
            before = self.facts.get(row[0])
            if before == row:
                continue
            if before is not None:
                del self._named[bisect_left(self._named, (before[2], before[1], before[0]))]
            insort(self._named, (row[2], row[1], row[0]))
            self.facts[row[0]] = row
            for told in ("_ranks", "_coordinates", "by_key", "parents", "kinds"):
                self.__dict__.pop(told, None)

    @cached_property
    def _ranks(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The numbers in the order of names, and the place of each number in it."""
        numbers = np.array([number for _, _, number in self._named], np.int64)
        ranks = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
        ranks[numbers] = np.arange(len(numbers))
        return numbers, ranks

    def ranked(self, counts: Counts, most: int | None = None) -> NDArray[np.int64]:
        """The numbers of those that are counted, most first, then by name; so many, None for all."""
        numbers, ranks = self._ranks
        counted = np.flatnonzero(counts)
        keys = -counts[counted] * len(numbers) + ranks[counted]
        keys.sort()
        found: NDArray[np.int64] = numbers[keys[:most] % max(len(numbers), 1)]
        return found

    @cached_property
    def _coordinates(self) -> NDArray[np.float64]:
        """Latitude and longitude by number, not a number where there are none."""
        told = np.full((max(self.facts, default=0) + 1, 2), np.nan)
        for number, row in self.facts.items():
            if row[5] is not None and row[6] is not None:
                told[number] = row[5:7]
        return told

    @cached_property
    def kinds(self) -> NDArray[np.int64]:
        """The place of each region's kind among all kinds, by its number."""
        told = np.zeros(max(self.facts, default=0) + 1, np.int64)
        for number, row in self.facts.items():
            told[number] = REGION_KINDS.index(row[3])
        return told

    @cached_property
    def by_key(self) -> dict[str, int]:
        """The number of each, by its id."""
        return {row[1]: number for number, row in self.facts.items()}

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """The number of what each region lies in, by its own; -1 for none."""
        keys = self.by_key
        told = np.full(max(self.facts, default=0) + 1, -1, np.int64)
        for number, row in self.facts.items():
            told[number] = keys.get(row[4], -1)
        return told

    def coordinates(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """Latitude and longitude of each, not a number where there are none."""
        return self._coordinates[numbers]
