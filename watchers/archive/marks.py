"""What a person says of documents: short writes that any process may make beside the writer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from watchers.archive.database import open_marking, transaction
from watchers.archive.problems import naming_errors


class Marks:
    """Used from one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_marking(path)

    @classmethod
    def open(cls, path: Path) -> Marks:
        """An archive that is there; raises ArchiveError."""
        return cls(path)

    def close(self) -> None:
        self._connection.close()

    def read(self, documents: Iterable[int], read: bool) -> None:
        """Marks documents as read, or as unread again; numbers that are none are passed over."""
        self._set("read", documents, read)

    def star(self, documents: Iterable[int], starred: bool) -> None:
        """Stars documents, or takes the star away; numbers that are none are passed over."""
        self._set("starred", documents, starred)

    def _set(self, column: str, documents: Iterable[int], value: bool) -> None:
        numbers = msgspec.json.encode(list(documents))
        sql = f"UPDATE document SET {column} = ?1 WHERE {column} <> ?1 AND id IN (SELECT value FROM json_each(?2))"
        with naming_errors(self._path), transaction(self._connection):
            self._connection.execute(sql, (int(value), numbers.decode()))
