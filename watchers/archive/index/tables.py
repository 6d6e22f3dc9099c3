"""The archive's tables read into arrays, whole or what has changed since a revision.

SQLite puts the numbers together into texts, while Python's lock is free; as rows they would take ten times as long.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from watchers.archive.index.numbers import Numbers, flags, parsed
from watchers.archive.index.postings import Pairs
from watchers.archive.index.segment import Columns, Kind, Segment
from watchers.document import EventKind

EVENTS: tuple[str, ...] = get_args(EventKind)
"""The tags of events are places in it."""
STATES = {
    "read": "read <> 0",
    "starred": "starred = 1",
    "killed": "status IS NOT NULL AND status = 'cancelled'",
    "withheld": "status IS NOT NULL AND status = 'withheld'",
    "urgent": "urgency IS NOT NULL AND urgency BETWEEN 1 AND 3",
    "advisory": "advisory = 1",
    "corrected": "corrected = 1",
    "gone": "gone IS NOT NULL",
    "backlog": "backlog = 1",
    "versions": "versions > 1",
}
"""Of a document's row, by the names that the filter language has for them; the tags of states are places in HELD."""
_ELSEWHERE: tuple[tuple[str, Kind], ...] = (("actor", "actor"), ("region", "region"), ("event", "event"))
HELD = (*STATES, "note", *(name for name, _ in _ELSEWHERE))
UNKEPT = ("agency=", "slug=", "subject=")
"""Kinds of labels that are nearly as many as documents; SQL finds the few documents of one at once."""
REVISION = "SELECT coalesce((SELECT max(revision) FROM document), 0), coalesce((SELECT max(id) FROM pruned), 0)"
CHANGED = "SELECT count(*) FROM document WHERE revision > ?"
MOST = 50_000
"""When more documents than this have changed, a new index is made sooner than the old one is caught up."""
_AT_ONCE = 200_000
_CHANGED = "(SELECT id FROM document WHERE revision > ?)"


@dataclass(frozen=True, slots=True)
class Documents:
    """Besides their columns, the number of each one's source, its states as bits in the order of STATES; the noted."""

    columns: Columns
    sources: NDArray[np.int64]
    states: NDArray[np.int64]
    noted: NDArray[np.int64]


def read(connection: sqlite3.Connection, after: int | None = None) -> Segment:
    """All documents, or those that have changed after a revision; within a transaction, for it asks several times."""
    return joined({**places(connection, after), **others(connection, after)}, documents(connection, after))


def places(connection: sqlite3.Connection, after: int | None = None) -> dict[Kind, Pairs]:
    """Tags that are places, half of all."""
    regions, own = _tags(connection, "region", after)
    return {"region": regions, "own region": own}


def others(connection: sqlite3.Connection, after: int | None = None) -> dict[Kind, Pairs]:
    """The other tags, and the labels."""
    actors, own = _tags(connection, "actor", after)
    return {
        "actor": actors,
        "own actor": own,
        "event": _events(connection, after),
        "label": _labels(connection, after),
    }


def joined(pairs: dict[Kind, Pairs], told: Documents) -> Segment:
    """Of all tags that were read, and the documents that bear them."""
    everyone = told.columns.numbers.astype(np.int64)
    found = {HELD.index(name): everyone[told.states >> bit & 1 == 1] for bit, name in enumerate(STATES)}
    found[HELD.index("note")] = told.noted
    found |= {HELD.index(name): _different(pairs[kind].documents) for name, kind in _ELSEWHERE}
    tags = np.concatenate([np.full(len(some), tag, np.int64) for tag, some in found.items()])
    states = Pairs.ordered(tags, np.concatenate(list(found.values())))
    return Segment.of(told.columns, {**pairs, "source": Pairs.ordered(told.sources, everyone), "state": states})


def documents(connection: sqlite3.Connection, after: int | None = None) -> Documents:
    """All, or those that have changed after a revision."""
    bits = " | ".join(f"(({told}) << {bit})" for bit, told in enumerate(STATES.values()))
    asked = ("id", "placed", "at", "coalesce(cluster, 0)", "source", bits)
    values = ", ".join(f"group_concat({each})" for each in asked)
    if after is not None:
        rows = connection.execute(f"SELECT {values} FROM document WHERE revision > ?", (after,)).fetchall()
    else:
        last = connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0]
        sql = f"SELECT {values} FROM document WHERE id BETWEEN ? AND ?"
        rows = [
            connection.execute(sql, (first, first + _AT_ONCE - 1)).fetchone() for first in range(1, last + 1, _AT_ONCE)
        ]
    numbers, placed, at, cluster, sources, states = (
        parsed(row[column] for row in rows if row[0] is not None) for column in range(len(asked))
    )
    order = np.argsort(numbers)
    columns = Columns(_short(numbers[order]), placed[order], at[order], _short(cluster[order]))
    return Documents(columns, sources[order], states[order], _notes(connection, after))


def _tags(connection: sqlite3.Connection, table: str, after: int | None) -> tuple[Pairs, Pairs]:
    """All, and those that a document names itself."""
    where, values = _where(after)
    sql = f"SELECT {table}, count(*), group_concat(document * 2 + own) FROM {table}_tag {where} GROUP BY {table}"
    rows = connection.execute(sql, values).fetchall()
    tags = _repeated(rows)
    told = parsed(row[2] for row in rows)
    own = (told & 1) == 1
    return Pairs.ordered(tags, told >> 1), Pairs.ordered(tags[own], told[own] >> 1)


def _events(connection: sqlite3.Connection, after: int | None) -> Pairs:
    where, values = _where(after)
    sql = f"SELECT kind, count(*), group_concat(document) FROM event_tag {where} GROUP BY kind"
    rows = [(EVENTS.index(kind), *rest) for kind, *rest in connection.execute(sql, values) if kind in EVENTS]
    return Pairs.ordered(_repeated(rows), parsed(row[2] for row in rows))


def _labels(connection: sqlite3.Connection, after: int | None) -> Pairs:
    unkept = ", ".join(f"'{kind}'" for kind in UNKEPT)
    known = f"label IN (SELECT id FROM label WHERE kind NOT IN ({unkept}))"
    if after is not None:  # one by one, for they are few
        known = f"(SELECT kind FROM label WHERE id = label) NOT IN ({unkept}) AND document IN {_CHANGED}"
    values = () if after is None else (after,)
    sql = f"SELECT label, count(*), group_concat(document) FROM label_tag WHERE {known} GROUP BY label"
    rows = connection.execute(sql, values).fetchall()
    return Pairs.ordered(_repeated(rows), parsed(row[2] for row in rows))


def _notes(connection: sqlite3.Connection, after: int | None) -> NDArray[np.int64]:
    where, values = _where(after)
    told = connection.execute(f"SELECT group_concat(document) FROM note {where}", values).fetchone()[0]
    return parsed([told] if told else [])


def _different(documents: Numbers) -> NDArray[np.int64]:
    """Each once, ascending."""
    return np.flatnonzero(flags(documents, int(documents.max(initial=0)) + 1))


def _where(after: int | None) -> tuple[str, tuple[int, ...]]:
    return ("", ()) if after is None else (f"WHERE document IN {_CHANGED}", (after,))


def _repeated(rows: list[tuple[int, int, str]]) -> NDArray[np.int64]:
    tags, sizes = (np.array([row[column] for row in rows], np.int64) for column in (0, 1))
    return np.repeat(tags, sizes)


def _short(values: NDArray[np.int64]) -> Numbers:
    return values.astype(np.uint32)
