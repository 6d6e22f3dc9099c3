"""The two files of a compiled lexicon, written into a folder that must be there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import marisa_trie
import msgspec

from watchers.analysis.lexicon.atlas import Atlas, unpack
from watchers.analysis.lexicon.book import Book
from watchers.analysis.lexicon.facts import FACTS, NAMES, OWN, SCHEMA, Meanings, place_row
from watchers.analysis.lexicon.towns import Progress

_encode = msgspec.msgpack.Encoder().encode


def write_lexicon(folder: Path, book: Book, progress: Progress) -> None:
    """Writes the trie and the table; the table is not journalled, for only a whole folder is ever used."""
    progress("writing", 0, 3)
    trie = marisa_trie.Trie([f"{key} " for key in book.atlas.names.keys() | book.others.keys()])
    trie.save(str(folder / NAMES))
    progress("writing", 1, 3)
    with closing(sqlite3.connect(folder / FACTS, isolation_level=None)) as db:
        db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192; BEGIN;" + SCHEMA
        )
        _write_places(db, book.atlas)
        _write_others(db, book)
        progress("writing", 2, 3)
        db.executemany("INSERT INTO phrase VALUES (?, ?)", sorted(_phrases(trie, book)))
        db.execute("COMMIT")
        db.execute("PRAGMA optimize")
    progress("writing", 3, 3)


def _write_places(db: sqlite3.Connection, atlas: Atlas) -> None:
    rows = sorted((atlas.numbers[id_], id_) for id_ in atlas.places)
    db.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (place_row(number, atlas.places[id_]) for number, id_ in rows),
    )
    db.executemany("INSERT INTO own VALUES (?, ?)", (row for row in rows if row[0] >= OWN))


def _write_others(db: sqlite3.Connection, book: Book) -> None:
    db.executemany(
        "INSERT INTO actor VALUES (?, ?, ?)",
        ((number, actor.id, _encode(actor)) for number, actor in enumerate(book.actors)),
    )
    db.executemany("INSERT INTO term VALUES (?, ?)", ((n, _encode(term)) for n, term in enumerate(book.terms)))
    db.executemany("INSERT INTO country VALUES (?, ?)", ((c.iso, _encode(c)) for c in book.countries))
    counts = {"places": len(book.atlas.places), "phrases": len(book.atlas.names), "actors": len(book.actors)}
    notes = [*((key, str(value)) for key, value in counts.items()), ("skipped", "\n".join(book.atlas.skipped))]
    db.executemany("INSERT INTO note VALUES (?, ?)", notes)


def _phrases(trie: marisa_trie.Trie, book: Book) -> Iterator[tuple[int, bytes]]:
    weights = {book.atlas.numbers[id_]: place.weight for id_, place in book.atlas.places.items()}
    for key, packed in book.atlas.names.items():
        meanings = book.others.pop(key, None) or Meanings()
        meanings.places = _best(packed, weights)
        yield trie[f"{key} "], _encode(meanings)
    for key, meanings in book.others.items():
        yield trie[f"{key} "], _encode(meanings)


def _best(packed: list[int], weights: dict[int, float]) -> list[tuple[int, int, int]]:
    """Each place once, by its strictest spelling, the weightiest first."""
    if len(packed) == 1:
        return [unpack(packed[0])]
    best: dict[int, tuple[int, int, int]] = {}
    for item in sorted(set(packed)):
        best.setdefault(item >> 6, unpack(item))
    return sorted(best.values(), key=lambda place: (-weights[place[0]], place[1], place[0]))
