"""Labels by number, like tags: what beside its tags the version that is shown is filtered by."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress

from watchers.archive.columns import UNREADABLE, read_analysis, read_reading
from watchers.document import Analysis, Document
from watchers.filters.labels import TOLD, Label, of_analysis, of_reading

_SHOWN = """
    SELECT d.id, v.reading, v.analysis, v.format
    FROM document d JOIN version v ON v.document = d.id AND v.number = d.version WHERE d.id BETWEEN ? AND ?
"""
_KINDS = ", ".join(f"'{kind}'" for kind in TOLD)
_DROP_TOLD = f"DELETE FROM label_tag WHERE document = ? AND label IN (SELECT id FROM label WHERE kind IN ({_KINDS}))"
_AT_ONCE = 500
_REMEMBERED = 50_000


class Labels:
    """The table of labels, remembered; forget() after a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[Label, int] = {}

    def forget(self) -> None:
        self._numbers.clear()

    def put(self, document: int, analysis: Analysis, read: Document | None) -> None:
        """Those of a document that has none; without `read`, those that its analysis gives become others."""
        if read is None:
            self._connection.execute(_DROP_TOLD, (document,))
        self._add(document, of_analysis(analysis) | (of_reading(read) if read else frozenset()))

    def drop(self, document: int) -> None:
        """Takes all labels of a document away."""
        self._connection.execute("DELETE FROM label_tag WHERE document = ?", (document,))

    def tell(self) -> None:
        """Those of an archive that had none, from what was kept; what is damaged is passed over."""
        last = self._connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0]
        for first in range(1, last + 1, _AT_ONCE):
            shown = self._connection.execute(_SHOWN, (first, first + _AT_ONCE - 1)).fetchall()
            for document, reading, analysis, form in shown:
                self._add(document, _kept(reading, analysis, form))

    def _add(self, document: int, labels: Collection[Label]) -> None:
        rows = [(self._number(label), document) for label in sorted(labels)]
        self._connection.executemany("INSERT INTO label_tag VALUES (?, ?)", rows)

    def _number(self, label: Label) -> int:
        if label not in self._numbers:
            if len(self._numbers) > _REMEMBERED:
                self._numbers.clear()
            found = self._connection.execute("SELECT id FROM label WHERE kind = ? AND key = ?", label).fetchone()
            inserted = "INSERT INTO label (kind, key) VALUES (?, ?)"
            self._numbers[label] = found[0] if found else self._connection.execute(inserted, label).lastrowid or 0
        return self._numbers[label]


def _kept(reading: bytes, analysis: bytes, form: int) -> frozenset[Label]:
    found: frozenset[Label] = frozenset()
    with suppress(*UNREADABLE):
        found |= of_reading(read_reading(reading, "", form))
    with suppress(*UNREADABLE):
        found |= of_analysis(read_analysis(analysis, "", "", form))
    return found
