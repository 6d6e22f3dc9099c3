"""Documents of an archive told to the in-memory match; words are found by the tokenizer that its search has."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from watchers.archive.columns import instant
from watchers.archive.conditions import expression_of
from watchers.archive.following import Followed, Follower
from watchers.archive.lives import story_digest
from watchers.document import Analysis, Document, Source
from watchers.filters import Filter
from watchers.filters.matching import Facts, Marks, Matcher, facts_of

MARKS = """
    SELECT d.placed, d.at, d.read, d.starred, d.gone, d.backlog, d.versions, d.status, d.advisory, d.corrected, d.story,
        EXISTS (SELECT 1 FROM note n WHERE n.document = d.id), d.id, d.cluster, c.origins
    FROM document d LEFT JOIN cluster c ON c.id = d.cluster WHERE d.id = ?
"""
CLUSTER = "SELECT cluster FROM document WHERE id = ?"
ClusterOf = Callable[[int], int | None]
_TABLE = """
    CREATE VIRTUAL TABLE search USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 2')
"""


def marks_of(row: Any) -> Marks:
    """From the columns of MARKS."""
    placed, at, read, starred, gone, backlog, versions, status, advisory, corrected, story, noted, *told = row
    return Marks(
        instant(placed),
        instant(at),
        bool(read),
        bool(starred),
        gone is not None,
        bool(backlog),
        versions,
        status,
        bool(advisory),
        bool(corrected),
        story,
        bool(noted),
        *told,
    )


class Words:
    """The words of one text after the other, searched as an archive's are; used from one thread."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute(_TABLE)
        self._held: tuple[str, str] | None = None

    def close(self) -> None:
        self._connection.close()

    def say(self, title: str, text: str, values: tuple[str, ...]) -> bool:
        """Whether they hold any of the values; a value without words asks for nothing."""
        expression = expression_of(values)
        if not expression:
            return True
        self._hold(title, text)
        found = self._connection.execute("SELECT 1 FROM search WHERE search MATCH ?", (expression,))
        return found.fetchone() is not None

    def _hold(self, title: str, text: str) -> None:
        if self._held == (title, text):
            return
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        clean = (each.encode("utf-8", "replace").decode() for each in (title, text))
        self._connection.execute("INSERT INTO search (rowid, title, text) VALUES (1, ?, ?)", tuple(clean))
        self._held = title, text


def facts(words: Words, source: Source, title: str, read: tuple[Document, Analysis], marks: Marks) -> Facts:
    """Of a version as it is kept."""
    document, analysis = read

    def says(values: tuple[str, ...]) -> bool:
        return words.say(title, document.text, values)

    return facts_of(source, document, analysis, marks, says)


def matches(
    wanted: Filter, told: Facts, now: datetime, last: datetime | None = None, cluster_of: ClusterOf = lambda _: None
) -> bool:
    """Whether a filter lets it through."""
    return Matcher(now, last, story_digest, cluster_of).matches(wanted, told)


class Matching(Follower):
    """Follows an archive, and tells what a filter lets through of it."""

    def __init__(self, path: Path, wanted: Filter) -> None:
        super().__init__(path)
        self._wanted, self._words = wanted, Words()
        self._last = self.last_look()

    def close(self) -> None:
        self._words.close()
        super().close()

    def lets_through(self, one: Followed, now: datetime) -> bool:
        """What is damaged is let through: nobody can say what it holds."""
        if not self._wanted or one.read is None:
            return True
        row = self._ask(MARKS, one.document)
        if not row:
            return False
        told = facts(self._words, one.source, one.title, one.read, marks_of(row[0]))
        return matches(self._wanted, told, now, self._last, self._cluster_of)

    def _cluster_of(self, document: int) -> int | None:
        found = self._ask(CLUSTER, document)
        return found[0][0] if found else None
