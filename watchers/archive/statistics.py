"""What an archive holds, and what its bytes are for."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from watchers.archive.database import open_reading, used_bytes
from watchers.archive.problems import naming_errors

_KINDS = {
    "original": "originals",
    "version": "texts and analyses",
    "primer": "texts and analyses",
    "document": "lists",
    "search": "search",
    "actor_tag": "tags",
    "region_tag": "tags",
    "event_tag": "tags",
    "label_tag": "tags",
}
"""What the bytes of a table and its indexes are for; of other tables, the rest."""
_SOURCES = """
    SELECT s.name, s.uri, count(DISTINCT v.document), count(*), coalesce(sum(o.size), 0)
    FROM source s JOIN document d ON d.source = s.id JOIN version v ON v.document = d.id
    JOIN original o ON o.id = v.original GROUP BY s.id ORDER BY 3 DESC, 1
"""
_MONTHS = """
    SELECT strftime('%Y-%m', received / 1000000, 'unixepoch'), count(*) FROM document GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Portion:
    """What came from one source; `size` is that of the bytes as they came, of each version."""

    name: str
    uri: str
    documents: int
    versions: int
    size: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Sizes are in bytes; `free` is room in the file that new documents will take. Months are of the last receipt, UTC.

    `came` is the size of all originals as they came, of which each is kept once and mostly compressed.
    """

    documents: int
    versions: int
    originals: int
    starred: int
    noted: int
    stories: int
    file: int
    log: int
    free: int
    came: int
    by_use: Mapping[str, int]
    by_month: Mapping[str, int]
    by_source: tuple[Portion, ...]


def statistics(path: Path) -> Statistics:
    """Of one moment, reading along with whoever writes; it reads the whole file. Raises ArchiveError."""
    with closing(open_reading(path)) as connection, naming_errors(path):
        connection.execute("BEGIN")

        def ask(sql: str) -> int:
            return int(connection.execute(sql).fetchone()[0])

        whole = ask("PRAGMA page_count") * ask("PRAGMA page_size")
        log = path.with_name(f"{path.name}-wal")
        return Statistics(
            documents=ask("SELECT count(*) FROM document"),
            versions=ask("SELECT count(*) FROM version"),
            originals=ask("SELECT count(*) FROM original"),
            starred=ask("SELECT count(*) FROM document WHERE starred = 1"),
            noted=ask("SELECT count(*) FROM note"),
            stories=ask("SELECT count(*) FROM cluster WHERE documents > 1"),
            file=path.stat().st_size,
            log=log.stat().st_size if log.exists() else 0,
            free=whole - used_bytes(connection),
            came=ask("SELECT coalesce(sum(size), 0) FROM original"),
            by_use=_by_use(connection),
            by_month=dict(connection.execute(_MONTHS)),
            by_source=tuple(Portion(*row) for row in connection.execute(_SOURCES)),
        )


def _by_use(connection: sqlite3.Connection) -> dict[str, int]:
    """Most first; empty where this SQLite cannot tell."""
    tables = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master"))
    found: dict[str, int] = {}
    try:
        rows = connection.execute("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE").fetchall()
    except sqlite3.OperationalError:
        return {}
    for name, size in rows:
        table = tables.get(name, name)
        kind = _KINDS.get("search" if table.startswith("search") else table, "the rest")
        found[kind] = found.get(kind, 0) + size
    return dict(sorted(found.items(), key=lambda each: -each[1]))
