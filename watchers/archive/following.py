"""What an archive takes in, in the order in which it is kept; it never writes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from watchers.archive import queries
from watchers.archive.columns import BODY, UNREADABLE, instant, micros, read_body
from watchers.archive.database import open_reading
from watchers.archive.presence import there
from watchers.archive.problems import naming_errors
from watchers.document import Analysis, Document, Source
from watchers.errors import ArchiveError

_ROW = f"""
    SELECT v.id, v.document, v.number, o.digest, s.kind, s.name, s.uri, d.uri, v.title, v.received,
        d.cluster, d.copy_of, {BODY}
    FROM version v JOIN document d ON d.id = v.document JOIN source s ON s.id = d.source
    JOIN original o ON o.id = v.original
"""
_ANOTHER = (
    "another archive was put in its place, which counts otherwise. Begin again, with --after what you want of it."
)
_AFTER = f"{_ROW} WHERE v.id > ? ORDER BY v.id LIMIT ?"
_SHOWN = f"{_ROW} WHERE v.number = d.version AND d.id IN (SELECT value FROM json_each(?))"
_NEWEST_OF_ITS_DOCUMENT = f"""
    {_ROW} WHERE v.id = ? AND NOT EXISTS (SELECT 1 FROM version w WHERE w.document = v.document AND w.id > v.id)
"""
_EMBARGOED = """
    SELECT d.embargo, max(v.id) FROM document d JOIN version v ON v.document = d.id
    WHERE v.id <= ? AND d.embargo > ? GROUP BY d.id
"""


@dataclass(frozen=True, slots=True)
class Followed:
    """A version of a document; `sequence` grows with each that the archive keeps. `digest` is of the bytes it came in.

    `read` is None where what is stored is damaged. The documents of a `cluster` tell one story; `copy_of` is
    the one whose text this one repeats.
    """

    sequence: int
    document: int
    version: int
    digest: str
    source: Source
    uri: str
    title: str
    received: datetime
    read: tuple[Document, Analysis] | None
    cluster: int | None = None
    copy_of: int | None = None


class Follower:
    """Used from one thread."""

    def __init__(self, path: Path) -> None:
        """An archive that is there; raises ArchiveError."""
        self._path = path
        self._connection = open_reading(path)
        self._held = there(path)
        self._told: tuple[int, int] | None = None

    def close(self) -> None:
        self._connection.close()

    def last_look(self) -> datetime | None:
        """Until when a person has looked; None where nobody has."""
        looked = self._ask(queries.LOOK)
        return instant(looked[0][0]) if looked else None

    def newest(self) -> int:
        """The sequence of the last that was kept, 0 where there is none."""
        return int(self._ask("SELECT coalesce(max(id), 0) FROM version")[0][0])

    def received(self, sequence: int) -> datetime | None:
        """When the last came in of what was kept up to a sequence."""
        found = self._ask("SELECT received FROM version WHERE id <= ? ORDER BY id DESC LIMIT 1", sequence)
        return instant(found[0][0]) if found else None

    def after(self, sequence: int, limit: int) -> list[Followed]:
        """The next so many. Raises ArchiveError where another archive took this one's place."""
        self._look()
        found = [_followed(row) for row in self._ask(_AFTER, sequence, limit)]
        if found:
            self._told = (found[-1].sequence, micros(found[-1].received))
        return found

    def shown(self, documents: Sequence[int]) -> list[Followed]:
        """The version that each shows, in the order given; those that are not there are left out."""
        rows = self._ask(_SHOWN, msgspec.json.encode(list(documents)).decode())
        found = {row[1]: _followed(row) for row in rows}
        return [found[number] for number in documents if number in found]

    def embargoed(self, until: int, now: datetime) -> list[tuple[datetime, int]]:
        """What is embargoed still, of what was kept up to a sequence: when that lifts, and its sequence."""
        return [(instant(embargo), sequence) for embargo, sequence in self._ask(_EMBARGOED, until, micros(now))]

    def unless_superseded(self, sequence: int) -> Followed | None:
        """One, where no version of the same document was kept since."""
        found = self._ask(_NEWEST_OF_ITS_DOCUMENT, sequence)
        return _followed(found[0]) if found else None

    def _look(self) -> None:
        """An archive that was put back whole is gone on with: it has the last that was told."""
        now = there(self._path)
        if now is None or now == self._held:
            return
        self._connection.close()
        self._connection, self._held = open_reading(self._path), now
        if self._told and not self._ask("SELECT 1 FROM version WHERE id = ? AND received = ?", *self._told):
            raise ArchiveError(self._path, _ANOTHER)

    def _ask(self, sql: str, *values: int | str) -> list[Any]:
        with naming_errors(self._path):
            return self._connection.execute(sql, values).fetchall()


def _followed(row: Any) -> Followed:
    sequence, document, version, digest, kind, name, source_uri, uri, title, received, *rest = row
    cluster, copy_of, *stored = rest
    whole: tuple[Document, Analysis] | None = None
    with suppress(*UNREADABLE):
        whole = read_body(title, stored)
    source = Source(kind, name, source_uri)
    return Followed(
        sequence, document, version, digest.hex(), source, uri, title, instant(received), whole, cluster, copy_of
    )
