"""The primers that an archive packs with, trained anew whenever it has become ten times as large."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256

from watchers.archive import primers
from watchers.archive.packing import ERRORS, LONGEST, PRIMED, packed, packed_with_dictionary, shortest, unpacked
from watchers.archive.primers import QUICK, SMALL, Primer

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FIRST, GROWN = 2_000, 10
"""Versions after which there is enough to learn from, and how many times as many there are when it is done again."""
SIZE, SHARE = 224 * 1024, 48
"""Bytes of a primer at most: all in all, and for each version that there is."""
_COPIES = 2
_READ = 2_000
"""Versions, the newest, on which they are trained."""
_LONGEST = 8 * 1024
"""Bytes of each original that are looked at."""
_DAMAGED = (*ERRORS, ValueError, TypeError, KeyError)
_LAST = "SELECT coalesce(max(id), 0) FROM version"
_KEPT = "SELECT kind, reached, digest, content FROM primer ORDER BY id"
_KEEP = "INSERT INTO primer (kind, reached, digest, content) VALUES (?, ?, ?, ?)"
_SAMPLES = {
    "original": """
        SELECT content FROM original WHERE id IN (SELECT original FROM version WHERE id > ?)
    """,
    "told": """
        SELECT v.analysis FROM version v WHERE v.id > ?1
        UNION ALL SELECT v.reading FROM version v WHERE v.id > ?1
        UNION ALL SELECT d.shown FROM document d WHERE d.id IN (SELECT document FROM version WHERE id > ?1)
    """,
}
"""What each kind of primer learns from, of versions after one."""


class Packer:
    """Packs for one archive, within its writer's transactions; forget() after a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._primers: dict[str, Primer] = {}
        self._due = FIRST
        self.forget()

    def forget(self) -> None:
        """Those that are kept are the ones to pack with."""
        self._primers, self._due = {}, FIRST
        for kind, reached, digest, content in self._connection.execute(_KEPT).fetchall():
            with suppress(*_DAMAGED):
                self._due = max(self._due, GROWN * reached)
                if sha256(content).digest() == digest:
                    self._primers[kind] = primers.add(content)

    def original(self, content: bytes) -> bytes:
        """Bytes as they came."""
        return self._packed("original", content, QUICK) if len(content) <= LONGEST else packed(content)

    def told(self, content: bytes) -> bytes:
        """What is kept beside them: a reading, an analysis, what a list shows."""
        return self._packed("told", content, SMALL)

    def learn(self) -> None:
        """Trains them anew where that is due; where there is too little to learn from, it is put off."""
        last = self._connection.execute(_LAST).fetchone()[0]
        if last < self._due:
            return
        self._due = GROWN * last
        for kind, sql in _SAMPLES.items():
            with suppress(*_DAMAGED):
                self._keep(kind, last, _trained(self._samples(sql, last), min(SIZE, SHARE * last)))

    def _keep(self, kind: str, reached: int, content: bytes) -> None:
        row = (kind, reached, sha256(content).digest(), content)
        self._connection.executemany(_KEEP, [row] * _COPIES)
        self._primers[kind] = primers.add(content)

    def _samples(self, sql: str, last: int) -> Iterator[bytes]:
        for (value,) in self._connection.execute(sql, (last - _READ,)):
            with suppress(*_DAMAGED):
                yield unpacked(value)[:_LONGEST]

    def _packed(self, kind: str, content: bytes, level: int) -> bytes:
        primer = self._primers.get(kind)
        if primer is None:
            return packed(content) if kind == "original" else packed_with_dictionary(content)
        return shortest(content, PRIMED + primer.pack(content, level))


def _trained(samples: Iterator[bytes], size: int) -> bytes:
    """Raises ZstdError where they are too few or too short."""
    found: Sequence[bytes] = [sample for sample in samples if sample]
    return zstd.train_dict(found, max(256, min(size, sum(map(len, found)) // 10))).dict_content
