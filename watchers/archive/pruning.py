"""Takes old documents out of an archive, a few at a time, so that whoever else writes it never waits long.

What is starred, has a note, or is embargoed still stays. Sources, actors, regions and the states of files stay as well:
what was taken out is not taken in again because its file still lies in a watched folder.
"""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path

import msgspec

from watchers.archive.clusters import recount
from watchers.archive.columns import BODY, UNREADABLE, instant, micros, read_text
from watchers.archive.database import open_pruning, open_reading, transaction, used_bytes
from watchers.archive.problems import naming_errors

Counted = Callable[[int, int], None]
"""Called with how many documents are out, and how many are to go."""
_FEWEST, _MOST = 20, 500
"""Documents of one transaction."""
_QUICK, _SLOW = 0.03, 0.1
"""Seconds of a transaction below which the next one takes more documents, and above which it takes fewer."""

_KEPT = "(d.starred = 1 OR coalesce(d.embargo, 0) > ?1 OR d.id IN (SELECT document FROM note))"
_DUE = f"SELECT d.id, d.received FROM document d WHERE d.received < ?2 AND NOT {_KEPT} ORDER BY d.received, d.id"
_SPARED = f"SELECT count(*) FROM document d WHERE d.received < ?2 AND {_KEPT}"
_STILL_DUE = f"""
    SELECT d.id FROM document d WHERE d.id IN (SELECT value FROM json_each(?3)) AND d.received < ?2 AND NOT {_KEPT}
"""
_WORDS = f"""
    SELECT v.title, {BODY} FROM document d JOIN version v ON v.document = d.id AND v.number = d.version
    LEFT JOIN original o ON o.id = v.original WHERE d.id = ?
"""
_OWNED = """
    SELECT m.name, k."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k
    WHERE m.type = 'table' AND k."table" = 'document'
"""
_EVER = 2**62


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to go: all last received before `before`, or the oldest until no more than `size` bytes are used."""

    before: datetime | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`documents` are numbers, oldest first; `spared` would go but are starred, noted or embargoed. Sizes in bytes.

    `frees` is reckoned; `used` is what the archive uses now.
    """

    documents: array[int]
    oldest: datetime | None
    newest: datetime | None
    spared: int
    frees: int
    used: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken out; `used` bytes are left in use."""

    documents: int
    spared: int
    used: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Bytes that the file is smaller by, and those free in it for new documents; `why` they are left there."""

    size: int
    left: int
    why: str = ""


def plan(path: Path, goal: Goal, now: datetime) -> Plan:
    """Looks and changes nothing. Raises ArchiveError."""
    with naming_errors(path):
        connection = open_reading(path)
        try:
            return _plan(connection, goal, now)
        finally:
            connection.close()


class Pruning:
    """A second writer beside a board; used from one thread. `pause` is called with the seconds a transaction took."""

    def __init__(self, path: Path, pause: Callable[[float], None] = time.sleep) -> None:
        """Raises ArchiveError."""
        self._path, self._pause = path, pause
        self._connection = open_pruning(path)
        self._out = 0

    def close(self) -> None:
        self._connection.close()

    def run(self, goal: Goal, now: datetime, counted: Counted = lambda _done, _total: None) -> Pruned:
        """Broken off at any instant it leaves each document whole, there or gone. Raises ArchiveError."""
        with naming_errors(self._path):
            found = _plan(self._connection, goal, now)
            due, least = found.documents, 1
            while due:
                self._take_out(due, goal, now, counted)
                if goal.size is None:
                    break
                self._merge_search()
                due, least = _plan(self._connection, goal, now, least).documents, least * 2
            if self._out:
                with transaction(self._connection):
                    self._count(0, now)
                self._merge_search()
            return Pruned(self._out, found.spared, used_bytes(self._connection))

    def give_back(self, *, alone: bool, room: int) -> GivenBack:
        """Makes the file smaller. `alone` is whether nobody else writes it; `room` are the bytes free on its disk.

        An archive made by an earlier wirewatch has to be written anew for that, which only one who is alone may do.
        """
        with naming_errors(self._path):
            before, why = self._pages(), ""
            if self._connection.execute("PRAGMA auto_vacuum").fetchone()[0] == 2:  # incremental
                self._shrink()
            elif not alone:
                why = "a board writes it. Prune again when none does, and the file is made smaller"
            elif room < 2 * used_bytes(self._connection):
                why = "the disk has no room to write it anew, for which it needs twice what is in use"
            else:
                self._connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            size = self._connection.execute("PRAGMA page_size").fetchone()[0]
            left = self._connection.execute("PRAGMA freelist_count").fetchone()[0] * size
            return GivenBack((before - self._pages()) * size, left, why if left else "")

    def _pages(self) -> int:
        pages: int = self._connection.execute("PRAGMA page_count").fetchone()[0]
        return pages

    def _shrink(self) -> None:
        """In small steps, each a transaction of its own."""
        while self._connection.execute("PRAGMA freelist_count").fetchone()[0]:
            before, begun = self._pages(), time.monotonic()
            self._connection.execute("PRAGMA incremental_vacuum(500)").fetchall()
            self._pause(time.monotonic() - begun)
            if self._pages() == before:
                break

    def _take_out(self, documents: Sequence[int], goal: Goal, now: datetime, counted: Counted) -> None:
        at, few = 0, _FEWEST
        while at < len(documents):
            some = documents[at : at + few]
            begun = time.monotonic()
            with transaction(self._connection):
                due = self._still_due(some, goal, now)
                remove(self._connection, due)
                self._count(len(due), now)
            took = time.monotonic() - begun
            self._out += len(due)
            at += len(some)
            counted(at, len(documents))
            if goal.size is not None and used_bytes(self._connection) <= goal.size:
                break
            few = min(_MOST, few * 2) if took < _QUICK else max(_FEWEST, few // 2) if took > _SLOW else few
            self._pause(took)

    def _still_due(self, some: Sequence[int], goal: Goal, now: datetime) -> list[int]:
        """What was starred, or came in again, since it was planned stays."""
        values = (*_bounds(goal, now), _listed(some))
        return [row[0] for row in self._connection.execute(_STILL_DUE, values)]

    def _count(self, number: int, now: datetime) -> None:
        """A row with the first transaction, which the others add to, and one at the end.

        Whoever keeps answers in memory begins anew when one comes or grows.
        """
        if self._out and number:
            self._connection.execute(
                "UPDATE pruned SET documents = documents + ? WHERE id = (SELECT max(id) FROM pruned)", (number,)
            )
        elif number or self._out:
            self._connection.execute("INSERT INTO pruned (at, documents) VALUES (?, ?)", (micros(now), number))

    def _merge_search(self) -> None:
        """The words of what is gone leave the search's tables only when these are merged; a step is a transaction."""
        step = -200
        while True:
            begun, before = time.monotonic(), self._connection.total_changes
            self._connection.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (step,))
            if self._connection.total_changes - before < 2:  # after sqlite.org/fts5.html, “merge”
                break
            step = 200
            self._pause(time.monotonic() - begun)


def remove(connection: sqlite3.Connection, documents: Sequence[int]) -> None:
    """Documents with all that is theirs, within the caller's transaction."""
    these = (_listed(documents),)
    inside = "IN (SELECT value FROM json_each(?1))"
    for each in documents:
        _forget_words(connection, each)
    originals = [row[0] for row in connection.execute(f"SELECT original FROM version WHERE document {inside}", these)]
    stories = [row[0] for row in connection.execute(f"SELECT DISTINCT cluster FROM document WHERE id {inside}", these)]
    _promote_copies(connection, documents)
    for table, column in connection.execute(_OWNED).fetchall():
        connection.execute(f"DELETE FROM {table} WHERE {column} {inside}", these)
    connection.execute(f"DELETE FROM document WHERE id {inside}", these)
    unused = "NOT EXISTS (SELECT 1 FROM version v WHERE v.original = original.id)"
    connection.execute(f"DELETE FROM original WHERE id {inside} AND {unused}", (_listed(originals),))
    for story in stories:
        if story is not None:
            recount(connection, story)


def _plan(connection: sqlite3.Connection, goal: Goal, now: datetime, least: int = 1) -> Plan:
    """Reckons that each document takes as much as another; `least` go where an archive is larger than it is to be."""
    bounds, used = _bounds(goal, now), used_bytes(connection)
    count = connection.execute("SELECT count(*) FROM document").fetchone()[0]
    each = max(1.0, (used - _bare(connection)) / max(1, count))
    over = 0 if goal.size is None else used - goal.size
    most = -1 if goal.size is None else max(least, ceil(over / each)) if over > 0 else 0
    rows = connection.execute(f"{_DUE} LIMIT ?3", (*bounds, most)).fetchall()
    spared = connection.execute(_SPARED, bounds).fetchone()[0]
    oldest, newest = (instant(rows[at][1]) if rows else None for at in (0, -1))
    return Plan(array("q", (row[0] for row in rows)), oldest, newest, spared, round(len(rows) * each), used)


def _bare(connection: sqlite3.Connection) -> int:
    """Bytes that an archive takes without a document: a page for each table and index."""
    trees = connection.execute("SELECT count(*) FROM sqlite_master WHERE rootpage > 0").fetchone()[0]
    size: int = trees * connection.execute("PRAGMA page_size").fetchone()[0]
    return size


def _bounds(goal: Goal, now: datetime) -> tuple[int, int]:
    return micros(now), _EVER if goal.before is None else micros(goal.before)


def _listed(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()


def _forget_words(connection: sqlite3.Connection, document: int) -> None:
    """The search has to be told what to take out; of a damaged text it keeps the words, of which nothing comes."""
    found = connection.execute(_WORDS, (document,)).fetchone()
    if found is None:
        return
    with suppress(*UNREADABLE):
        words = (document, found[0], read_text(found[2], found[1]))
        connection.execute("INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)", words)


def _promote_copies(connection: sqlite3.Connection, documents: Sequence[int]) -> None:
    """The first that stays of those that repeat one becomes what the others repeat."""
    gone = set(documents)
    copies = "SELECT id, copy_of FROM document WHERE copy_of IN (SELECT value FROM json_each(?)) ORDER BY id"
    heirs: dict[int, int] = {}
    for number, of in connection.execute(copies, (_listed(documents),)).fetchall():
        if number in gone:
            continue
        heir = heirs.get(of)
        heirs.setdefault(of, number)
        connection.execute("UPDATE document SET copy_of = ? WHERE id = ?", (heir, number))
