"""Documents as lines: JSON after the contract, or a table with a row each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tui.commands.cells import defused
from tui.commands.fields import flat
from tui.commands.stream import encoded
from watchers.archive.originals import Captured
from watchers.bundle.facts import instant
from watchers.bundle.record import told
from watchers.contract import Json

COLUMNS = (
    "document", "when", "published", "source", "credit", "title", "status", "notice", "language", "actors", "regions",
    "events", "summary", "urgency", "byline", "dateline", "format", "link", "uri", "id", "text",
)  # fmt: skip


def json_line(one: Captured) -> bytes:
    """As `wirewatch query` tells it; `status` is the last word of its provider, `stored.notice` what that said."""
    stored = {
        "document": one.document,
        "version": one.version,
        "sequence": one.sequence,
        "uri": one.uri,
        "notice": one.notice,
    }
    row = told(one)
    if row is None:
        return encoded({"id": one.digest, "stored": stored, "error": f"“{one.title}” cannot be read: it is damaged."})
    return encoded({**row, "status": one.status or row["status"], "stored": stored})


def table(some: Iterable[Captured]) -> Iterator[str]:
    """CSV that a spreadsheet takes for text, its head first."""
    yield _line(COLUMNS)
    for one in some:
        yield _line(defused(cell) for cell in flat(_row(one), COLUMNS).values())


def _row(one: Captured) -> Json:
    row = told(one) or {"id": one.digest, "title": one.title, "source": {"name": one.source.name}, "text": ""}
    read = one.read[0] if one.read else None
    beside = {name: getattr(read, name, None) for name in ("credit", "byline", "dateline", "format", "link")}
    return {
        **row,
        **beside,
        "document": one.document,
        "when": instant(one.received)[:19] + "Z",
        "status": (one.status or row.get("status")) if read else "damaged",
        "notice": one.notice,
        "uri": one.uri,
    }


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
