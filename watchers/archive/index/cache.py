"""The index in a file beside its archive: arrays one after the other, checked by length and digest before any is used.

The head tells where each array lies, and of some documents what the archive says of them too, if it is the same one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from watchers.archive.index.index import Index
from watchers.archive.index.numbers import members
from watchers.archive.index.postings import Lists, Postings
from watchers.archive.index.segment import KINDS, LISTED, Columns, Kind, Segment
from watchers.archive.index.tables import REVISION

_MAGIC = b"wirewatch index 1\n"
_DIGEST = 32
_SAMPLE = 64
_ASKED = """
    SELECT id, revision, placed, at FROM document
    WHERE revision <= ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_NEWEST = "SELECT id FROM document WHERE revision <= ? ORDER BY revision DESC LIMIT ?"

Array = NDArray[Any]


class Sampled(msgspec.Struct, frozen=True, array_like=True):
    """A document as the archive had it when the index was made."""

    number: int
    revision: int
    placed: int
    at: int


class Head(msgspec.Struct, frozen=True):
    """`arrays` are name, type and number of elements, in the order in which they follow, each at a multiple of 8."""

    revision: int
    pruned: int
    sample: tuple[Sampled, ...]
    arrays: tuple[tuple[str, str, int], ...]


def beside(archive: Path) -> Path:
    """Where the cache of an archive lies."""
    return archive.with_name(f"{archive.name}.index")


def sampled(connection: sqlite3.Connection, index: Index) -> tuple[Sampled, ...]:
    """The documents that changed last, and some of all ages, in the transaction in which the index was made."""
    numbers = members(index.documents)
    some = numbers[np.linspace(0, len(numbers) - 1, _SAMPLE).astype(np.int64)].tolist() if len(numbers) else []
    newest = [row[0] for row in connection.execute(_NEWEST, (index.revision, _SAMPLE))]
    return _asked(connection, index.revision, sorted({*some, *newest}))


def save(path: Path, index: Index, sample: tuple[Sampled, ...]) -> None:
    """Writes an index of one segment; in place of what was there when it is whole. Raises OSError."""
    arrays = dict(_arrays(index.segments[0]))
    told = tuple((name, array.dtype.str, len(array)) for name, array in arrays.items())
    head = msgspec.msgpack.encode(Head(index.revision, index.pruned, sample, told))
    parts = [len(head).to_bytes(8, "little"), _padded(head), *(_padded(array.tobytes()) for array in arrays.values())]
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(part)
    with path.open("wb") as file:
        file.write(_MAGIC + digest.digest())
        file.writelines(parts)


def load(path: Path, connection: sqlite3.Connection) -> Index | None:
    """None where there is none, or it is damaged, or is not of this archive, or of one that was pruned since."""
    with suppress(OSError, ValueError, msgspec.MsgspecError, KeyError, TypeError):
        head, arrays = _read(path)
        if _is_of(head, connection):
            return Index.of(_segment(arrays), head.revision, head.pruned)
    return None


def remove(path: Path) -> None:
    """It is a cache: that it cannot be removed hurts nobody."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def keep(made: Path, archive: Path) -> None:
    """Puts one that was made beside it in the cache's place; where that may not be, there is none."""
    with suppress(OSError):
        made.replace(beside(archive))


def _read(path: Path) -> tuple[Head, dict[str, Array]]:
    """Raises ValueError for what is damaged."""
    content = path.read_bytes()
    begun = len(_MAGIC) + _DIGEST
    if content[: len(_MAGIC)] != _MAGIC:
        raise ValueError(path)
    told = memoryview(content)[begun:]
    if blake2b(told, digest_size=_DIGEST).digest() != content[len(_MAGIC) : begun]:
        raise ValueError(path)
    size = int.from_bytes(told[:8], "little")
    head = msgspec.msgpack.decode(told[8 : 8 + size], type=Head)
    at, arrays = 8 + size + -size % 8, {}
    for name, kind, count in head.arrays:
        dtype = np.dtype(kind)
        arrays[name] = np.frombuffer(told, dtype, count, at)
        at += count * dtype.itemsize + -count * dtype.itemsize % 8
    return head, arrays


def _is_of(head: Head, connection: sqlite3.Connection) -> bool:
    """What has not changed since must be the same; what has may be anything."""
    revision, pruned = connection.execute(REVISION).fetchone()
    if revision < head.revision or pruned != head.pruned:
        return False
    numbers = [each.number for each in head.sample]
    return set(_asked(connection, head.revision, numbers)) <= set(head.sample) and _all_there(connection, numbers)


def _all_there(connection: sqlite3.Connection, numbers: list[int]) -> bool:
    listed = msgspec.json.encode(numbers).decode()
    sql = "SELECT count(*) FROM document WHERE id IN (SELECT value FROM json_each(?))"
    return bool(connection.execute(sql, (listed,)).fetchone()[0] == len(numbers))


def _asked(connection: sqlite3.Connection, revision: int, numbers: list[int]) -> tuple[Sampled, ...]:
    listed = msgspec.json.encode(numbers).decode()
    return tuple(Sampled(*row) for row in connection.execute(_ASKED, (revision, listed)))


def _arrays(segment: Segment) -> Iterator[tuple[str, Array]]:
    for field in Columns.__slots__:
        yield field, getattr(segment.columns, field)
    yield "order", segment.order
    yield "dated", segment.dated
    for kind in KINDS:
        postings = segment.postings[kind]
        heavy = [found.serialize() for found in postings.heavy.values()]
        yield f"{kind} heavy", np.array(list(postings.heavy), np.int64)
        yield f"{kind} sizes", np.array(list(map(len, heavy)), np.int64)
        yield f"{kind} bitmaps", np.frombuffer(b"".join(heavy), np.uint8)
        yield f"{kind} rare", postings.rare
        yield f"{kind} starts", postings.starts
        yield f"{kind} documents", postings.documents
    for kind in LISTED:
        yield f"{kind} list starts", segment.lists[kind].starts
        yield f"{kind} list tags", segment.lists[kind].tags


def _segment(arrays: dict[str, Array]) -> Segment:
    columns = Columns(*(arrays[field] for field in Columns.__slots__))
    lists = {kind: Lists(arrays[f"{kind} list starts"], arrays[f"{kind} list tags"]) for kind in LISTED}
    return Segment(columns, arrays["order"], arrays["dated"], {kind: _postings(arrays, kind) for kind in KINDS}, lists)


def _postings(arrays: dict[str, Array], kind: Kind) -> Postings:
    heavy, at, bitmaps = {}, 0, arrays[f"{kind} bitmaps"].tobytes()
    for tag, size in zip(arrays[f"{kind} heavy"].tolist(), arrays[f"{kind} sizes"].tolist(), strict=True):
        heavy[tag] = BitMap.deserialize(bitmaps[at : at + size])
        at += size
    return Postings(heavy, *(arrays[f"{kind} {field}"] for field in ("rare", "starts", "documents")))


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % 8)
