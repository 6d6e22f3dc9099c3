"""Looks an archive through, and changes nothing in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from watchers.archive.columns import BODY, FORMATS, UNREADABLE, read_body, read_shown
from watchers.archive.database import open_reading
from watchers.archive.packing import unpacked
from watchers.archive.problems import naming_errors
from watchers.errors import ArchiveCorruptError

Part = Literal["file", "references", "search", "documents", "originals", "stories"]
Step = Callable[[str, int, int], None]
"""Called with what is looked at, how much of it is done, and how much there is."""
_AT_ONCE = 500
_MOST = 20
"""Findings of one kind that are told one by one."""

_COUNTS = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM version), (SELECT count(*) FROM original)"
_FROM_COPY = "Put a backup in its place, or start wirewatch with --reset, which keeps this file under another name."
_ADVICE: dict[Part, str] = {
    "file": _FROM_COPY,
    "references": _FROM_COPY,
    "search": "What is listed is whole, but searching words may miss or add documents. A backup of before has them.",
    "documents": "The others are whole. Take these in again from where they came.",
    "originals": "The others are whole. Take these in again from where they came.",
    "stories": "How many tell a story is counted wrongly until one more comes in; the documents are whole.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a part of an archive, and what to do about it."""

    part: Part
    what: str

    @property
    def advice(self) -> str:
        return _ADVICE[self.part]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong with it."""

    documents: int
    versions: int
    originals: int
    findings: tuple[Finding, ...]


def check(path: Path, told: Step = lambda _what, _done, _total: None, *, quick: bool = False) -> Checked:
    """Reads along with whoever writes. A quick look leaves out what lies in documents. Raises ArchiveError.

    What a damaged file does not let be looked at is a finding too.
    """
    findings: list[Finding] = []
    counts = (0, 0, 0)
    with closing(open_reading(path)) as connection:
        told("file", 0, 1)
        findings += _guarded(path, "file", lambda: _file(connection, quick))
        told("file", 1, 1)
        findings += _guarded(path, "references", lambda: _references(connection))
        findings += _guarded(path, "stories", lambda: _stories(connection))
        with suppress(ArchiveCorruptError), naming_errors(path):
            counts = connection.execute(_COUNTS).fetchone()
        if not quick:
            told("search", 0, 1)
            findings += _guarded(path, "search", lambda: _search(connection, path))
            told("search", 1, 1)
            findings += _guarded(path, "file", lambda: _primers(connection))
            findings += _guarded(path, "documents", lambda: _documents(connection, told))
            findings += _guarded(path, "originals", lambda: _originals(connection, told))
    return Checked(counts[0], counts[1], counts[2], tuple(findings))


def _guarded(path: Path, part: Part, look: Callable[[], Iterator[str]]) -> list[Finding]:
    """The first of them, and how many more."""
    found: list[str] = []
    try:
        with naming_errors(path):
            found.extend(look())
    except ArchiveCorruptError as error:
        found.append(f"it cannot be looked through further: {error.__cause__}")
    more = [f"and {len(found) - _MOST:,} more of the kind"] if len(found) > _MOST else []
    return [Finding(part, what) for what in [*found[:_MOST], *more]]


def _file(connection: sqlite3.Connection, quick: bool) -> Iterator[str]:
    how = "quick_check" if quick else "integrity_check"
    for (what,) in connection.execute(f"PRAGMA {how}({_MOST})"):
        if what != "ok":
            yield what


def _primers(connection: sqlite3.Connection) -> Iterator[str]:
    for number, kind, digest, content in connection.execute("SELECT id, kind, digest, content FROM primer"):
        if sha256(content).digest() != digest:
            yield f"row {number} of “primer”, a copy of what “{kind}” is packed with, is not what was kept"


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of “{table}” belongs to a row of “{parent}” that is not there"
    queries = {
        "document {}: the version that is shown is not there": "SELECT id FROM document d WHERE NOT EXISTS"
        " (SELECT 1 FROM version v WHERE v.document = d.id AND v.number = d.version)",
        "document {}: its newest version is not there": "SELECT id FROM document d WHERE NOT EXISTS"
        " (SELECT 1 FROM version v WHERE v.document = d.id AND v.number = d.newest)",
        "document {} is said to repeat one that is not there": "SELECT id FROM document WHERE copy_of IS NOT NULL"
        " AND copy_of NOT IN (SELECT id FROM document)",
    }
    for said, sql in queries.items():
        yield from (said.format(number) for (number,) in connection.execute(sql))


def _stories(connection: sqlite3.Connection) -> Iterator[str]:
    sql = """
        SELECT c.id, c.documents, count(d.id) FROM cluster c LEFT JOIN document d ON d.cluster = c.id
        GROUP BY c.id HAVING c.documents <> count(d.id)
    """
    for number, said, found in connection.execute(sql):
        yield f"story {number} is said to have {said:,} documents, and has {found:,}"
    lost = "SELECT id FROM document WHERE cluster IS NOT NULL AND cluster NOT IN (SELECT id FROM cluster)"
    yield from (f"document {number} tells a story that is not there" for (number,) in connection.execute(lost))


def _search(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """Its own check writes, so it is done on a copy of its tables: whoever writes the archive need not wait."""
    names = ("search_data", "search_idx", "search_docsize", "search_config")
    (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "search"
        with closing(sqlite3.connect(copy, isolation_level=None)) as other:
            other.execute("PRAGMA synchronous = OFF")
            other.execute(made)
            other.execute("BEGIN")
            for name in names:
                other.execute(f"DELETE FROM {name}")
                _carry(connection, other, name)
            other.execute("COMMIT")
        with closing(sqlite3.connect(copy, isolation_level=None)) as other:
            try:
                other.execute("INSERT INTO search (search) VALUES ('integrity-check')")
            except sqlite3.DatabaseError as error:
                yield f"the words do not agree with each other ({error})"
    missing = "SELECT count(*) FROM document WHERE id NOT IN (SELECT id FROM search_docsize)"
    if number := connection.execute(missing).fetchone()[0]:
        yield f"{number:,} documents are not in it"


def _carry(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table}")
    marks = ", ".join("?" * len(rows.description))
    target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _documents(connection: sqlite3.Connection, told: Step) -> Iterator[str]:
    last = connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0]
    sql = f"""
        SELECT d.id, d.shown, v.number, v.title, {BODY} FROM document d JOIN version v ON v.document = d.id
        LEFT JOIN original o ON o.id = v.original WHERE d.id BETWEEN ? AND ? ORDER BY d.id, v.number
    """
    for first in range(1, last + 1, _AT_ONCE):
        rows = connection.execute(sql, (first, first + _AT_ONCE - 1)).fetchall()
        for number, shown, version, title, *body in rows:
            if body[-1] not in FORMATS:
                yield f"document {number}, version {version}: kept in a form that is not known ({body[-1]})"
                continue
            try:
                read_shown(shown)
                read_body(title, body)
            except UNREADABLE as error:
                yield f"document {number}, version {version}: what was kept of it cannot be read ({error})"
        told("documents", min(first + _AT_ONCE - 1, last), last)


def _originals(connection: sqlite3.Connection, told: Step) -> Iterator[str]:
    """The bytes as they came, against their SHA-256."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM original").fetchone()[0]
    whose = "SELECT min(document) FROM version WHERE original = ?"
    for first in range(1, last + 1, _AT_ONCE):
        for number in range(first, min(first + _AT_ONCE, last + 1)):
            row = connection.execute("SELECT digest, content FROM original WHERE id = ?", (number,)).fetchone()
            if row is not None and not _is_whole(*row):
                document = connection.execute(whose, (number,)).fetchone()[0]
                yield f"document {document}: the bytes as they came are not those that were kept"
        told("originals", min(first + _AT_ONCE - 1, last), last)


def _is_whole(digest: bytes, content: bytes) -> bool:
    try:
        return sha256(unpacked(content)).digest() == digest
    except UNREADABLE:
        return False
