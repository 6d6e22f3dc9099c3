"""Primers: pieces that much of what an archive holds shares, by which what comes next is packed in far less room.

They are trained on the archive's own documents, so they know its languages, names and desks, and are kept in it, each
twice, since what was packed with one can be read with it alone. A primer is known by the start of its digest, so that
those of several archives may be in memory together; one that another process has trained is looked for when it is met.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

KEY = 4
"""Bytes of its digest by which a primer is named where it has packed something."""
_PRIMERS = "SELECT id, digest FROM primer"
_CONTENT = "SELECT content FROM primer WHERE id = ?"


class Primer:
    """One of them; `content` is a dictionary as Zstandard trains it."""

    def __init__(self, content: bytes) -> None:
        self.key = sha256(content).digest()[:KEY]
        self._dictionary = zstd.ZstdDict(content)

    def pack(self, content: bytes, level: int) -> bytes:
        """What `unpack` needs, from its key on."""
        compressor = self._quick if level == QUICK else self._small
        return self.key + compressor.compress(content, zstd.ZstdCompressor.FLUSH_FRAME)

    def unpack(self, frame: bytes) -> bytes:
        """The same without its key. Raises ZstdError."""
        return zstd.decompress(frame, zstd_dict=self._dictionary.as_digested_dict)

    @cached_property
    def _quick(self) -> zstd.ZstdCompressor:
        return self._compressor(QUICK)

    @cached_property
    def _small(self) -> zstd.ZstdCompressor:
        return self._compressor(SMALL)

    def _compressor(self, level: int) -> zstd.ZstdCompressor:
        """One for all, since making one takes as long as packing with it; it locks itself."""
        return zstd.ZstdCompressor(options=options(level), zstd_dict=self._dictionary.as_digested_dict)


QUICK, SMALL = 3, 6
"""Levels of Zstandard: the levels between them take longer than the first for hardly less room."""
_known: dict[bytes, Primer] = {}
_opened: dict[Path, None] = {}


def options(level: int) -> dict[int, int]:
    """A sum of what was packed goes along, so that damage is noticed."""
    return {
        zstd.CompressionParameter.compression_level: level,
        zstd.CompressionParameter.checksum_flag: 1,
        zstd.CompressionParameter.dict_id_flag: 0,
    }


def learn(path: Path, connection: sqlite3.Connection) -> None:
    """From now on whatever an archive's primers have packed can be read, be they trained now or later."""
    _opened[path] = None
    _take(connection)


def add(content: bytes) -> Primer:
    """One more that is known from now on."""
    primer = Primer(content)
    return _known.setdefault(primer.key, primer)


def known(key: bytes) -> Primer:
    """Raises KeyError where no archive that was opened has it."""
    if key not in _known:
        for path in list(_opened):
            with (
                suppress(sqlite3.Error),
                closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as c,
            ):
                _take(c)
    return _known[key]


def _take(connection: sqlite3.Connection) -> None:
    for content in _whole(connection):
        add(content)


def _whole(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Those that are not known yet; a damaged copy is passed over."""
    for number, digest in connection.execute(_PRIMERS).fetchall():
        with suppress(sqlite3.Error, TypeError):
            if digest[:KEY] not in _known:
                (content,) = connection.execute(_CONTENT, (number,)).fetchone()
                if sha256(content).digest() == digest:
                    yield content
