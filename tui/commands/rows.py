"""What a command has found: a table for a person, JSON lines for a pipe."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from rich.cells import cell_len, set_cell_size

from watchers.reading.clean import clean_line

_GAP = "  "
_WIDEST = 40


def show(rows: Sequence[Mapping[str, Any]], stdout: TextIO) -> None:
    """Every row has the same keys; they head the table's columns."""
    if stdout.isatty():
        for line in table(rows, shutil.get_terminal_size().columns):
            print(line, file=stdout)
        return
    for row in rows:
        print(json.dumps(row, ensure_ascii=False), file=stdout)


def table(rows: Sequence[Mapping[str, Any]], width: int) -> list[str]:
    """The lines of a table, cut to a width in cells of a terminal."""
    if not rows:
        return []
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*cells, strict=True)]
    widths[-1] = width
    fitted = ([_fitted(cell, n) for cell, n in zip(row, widths, strict=True)] for row in cells)
    return [set_cell_size(_GAP.join(row), width).rstrip() for row in fitted]


def _fitted(text: str, width: int) -> str:
    """In so many cells of a terminal; what is longer ends with an ellipsis."""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _cell(value: Any) -> str:
    """Lists as their items, what is not there as nothing."""
    if isinstance(value, list | tuple):
        return clean_line(", ".join(map(str, value)), 500)
    return "" if value is None else clean_line(str(value), 500)
