"""What one document is made of in the archive: its row, its versions, its tags, its words in the search."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import log1p

from watchers.archive import dictionary
from watchers.archive.columns import (
    BODY,
    FORMAT,
    UNREADABLE,
    analysis_of,
    maybe_micros,
    micros,
    plain,
    read_body,
    read_text,
    reading_of,
    shown_of,
)
from watchers.archive.dictionary import Dictionary
from watchers.archive.finding import Kept
from watchers.archive.lives import Value, of_newest, of_shown, of_version, story_key
from watchers.archive.packing import packed_behind
from watchers.archive.rows import Stored
from watchers.archive.searching import Search
from watchers.archive.succession import Place
from watchers.archive.training import Packer
from watchers.document import Analysis, Arrival, Report
from watchers.editions import Edition

_STORED = f"""
    SELECT v.title, {BODY} FROM version v LEFT JOIN original o ON o.id = v.original
    WHERE v.document = ? AND v.number = ?
"""
_NEXT = "(SELECT coalesce(max(revision), 0) + 1 FROM document)"
_SPREAD = 100_000
"""Of the logarithm of a file's age in microseconds: 3.5 seconds for one of half a century."""


@lru_cache(maxsize=1)
def digest(content: bytes) -> bytes:
    """SHA-256; remembered, since thousands of documents may come in one file."""
    return sha256(content).digest()


@dataclass(frozen=True, slots=True)
class Tools:
    """What a document is written with, of one archive."""

    connection: sqlite3.Connection
    search: Search
    packer: Packer


def begin(tools: Tools, source: int, report: Report, edition: Edition | None) -> Stored:
    """A document of its own."""
    connection = tools.connection
    columns = {
        "source": source,
        "uri": plain(report.uri),
        "story": story_key(edition),
        "version": 1,
        "newest": 1,
        "versions": 1,
        "received": micros(report.arrival.received),
        "placed": _at(report) if report.backlog else micros(report.arrival.received),
        "read": int(report.backlog),
        "backlog": int(report.backlog),
        **_shown(report, tools.packer),
        **of_newest(report.document),
    }
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO document ({', '.join(columns)}, revision) VALUES ({marks}, {_NEXT})"
    stored = Stored(connection.execute(sql, tuple(columns.values())).lastrowid or 0, 1, "new")
    _insert_version(tools, stored, report, edition)
    tools.search.enter(stored.document, report.title, report.document.text)
    return stored


def succeed(tools: Tools, kept: Kept, report: Report, edition: Edition | None, place: Place) -> Stored:
    """One version more of a document, which is unread again, where that is news, and keeps its star."""
    connection = tools.connection
    stored = Stored(kept.document, kept.versions + 1, "version")
    columns: dict[str, Value] = {"versions": stored.version}
    if kept.uri == plain(report.uri):
        columns["gone"] = None
    if place.newest:
        columns |= {"newest": stored.version, **of_newest(report.document)}
    if place.newest or place.shown:
        received = micros(report.arrival.received)
        columns |= {"received": received, "placed": received, "read": 0, "backlog": 0}
    if place.shown:
        columns |= {"version": stored.version, "uri": plain(report.uri), "gone": None, **_shown(report, tools.packer)}
        if edition is not None:
            columns["story"] = story_key(edition)
        if words := _words(connection, kept.document, kept.version):  # those of a damaged text stay findable
            tools.search.leave(kept.document, *words)
        tools.search.enter(kept.document, report.title, report.document.text)
    changes = ", ".join(f"{column} = ?" for column in columns)
    connection.execute(f"UPDATE document SET {changes} WHERE id = ?", (*columns.values(), stored.document))
    _insert_version(tools, stored, report, edition)
    return stored


def is_there(connection: sqlite3.Connection, kept: Kept, uri: str) -> None:
    """The version that is shown was seen in a file: in the one it is known of, or in a copy."""
    if kept.gone is not None or kept.uri != uri:
        connection.execute("UPDATE document SET uri = ?, gone = NULL WHERE id = ?", (uri, kept.document))


def is_current(connection: sqlite3.Connection, document: int, version: int) -> bool:
    sql = "SELECT 1 FROM document WHERE id = ? AND version = ?"
    return connection.execute(sql, (document, version)).fetchone() is not None


def told(connection: sqlite3.Connection, document: int, version: int) -> Analysis | None:
    """What is told about a version; None where it is damaged."""
    try:
        title, *stored = connection.execute(_STORED, (document, version)).fetchone()
        return read_body(title, stored)[1]
    except UNREADABLE:
        return None


def tell(tools: Tools, document: int, version: int, analysis: Analysis) -> None:
    """Another analysis for a version, and for the document's row in a list."""
    connection, packer = tools.connection, tools.packer
    title, text = _words(connection, document, version) or ("", "")
    sql = "UPDATE version SET analysis = ?, format = ? WHERE document = ? AND number = ?"
    connection.execute(sql, (packer.told(analysis_of(analysis, title, text)), FORMAT, document, version))
    connection.execute("UPDATE document SET shown = ? WHERE id = ?", (packer.told(shown_of(analysis)), document))


def untag(connection: sqlite3.Connection, document: int) -> None:
    """Takes all tags of a document away."""
    for table in ("actor_tag", "region_tag", "event_tag"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def tag(
    connection: sqlite3.Connection, document: int, analysis: Analysis, actors: Dictionary, regions: Dictionary
) -> None:
    """The tags of a document that has none become those of an analysis."""
    named = dictionary.actor_tags(actors, analysis).items()
    placed = dictionary.region_tags(regions, analysis).items()
    connection.executemany("INSERT INTO actor_tag VALUES (?, ?, ?)", [(n, document, own) for n, own in named])
    connection.executemany("INSERT INTO region_tag VALUES (?, ?, ?)", [(n, document, own) for n, own in placed])
    kinds = {event.kind for event in analysis.events if not event.negated and event.modality != "conditional"}
    connection.executemany("INSERT INTO event_tag VALUES (?, ?)", [(kind, document) for kind in kinds])


def _shown(report: Report, packer: Packer) -> dict[str, Value]:
    """The columns of `document` that the version sets which is shown."""
    return {
        "title": report.title,
        "credit": report.document.credit,
        "published": maybe_micros(report.document.published),
        "at": _at(report),
        "shown": packer.told(shown_of(report.analysis)),
        **of_shown(report.document),
    }


def _at(report: Report) -> int:
    received, published = micros(report.arrival.received), maybe_micros(report.document.published)
    return received - _behind(report.arrival) if published is None else min(received, published)


def _behind(arrival: Arrival) -> int:
    """Microseconds, at most some seconds, that put the files of one look in the order in which they were written."""
    age = (arrival.received - arrival.modified).total_seconds() if arrival.modified else 0.0
    return int(log1p(max(0.0, age) * 1e6) * _SPREAD)


def _original(tools: Tools, content: bytes) -> int:
    """The number of these bytes, kept once however many documents they came with."""
    connection, told = tools.connection, digest(content)
    found = connection.execute("SELECT id FROM original WHERE digest = ?", (told,)).fetchone()
    if found:
        return int(found[0])
    row = (told, len(content), tools.packer.original(content))
    return connection.execute("INSERT INTO original (digest, size, content) VALUES (?, ?, ?)", row).lastrowid or 0


def _insert_version(tools: Tools, stored: Stored, report: Report, edition: Edition | None) -> None:
    text, packer = report.document.text, tools.packer
    columns: dict[str, Value] = {
        "document": stored.document,
        "number": stored.version,
        "received": micros(report.arrival.received),
        "published": maybe_micros(report.document.published),
        "original": _original(tools, report.arrival.content),
        "title": report.title,
        "text": packed_behind(text.encode(), report.arrival.content),
        "reading": packer.told(reading_of(report.document)),
        "analysis": packer.told(analysis_of(report.analysis, report.title, text)),
        "format": FORMAT,
        **of_version(report.document, edition),
    }
    marks = ", ".join("?" * len(columns))
    tools.connection.execute(f"INSERT INTO version ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))


def _words(connection: sqlite3.Connection, document: int, version: int) -> tuple[str, str] | None:
    """Title and text of a version; None where they are damaged."""
    try:
        title, original, text, *_ = connection.execute(_STORED, (document, version)).fetchone()
        return title, read_text(text, original)
    except UNREADABLE:
        return None
