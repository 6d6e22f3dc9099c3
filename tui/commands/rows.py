"""What a command has found: a table for a person, JSON lines for a pipe."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from rich.cells import cell_len, set_cell_size

from watchers.clean import clean_line

_GAP = "  "
_WIDEST = 40
_NARROWEST = 6
"""Cells below which a column is not made narrower for the others' sake."""


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
    widths = widths_of(rows, width)
    return [headed(rows[0], widths), *lines(rows, widths)] if rows else []


def widths_of(rows: Sequence[Mapping[str, Any]], width: int) -> list[int]:
    """Of each column in cells, no more in all than `width`.

    Each is as wide as what it holds; the widest give way first, and where that is not enough the last get none.
    """
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)] if rows else []
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*cells, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    while widths and sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for last in range(len(widths) - 1, 0, -1):
        if sum(widths) > room:
            widths[last], room = 0, room + len(_GAP)
    if widths and widths[-1]:
        widths[-1] = room - sum(widths[:-1])
    return [min(widths[0], width), *widths[1:]] if widths else []


def headed(row: Mapping[str, Any], widths: Sequence[int]) -> str:
    """The head of a table."""
    return _line(list(row), widths)


def lines(rows: Sequence[Mapping[str, Any]], widths: Sequence[int]) -> list[str]:
    """Each row in columns of these widths."""
    return [_line([_cell(value) for value in row.values()], widths) for row in rows]


def fitted(text: str, width: int) -> str:
    """In so many cells of a terminal; what is longer ends with an ellipsis."""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(fitted(cell, width) for cell, width in zip(cells, widths, strict=True) if width).rstrip()


def _cell(value: Any) -> str:
    """Lists as their items, what is not there as nothing."""
    if isinstance(value, list | tuple):
        return clean_line(", ".join(map(str, value)), 500)
    return "" if value is None else clean_line(str(value), 500)
