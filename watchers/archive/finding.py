"""Which document of the archive a report is a version of, and what is kept of the versions it is compared with."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from watchers.archive.columns import BODY, UNREADABLE, maybe_instant, maybe_micros, plain, read_reading, read_text
from watchers.archive.lives import story_key
from watchers.document import Document, Report
from watchers.editions import FEEDS, Edition, edition_of, is_sure, likeness, may_follow

_KEPT = """
    SELECT d.id, d.uri, d.story, d.version, d.newest, d.versions, d.status, d.gone, d.title, o.digest FROM document d
    LEFT JOIN version v ON v.document = d.id AND v.number = d.version LEFT JOIN original o ON o.id = v.original
"""
BY_STORY = f"{_KEPT} WHERE d.source = ? AND d.story = ? ORDER BY d.id DESC LIMIT 50"
BY_URI = f"{_KEPT} WHERE d.source = ? AND d.uri = ? ORDER BY d.id DESC LIMIT 1"
_ONE = f"""
    SELECT v.title, v.ordinal, v.made, v.status, {BODY} FROM version v LEFT JOIN original o ON o.id = v.original
    WHERE v.document = ? AND v.number = ?
"""
_LIKE = "SELECT number FROM version WHERE document = ? AND ordinal IS ? AND made IS ?"
_LONGEST_PART = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as the archive has it; `digest` is that of the bytes of the version that is shown."""

    document: int
    uri: str
    story: bytes | None
    version: int
    newest: int
    versions: int
    status: str | None
    gone: int | None
    title: str
    digest: bytes | None


@dataclass(frozen=True, slots=True)
class Held:
    """A version as the archive has it; `document` is None where it is damaged."""

    title: str
    document: Document | None
    edition: Edition
    status: str | None

    @property
    def usable(self) -> bool:
        return self.status in {None, "usable"}


def edition(report: Report) -> Edition | None:
    """None where other documents of its arrival bear the same id, and nothing says which one is later.

    An entry of a feed that is visited is known by its part, whatever its guid: that was decided before it came here.
    """
    if report.arrival.source.kind == "feed":
        return None
    document = report.document
    found = edition_of(document)
    shared = bool(report.part and document.guid and report.part != document.guid)
    if found is None or not shared or len(document.guid or "") > _LONGEST_PART:
        return found
    ordered = document.format not in FEEDS and (found.version is not None or found.created is not None)
    return found if ordered else None


def find(connection: sqlite3.Connection, source: int, report: Report, edition: Edition | None) -> Kept | None:
    """By its story, else by its file; what a file held before another story was written over it is not meant."""
    uri, story = plain(report.uri), story_key(edition)
    if story is not None:
        candidates = [Kept(*row) for row in connection.execute(BY_STORY, (source, story))]
        if found := _of_story(connection, report, uri, candidates):
            return found
    row = connection.execute(BY_URI, (source, uri)).fetchone()
    kept = Kept(*row) if row else None
    return kept if kept and (story is None or kept.story is None) else None


def held(connection: sqlite3.Connection, document: int, number: int) -> Held:
    row = connection.execute(_ONE, (document, number)).fetchone() or ("", None, None, None, None, b"", b"", b"", 0)
    title, ordinal, made, status, original, text, reading, _, form = row
    read, created = None, None
    with suppress(*UNREADABLE):
        created = maybe_instant(made)
    with suppress(*UNREADABLE):
        read = read_reading(reading, read_text(text, original), form)
    return Held(title, read, Edition("", ordinal, created), status)


def alike(connection: sqlite3.Connection, document: int, edition: Edition) -> list[Held]:
    """The versions that the provider counts and dates the same."""
    order = (edition.version, maybe_micros(edition.created))
    numbers = connection.execute(_LIKE, (document, *order)).fetchall()
    return [held(connection, document, number) for (number,) in numbers]


def _of_story(connection: sqlite3.Connection, report: Report, uri: str, candidates: list[Kept]) -> Kept | None:
    """Several where two stories share a slugline: the one of the same file, else the one whose headline is nearest."""
    if same := next((kept for kept in candidates if kept.uri == uri), None):
        return same
    followed = [kept for kept in candidates if _may_follow(connection, report.document, kept)]
    return max(followed, key=lambda kept: likeness(report.title, kept.title), default=None)


def _may_follow(connection: sqlite3.Connection, document: Document, kept: Kept) -> bool:
    if is_sure(document):
        return True
    shown = held(connection, kept.document, kept.version).document
    return shown is None or may_follow(document, shown)
