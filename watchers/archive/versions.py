"""What one document is made of in the archive: its row, its versions, its tags, its words in the search."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from watchers.archive import dictionary
from watchers.archive.columns import (
    FORMAT,
    UNREADABLE,
    body_of,
    maybe_micros,
    micros,
    packed,
    packed_analysis,
    plain,
    read_analysis,
    read_text,
    shown_of,
)
from watchers.archive.dictionary import Dictionary
from watchers.archive.rows import Stored
from watchers.document import Analysis, Report


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as the archive has it; `digest` is that of the bytes of its current version."""

    document: int
    version: int
    digest: bytes


@lru_cache(maxsize=1)
def digest(content: bytes) -> bytes:
    """SHA-256; reckoned once for the thousands of documents that may have come in one file."""
    return sha256(content).digest()


def kept(connection: sqlite3.Connection, source: int, uri: str) -> Kept | None:
    found = connection.execute(
        "SELECT d.id, d.version, o.digest FROM document d"
        " LEFT JOIN version v ON v.document = d.id AND v.number = d.version LEFT JOIN original o ON o.id = v.original"
        " WHERE d.source = ? AND d.uri = ?",
        (source, uri),
    ).fetchone()
    return Kept(found[0], found[1], found[2] or b"") if found else None


def same(connection: sqlite3.Connection, kept: Kept, report: Report) -> bool:
    """Whether the current version has the same headline and text; one that is damaged has not."""
    found = connection.execute(
        "SELECT title, text FROM version WHERE document = ? AND number = ?", (kept.document, kept.version)
    ).fetchone()
    try:
        return found is not None and (found[0], read_text(found[1])) == (report.title, report.document.text)
    except UNREADABLE:
        return False


def write(connection: sqlite3.Connection, source: int, report: Report, digest: bytes, kept: Kept | None) -> Stored:
    """A new document, or a new version of one, which is unread again and keeps its star."""
    if kept is None:
        stored = Stored(_insert(connection, source, report), 1, "new")
    else:
        stored = Stored(kept.document, kept.version + 1, "version")
        _leave_search(connection, kept)
        _update(connection, stored, report)
    _insert_version(connection, stored, report, _original(connection, report.arrival.content, digest))
    connection.execute(
        "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
        (stored.document, report.title, report.document.text),
    )
    return stored


def is_current(connection: sqlite3.Connection, document: int, version: int) -> bool:
    sql = "SELECT 1 FROM document WHERE id = ? AND version = ?"
    return connection.execute(sql, (document, version)).fetchone() is not None


def told(connection: sqlite3.Connection, document: int, version: int) -> Analysis | None:
    """What is told about a version; None where it is damaged."""
    sql = "SELECT analysis FROM version WHERE document = ? AND number = ?"
    try:
        return read_analysis(connection.execute(sql, (document, version)).fetchone()[0])
    except UNREADABLE:
        return None


def tell(connection: sqlite3.Connection, document: int, version: int, analysis: Analysis) -> None:
    """Another analysis for a version, and for the document's row in a list."""
    sql = "UPDATE version SET analysis = ? WHERE document = ? AND number = ?"
    connection.execute(sql, (packed_analysis(analysis), document, version))
    connection.execute("UPDATE document SET shown = ? WHERE id = ?", (shown_of(analysis), document))


def retag(
    connection: sqlite3.Connection, document: int, analysis: Analysis, actors: Dictionary, regions: Dictionary
) -> None:
    """The tags of a document become those of an analysis."""
    for table in ("actor_tag", "region_tag", "event_tag"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    named = dictionary.actor_tags(actors, analysis).items()
    placed = dictionary.region_tags(regions, analysis).items()
    connection.executemany("INSERT INTO actor_tag VALUES (?, ?, ?)", [(n, document, own) for n, own in named])
    connection.executemany("INSERT INTO region_tag VALUES (?, ?, ?)", [(n, document, own) for n, own in placed])
    kinds = {event.kind for event in analysis.events if not event.negated and event.modality != "conditional"}
    connection.executemany("INSERT INTO event_tag VALUES (?, ?)", [(kind, document) for kind in kinds])


def _facts(report: Report) -> dict[str, str | int | bytes | None]:
    """The columns of `document` that a version sets."""
    received, published = micros(report.arrival.received), maybe_micros(report.document.published)
    return {
        "title": report.title,
        "credit": report.document.credit,
        "received": received,
        "published": published,
        "at": received if published is None else min(received, published),
        "shown": shown_of(report.analysis),
    }


def _insert(connection: sqlite3.Connection, source: int, report: Report) -> int:
    columns = {"source": source, "uri": plain(report.uri), "version": 1, **_facts(report)}
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO document ({', '.join(columns)}) VALUES ({marks})"
    return connection.execute(sql, tuple(columns.values())).lastrowid or 0


def _update(connection: sqlite3.Connection, stored: Stored, report: Report) -> None:
    columns = {"version": stored.version, "read": 0, "gone": None, **_facts(report)}
    changes = ", ".join(f"{column} = ?" for column in columns)
    connection.execute(f"UPDATE document SET {changes} WHERE id = ?", (*columns.values(), stored.document))


def _original(connection: sqlite3.Connection, content: bytes, digest: bytes) -> int:
    """The number of these bytes, kept once however many documents they came with."""
    found = connection.execute("SELECT id FROM original WHERE digest = ?", (digest,)).fetchone()
    if found:
        return int(found[0])
    row = (digest, len(content), packed(content))
    return connection.execute("INSERT INTO original (digest, size, content) VALUES (?, ?, ?)", row).lastrowid or 0


def _insert_version(connection: sqlite3.Connection, stored: Stored, report: Report, original: int) -> None:
    text, reading, analysis = body_of(report)
    connection.execute(
        "INSERT INTO version (document, number, received, published, original, title, text, reading, analysis, format)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.document,
            stored.version,
            micros(report.arrival.received),
            maybe_micros(report.document.published),
            original,
            report.title,
            text,
            reading,
            analysis,
            FORMAT,
        ),
    )


def _leave_search(connection: sqlite3.Connection, kept: Kept) -> None:
    """Takes a version's words out of the search, which has to be told them; those of a damaged text stay findable."""
    found = connection.execute(
        "SELECT title, text FROM version WHERE document = ? AND number = ?", (kept.document, kept.version)
    ).fetchone()
    try:
        text = read_text(found[1])
    except UNREADABLE:
        return
    connection.execute(
        "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)", (kept.document, found[0], text)
    )
