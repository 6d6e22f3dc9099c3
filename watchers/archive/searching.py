"""The words of documents on their way into the full-text search, all at the end of a transaction.

FTS5 writes what it has gathered whenever a statement with triggers begins; gathered here first, the words of a batch
make one piece of its index, not one for each document. It does the same whenever a document is told that is older than
the one before, or twice, so each is told once and in their order.
"""

from __future__ import annotations

import sqlite3

from watchers.archive.columns import BODY, UNREADABLE, read_text

_ENTER = "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)"
_LEAVE = "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
_SHOWN = f"""
    SELECT d.id, coalesce(v.title, d.title), {BODY}
    FROM document d LEFT JOIN version v ON v.document = d.id AND v.number = d.version
    LEFT JOIN original o ON o.id = v.original WHERE d.id BETWEEN ? AND ?
"""
_AT_ONCE = 500


class Search:
    """Written at the end of a transaction; forget() after a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._left: dict[int, tuple[str, str]] = {}
        self._entered: dict[int, tuple[str, str]] = {}

    def forget(self) -> None:
        self._left.clear()
        self._entered.clear()

    def enter(self, document: int, title: str, text: str) -> None:
        self._entered[document] = (title, text)

    def leave(self, document: int, title: str, text: str) -> None:
        """A version's words, which have to be told to be taken out, where they have been written."""
        if self._entered.pop(document, None) is None:
            self._left[document] = (title, text)

    def write(self) -> None:
        for document in sorted(self._left.keys() | self._entered.keys()):
            for sql, told in ((_LEAVE, self._left), (_ENTER, self._entered)):
                if words := told.get(document):
                    self._connection.execute(sql, (document, *words))
        self.forget()


def tell_again(connection: sqlite3.Connection, before: str) -> None:
    """Everything that an earlier search has, from what is kept; that one goes. Of a damaged text it tells the words."""
    search = Search(connection)
    damaged: dict[int, str] = {}
    last = connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0]
    for first in range(1, last + 1, _AT_ONCE):
        for document, title, *body in connection.execute(_SHOWN, (first, first + _AT_ONCE - 1)).fetchall():
            try:
                search.enter(document, title, read_text(body[1], body[0]))
            except UNREADABLE:
                damaged[document] = title
        search.write()
    for document, text in _words(connection, before, list(damaged)).items():
        search.enter(document, damaged[document], text)
    search.write()
    connection.execute(f"DROP TABLE {before}")


def _words(connection: sqlite3.Connection, search: str, documents: list[int]) -> dict[int, str]:
    """The words of some documents' texts in their order, from a search that has them and no texts."""
    found: dict[int, list[str]] = {document: [] for document in documents}
    if documents:
        connection.execute(f"CREATE VIRTUAL TABLE temp.told USING fts5vocab (main, {search}, instance)")
        these = ", ".join(map(str, documents))
        sql = f"SELECT doc, term FROM temp.told WHERE doc IN ({these}) AND col = 'text' ORDER BY doc, offset"
        for document, word in connection.execute(sql).fetchall():
            found[document].append(word)
        connection.execute("DROP TABLE temp.told")
    return {document: " ".join(words) for document, words in found.items()}
