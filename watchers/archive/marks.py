"""What a person says of documents: short writes that any process may make beside the writer."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from watchers.archive.columns import micros, plain
from watchers.archive.database import open_marking, transaction
from watchers.archive.problems import naming_errors

_NOTE = (
    "INSERT INTO note (document, text, made) SELECT id, ?2, ?3 FROM document WHERE id = ?1"
    " ON CONFLICT DO UPDATE SET text = excluded.text, made = excluded.made"
)


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

    def read(self, documents: Iterable[int], read: bool) -> array[int]:
        """Marks documents as read, or as unread again; those that were not so before. Numbers of none are nothing."""
        return self._set("read", documents, read)

    def star(self, documents: Iterable[int], starred: bool) -> array[int]:
        """Stars documents, or takes the star away; those of which that was not so before."""
        return self._set("starred", documents, starred)

    def any_unread(self, documents: Iterable[int]) -> bool:
        """Whether any of them is unread."""
        return self._any("read = 0", documents)

    def any_unstarred(self, documents: Iterable[int]) -> bool:
        """Whether any of them bears no star."""
        return self._any("starred = 0", documents)

    def look(self, when: datetime) -> None:
        """Until when a person has looked: what `since:last` and `is:new` mean to whoever opens the archive after."""
        with naming_errors(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM look")
            self._connection.execute("INSERT INTO look (at) VALUES (?)", (micros(when),))

    def alerts(self, numbers: Iterable[int] | None, read: bool) -> None:
        """Marks alerts as read, or as unread again; all there are for None."""
        which = "" if numbers is None else "AND id IN (SELECT value FROM json_each(?2))"
        given = () if numbers is None else (msgspec.json.encode(list(numbers)).decode(),)
        sql = f"UPDATE alert SET read = ?1 WHERE read <> ?1 {which}"
        with naming_errors(self._path), transaction(self._connection):
            self._connection.execute(sql, (int(read), *given))

    def note(self, document: int, text: str, when: datetime) -> None:
        """What a person writes to a document, in place of what was written before; "" takes it away."""
        with naming_errors(self._path), transaction(self._connection):
            if text:
                self._connection.execute(_NOTE, (document, plain(text), micros(when)))
            else:
                self._connection.execute("DELETE FROM note WHERE document = ?", (document,))

    def _set(self, column: str, documents: Iterable[int], value: bool) -> array[int]:
        numbers = msgspec.json.encode(list(documents)).decode()
        sql = f"UPDATE document SET {column} = ?1 WHERE {column} <> ?1 AND id IN (SELECT value FROM json_each(?2))"
        with naming_errors(self._path), transaction(self._connection):
            changed = self._connection.execute(f"{sql} RETURNING id", (int(value), numbers)).fetchall()
        return array("q", (number for (number,) in changed))

    def _any(self, condition: str, documents: Iterable[int]) -> bool:
        numbers = msgspec.json.encode(list(documents)).decode()
        sql = f"SELECT 1 FROM document WHERE {condition} AND id IN (SELECT value FROM json_each(?)) LIMIT 1"
        with naming_errors(self._path):
            return self._connection.execute(sql, (numbers,)).fetchone() is not None
