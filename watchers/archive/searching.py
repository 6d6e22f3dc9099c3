"""The words of documents on their way into the full-text search, all at the end of a transaction.

FTS5 writes what it has gathered whenever a statement with triggers begins; gathered here first, the words of a batch
make one piece of its index, not one for each document.
"""

from __future__ import annotations

import sqlite3

_ENTER = "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)"
_LEAVE = "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)"


class Search:
    """Written in the order in which it was told; forget() after a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._told: list[tuple[str, tuple[int, str, str]]] = []

    def forget(self) -> None:
        self._told.clear()

    def enter(self, document: int, title: str, text: str) -> None:
        self._told.append((_ENTER, (document, title, text)))

    def leave(self, document: int, title: str, text: str) -> None:
        """A version's words, which have to be told to be taken out."""
        self._told.append((_LEAVE, (document, title, text)))

    def write(self) -> None:
        for sql, words in self._told:
            self._connection.execute(sql, words)
        self._told.clear()
