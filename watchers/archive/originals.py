"""Versions whole, with the bytes they came in, all as they were at one moment; it never writes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from watchers.archive import queries
from watchers.archive.columns import BODY, UNREADABLE, instant, micros, read_body
from watchers.archive.conditions import condition_of
from watchers.archive.database import closing_on_error, open_reading
from watchers.archive.packing import unpacked
from watchers.archive.problems import naming_errors
from watchers.document import Analysis, Document, Source
from watchers.filters import Filter

_SOME = 50
"""Versions that are in memory at a time."""
_VERSION = f"""
    SELECT v.id, v.document, v.number, v.number = d.version, d.versions, v.original, o.digest, o.size,
        s.kind, s.name, s.uri, d.uri, v.title, v.received, d.status, d.notice,
        {BODY}
    FROM version v JOIN document d ON d.id = v.document JOIN source s ON s.id = d.source
    JOIN original o ON o.id = v.original
"""
_SHOWN = f"{_VERSION} WHERE v.number = d.version AND d.id IN (SELECT value FROM json_each(?))"
_THESE = f"{_VERSION} WHERE v.id IN (SELECT value FROM json_each(?))"
_ALL_OF = "SELECT v.id FROM version v WHERE v.document IN (SELECT value FROM json_each(?))"
_TITLES = """
    SELECT d.id, v.title, v.received FROM document d
    JOIN version v ON v.document = d.id AND v.number = d.version WHERE d.id IN (SELECT value FROM json_each(?))
"""
_EMBARGOED = """
    SELECT DISTINCT v.original FROM document d JOIN version v ON v.document = d.id
    WHERE d.embargo IS NOT NULL AND d.embargo > ?
"""
_CONTENT = "SELECT content FROM original WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Captured:
    """One version of a document as it was captured.

    `sequence` is its place in the order of keeping, `version` counts those of its document, of `versions`. `digest` is
    the SHA-256 of the `size` bytes it came in, the archive's `original`. `status` and `notice` are the last word of its
    provider on the document. `read` is None where what is stored of it is damaged.
    """

    sequence: int
    document: int
    version: int
    shown: bool
    versions: int
    original: int
    digest: str
    size: int
    source: Source
    uri: str
    title: str
    received: datetime
    read: tuple[Document, Analysis] | None
    status: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The shown version of a document in a table of contents."""

    document: int
    title: str
    received: datetime


class Snapshot:
    """Every answer is of the moment in which it was opened, whatever is written meanwhile; used from one thread."""

    def __init__(self, path: Path) -> None:
        """An archive that is there; raises ArchiveError."""
        self._path = path
        self._connection = open_reading(path)
        with closing_on_error(self._connection), naming_errors(path):
            self._connection.execute("BEGIN")
            looked = self._connection.execute(queries.LOOK).fetchall()  # the first read is the moment
        self._last = instant(looked[0][0]) if looked else None

    def close(self) -> None:
        self._connection.close()

    def numbers(self, wanted: Filter, now: datetime) -> array[int]:
        """All documents of a filter, newest first by receipt."""
        condition = condition_of(wanted, now, self._last)
        return array("q", (row[0] for row in self._ask(queries.numbers(condition), *condition.values)))

    def by_publication(self, wanted: Filter, now: datetime) -> array[int]:
        """The same, newest first by publication."""
        condition = condition_of(wanted, now, self._last)
        return array("q", (row[0] for row in self._ask(queries.published(condition), *condition.values)))

    def shown(self, documents: Sequence[int]) -> Iterator[Captured]:
        """The version that each shows, in the order given."""
        for some in _parts(documents):
            found = {row[1]: _captured(row) for row in self._ask(_SHOWN, _listed(some))}
            yield from (found[number] for number in some if number in found)

    def every(self, documents: Sequence[int]) -> tuple[int, Iterator[Captured]]:
        """How many versions they have, and each of them in the order in which the archive took them in."""
        numbers = array("q", sorted(row[0] for row in self._ask(_ALL_OF, _listed(documents))))
        return len(numbers), self._every(numbers)

    def headings(self, documents: Sequence[int]) -> Iterator[Heading]:
        """Of the version that each shows, in the order given."""
        for some in _parts(documents):
            found = {n: Heading(n, _text(title), instant(at)) for n, title, at in self._ask(_TITLES, _listed(some))}
            yield from (found[number] for number in some if number in found)

    def embargoed(self, now: datetime) -> frozenset[int]:
        """The originals that hold a document that is embargoed still, whatever else they hold."""
        return frozenset(row[0] for row in self._ask(_EMBARGOED, micros(now)))

    def content(self, one: Captured) -> bytes | None:
        """The bytes it came in; None where they are damaged."""
        with suppress(*UNREADABLE):
            return unpacked(self._ask(_CONTENT, one.original)[0][0])
        return None

    def _every(self, numbers: Sequence[int]) -> Iterator[Captured]:
        for some in _parts(numbers):
            found = {row[0]: _captured(row) for row in self._ask(_THESE, _listed(some))}
            yield from (found[number] for number in some if number in found)

    def _ask(self, sql: str, *values: str | int | bytes) -> list[Any]:
        with naming_errors(self._path):
            return self._connection.execute(sql, values).fetchall()


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _SOME] for start in range(0, len(numbers), _SOME))


def _listed(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()


def _captured(row: Any) -> Captured:
    sequence, document, version, shown, versions, original, digest, size, kind, name, source_uri, *rest = row
    uri, title, received, status, notice, *stored = rest
    whole: tuple[Document, Analysis] | None = None
    with suppress(*UNREADABLE):
        whole = read_body(title, stored)
    return Captured(
        sequence,
        document,
        version,
        bool(shown),
        versions,
        original,
        digest.hex(),
        size,
        Source(kind, _text(name), source_uri),
        uri,
        _text(title),
        instant(received),
        whole,
        status,
        None if notice is None else _text(notice),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)
