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
from watchers.archive.columns import FORMAT, UNREADABLE, instant, micros, read_analysis, read_reading, read_text
from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.document import Analysis, Document, Source

_ROW = """
    SELECT v.id, v.document, v.number, o.digest, s.kind, s.name, s.uri, d.uri, v.title, v.received,
        v.text, v.reading, v.analysis, v.format, d.cluster, d.copy_of
    FROM version v JOIN document d ON d.id = v.document JOIN source s ON s.id = d.source
    JOIN original o ON o.id = v.original
"""
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

    def close(self) -> None:
        self._connection.close()

    def last_look(self) -> datetime | None:
        """Until when a person has looked; None where nobody has."""
        looked = self._ask(queries.LOOK)
        return instant(looked[0][0]) if looked else None

    def newest(self) -> int:
        """The sequence of the last that was kept, 0 where there is none."""
        return int(self._ask("SELECT coalesce(max(id), 0) FROM version")[0][0])

    def after(self, sequence: int, limit: int) -> list[Followed]:
        """The next so many."""
        return [_followed(row) for row in self._ask(_AFTER, sequence, limit)]

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

    def _ask(self, sql: str, *values: int | str) -> list[Any]:
        with naming_errors(self._path):
            return self._connection.execute(sql, values).fetchall()


def _followed(row: Any) -> Followed:
    (
        sequence,
        document,
        version,
        digest,
        kind,
        name,
        source_uri,
        uri,
        title,
        received,
        text,
        read,
        analysis,
        form,
        *told,
    ) = row
    whole: tuple[Document, Analysis] | None = None
    with suppress(*UNREADABLE):
        whole = (read_reading(read, read_text(text)), read_analysis(analysis)) if form == FORMAT else None
    source = Source(kind, name, source_uri)
    return Followed(sequence, document, version, digest.hex(), source, uri, title, instant(received), whole, *told)
