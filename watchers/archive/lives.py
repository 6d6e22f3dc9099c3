"""What a document's and a version's row keep of a story's life: told from what was read."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from watchers.archive.columns import UNREADABLE, maybe_micros, plain, read_reading
from watchers.document import Document
from watchers.editions import Edition, edition_of, is_advisory, is_correction, notice_of

Value = str | int | bytes | None
_EVERY = """
    SELECT v.id, v.document, v.number = d.version, v.reading, v.format
    FROM version v JOIN document d ON d.id = v.document WHERE v.id BETWEEN ? AND ?
"""
_AT_ONCE = 500


def story_key(edition: Edition | None) -> bytes | None:
    """The column `story`: sixteen bytes, whatever the length of a guid."""
    return story_digest(edition.story) if edition else None


def story_digest(story: str) -> bytes:
    """The same of a story's id."""
    return blake2b(story.encode("utf-8", "backslashreplace"), digest_size=16).digest()


def of_version(document: Document, edition: Edition | None) -> dict[str, Value]:
    """The columns of `version` that order it."""
    return {
        "edition": None if document.version is None else plain(document.version),
        "ordinal": edition.version if edition else None,
        "made": maybe_micros(edition.created) if edition else None,
        "status": document.status,
    }


def of_shown(document: Document) -> dict[str, Value]:
    """The columns of `document` that the version sets which is shown."""
    return {
        "embargo": maybe_micros(document.embargo),
        "urgency": document.urgency,
        "advisory": int(is_advisory(document)),
        "corrected": int(is_correction(document)),
    }


def of_newest(document: Document) -> dict[str, Value]:
    """The columns of `document` that the newest version sets, be it a kill."""
    notice = notice_of(document)
    return {"status": document.status, "notice": None if notice is None else plain(notice)}


def tell_lives(connection: sqlite3.Connection) -> None:
    """Fills these columns of an archive that had none; what is damaged, or has nothing to say, stays empty."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM version").fetchone()[0]
    for first in range(1, last + 1, _AT_ONCE):
        for number, document, current, reading, form in connection.execute(
            _EVERY, (first, first + _AT_ONCE - 1)
        ).fetchall():
            if (read := _read(reading, form)) is not None:
                _tell(connection, number, document if current else None, read)


def _tell(connection: sqlite3.Connection, version: int, document: int | None, read: Document) -> None:
    edition = edition_of(read)
    _set(connection, "version", version, of_version(read, edition))
    if document is not None:
        told = {"story": story_key(edition), **of_shown(read), **of_newest(read)}
        _set(connection, "document", document, {column: value for column, value in told.items() if value})


def _set(connection: sqlite3.Connection, table: str, row: int, columns: dict[str, Value]) -> None:
    if any(value is not None for value in columns.values()):
        changes = ", ".join(f"{column} = ?" for column in columns)
        connection.execute(f"UPDATE {table} SET {changes} WHERE id = ?", (*columns.values(), row))


def _read(reading: bytes, form: int) -> Document | None:
    try:
        return read_reading(reading, "", form)
    except UNREADABLE:
        return None
