"""Tells a table from running text, whatever the file is called."""

from __future__ import annotations

import csv
from itertools import islice

_DELIMITERS = "\t,;|"
_ROWS = 30
_LEAST_ROWS = 4
_LEAST_COLUMNS = 3
_LONGEST_NAME = 40


def is_table(head: str) -> bool:
    """Whether the first rows have as many cells as the heading, whose names are short and one of them known."""
    return any(_fits(head, delimiter) for delimiter in _DELIMITERS)


def _fits(head: str, delimiter: str) -> bool:
    from watchers.reading.columns import is_known

    first = head.lstrip("\ufeff\r\n").partition("\n")[0]
    if first.count(delimiter) < _LEAST_COLUMNS - 1:
        return False
    try:
        rows = list(islice(csv.reader(head.splitlines(keepends=True), delimiter=delimiter), _ROWS))
    except csv.Error:
        return False
    rows = [row for row in rows if any(cell.strip() for cell in row)][:-1]
    names = [cell.strip() for cell in rows[0]] if rows else []
    named = all(name and len(name) <= _LONGEST_NAME and not name.endswith((".", "!", "?")) for name in names)
    same = sum(len(row) == len(names) for row in rows)
    return named and len(rows) >= _LEAST_ROWS and same >= len(rows) * 0.9 and sum(map(is_known, names)) > 1
