"""Rows as JSON, CSV, Markdown or a table, a piece at a time, so that a million need no memory."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from tui.commands.cells import defused
from tui.commands.fields import flat
from tui.commands.rows import headed, lines, widths_of
from tui.commands.stream import encoded
from watchers.contract import Json

IN_A_PIPE = 200
"""Cells of a table that no terminal bounds."""
_SOME = 1000
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


def printed(rows: Iterator[Json], fields: Sequence[str], form: str, on_screen: bool) -> Iterator[str]:
    """`form` is json, jsonl, csv, markdown or table; `fields` are the columns of the last three."""
    match form:
        case "jsonl":
            return (f"{_object(row)}\n" for row in rows)
        case "json":
            return _array(rows)
        case "csv":
            return _csv(rows, fields)
        case "markdown":
            return _markdown(rows, fields)
        case _:
            return _table(rows, fields, shutil.get_terminal_size().columns if on_screen else IN_A_PIPE)


def _object(row: Json) -> str:
    return encoded(row).decode().rstrip("\n")


def _array(rows: Iterator[Json]) -> Iterator[str]:
    before = "["
    for row in rows:
        yield f"{before}{_object(row)}"
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def _csv(rows: Iterator[Json], fields: Sequence[str]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([fields], (map(defused, flat(row, fields).values()) for row in rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _markdown(rows: Iterator[Json], fields: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(fields)} |\n|{'---|' * len(fields)}\n"
    for row in rows:
        cells = (_MARKDOWN.sub(r"\\\1", str(defused(cell))) for cell in flat(row, fields).values())
        yield f"| {' | '.join(cells)} |\n"


def _table(rows: Iterator[Json], fields: Sequence[str], width: int) -> Iterator[str]:
    """The first thousand say how wide its columns are, for all that follow."""
    widths: list[int] | None = None
    while some := [flat(row, fields) for row in islice(rows, _SOME)]:
        if widths is None:
            widths = widths_of(some, width)
            yield f"{headed(some[0], widths)}\n"
        yield from (f"{line}\n" for line in lines(some, widths))
