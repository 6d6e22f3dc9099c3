"""Tables (CSV after RFC 4180, TSV and what spreadsheets make of them): one document a row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain, islice

from watchers.clean import clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.columns import guessed, is_known, key_of
from watchers.reading.given import Columns, Given
from watchers.reading.jsonrecords import without_text
from watchers.reading.record import document_of

_MOST = 50_000
_MOST_COLUMNS = 500
_MOST_LINES = 2_000
"""Lines that one row may run over."""
_MOST_LINES_OF_ALL = 1_000_000
_DATA = re.compile(r"^\s*[-+]?\d[\d.,:/ -]*$|https?://|(?:19|20)\d\d-\d\d|[.!?]$")
_SAMPLE = 200
_DELIMITERS = ",\t;|"
_LARGEST_FIELD = 4_000_000
_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.I)
_ADVICE = "Give the folder's columns in the settings, or save its texts as .txt."


@dataclass(slots=True)
class _Rows:
    """The rows with as many cells as there are columns; `bad` counts the others."""

    names: list[str]
    rows: Iterator[list[str]]
    bad: int = 0

    def __iter__(self) -> Iterator[dict[str, str]]:
        for row in self.rows:
            if not any(cell.strip() for cell in row):
                continue
            if (len(row) != len(self.names) and any(cell.strip() for cell in row[len(self.names) :])) or len(row) < len(
                self.names
            ) / 2:
                self.bad += 1
                continue
            yield dict(zip(self.names, row, strict=False))


def read(given: Given) -> Iterator[Document]:
    """The documents of the rows. Raises UnreadableError."""
    text = given.text.replace("\0", "")
    if text.count("\n") > _MOST_LINES_OF_ALL:
        raise UnreadableError(given.name, f"The table holds more than {_MOST:,} rows.", "Split the file.")
    table = _table(text, given)
    sample = list(islice(table, _SAMPLE))
    chosen, words = guessed(table.names, sample, given.columns)
    if "text" not in chosen and "title" not in chosen:
        raise UnreadableError(given.name, "No column of the table reads like a text.", _ADVICE)
    skipped = 0
    for number, row in enumerate(chain(sample, table)):
        if number >= _MOST:
            raise UnreadableError(given.name, f"The table holds more than {_MOST:,} rows.", "Split the file.")
        document = document_of(row, chosen, "csv", given.received, tuple(words))
        if document is None:
            skipped += 1
            continue
        words = []
        noted = (*document.warnings, *without_text(skipped, "row"), *_bad(table))
        yield replace(document, warnings=noted)
        skipped = 0


def _bad(table: _Rows) -> tuple[str, ...]:
    """Says how many rows could not be told; each is told once."""
    bad, table.bad = table.bad, 0
    if not bad:
        return ()
    return (
        ("A row does not fit the columns and was left out.",)
        if bad == 1
        else (f"{bad:,} rows do not fit the columns and were left out.",)
    )


def _table(text: str, given: Given) -> _Rows:
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(text[:200_000], given.name)
    rows = _parsed(text, delimiter)
    first = next((row for row in rows if any(cell.strip() for cell in row)), [])
    if not first or len(first) > _MOST_COLUMNS:
        raise UnreadableError(given.name, "It is no table: its columns cannot be told.", _ADVICE)
    if is_header(first, given.columns):
        return _Rows(_distinct(first), rows)
    return _Rows([f"column {n}" for n in range(1, len(first) + 1)], chain([first], rows))


def is_header(first: Sequence[str], columns: Columns) -> bool:
    """Whether the first row names the columns: it holds a name that is known, or nothing but a few short words each."""
    told = {key_of(name) for name in (getattr(columns, field.name) for field in fields(columns)) if name}
    cells = [cell.strip() for cell in first]
    if any(key_of(cell) in told for cell in cells):
        return True
    if any(_DATA.search(cell) or len(cell) > 60 for cell in cells):
        return False
    return any(is_known(cell) for cell in cells) or all(cell and cell.count(" ") < 4 for cell in cells)


def _distinct(names: Sequence[str]) -> list[str]:
    """Headings as they are, an empty one by its number, one that is there twice with a mark."""
    held: dict[str, None] = {}
    for n, heading in enumerate(names, 1):
        name = clean_line(heading, 200) or f"column {n}"
        while name in held:
            name += "′"
        held[name] = None
    return list(held)


def _delimiter(sample: str, name: str) -> str:
    """The one by which most rows have the same number of cells, more than one."""
    scores = {}
    for delimiter in _DELIMITERS:
        rows = [row for row in islice(_parsed(sample, delimiter), 60) if any(map(str.strip, row))]
        counts = Counter(len(row) for row in rows)
        most, times = counts.most_common(1)[0] if counts else (1, 0)
        share = times / max(1, len(rows))
        scores[delimiter] = (share if most > 1 else 0) + (
            0.3 if delimiter == "\t" and name.lower().endswith(".tsv") else 0
        )
    return max(_DELIMITERS, key=lambda each: scores[each])


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows. A quote that is never closed costs its own line, not the rest of the file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    opened = re.compile(rf'(?:^|{re.escape(delimiter)})\s*"', re.M)
    quoted = opened.search(text[:200_000]) is not None
    at = 0
    while at < len(lines):
        size = _lines_of_row(lines, at, opened) if quoted else 1
        row = "\n".join(lines[at : at + max(1, size)])
        yield _cells(row, delimiter, quoted) if size else [row]
        at += max(1, size)


def _lines_of_row(lines: list[str], at: int, opened: re.Pattern[str]) -> int:
    """How many lines belong to the row: as many as close its quotes, 0 where nothing closes them."""
    quotes = lines[at].count('"')
    if quotes % 2 == 0 or not opened.search(lines[at]):
        return 1
    for size in range(2, min(_MOST_LINES, len(lines) - at) + 1):
        quotes += lines[at + size - 1].count('"')
        if quotes % 2 == 0:
            return size
    return 0


def _cells(row: str, delimiter: str, quoted: bool) -> list[str]:
    """[] for a row with a field larger than any."""
    if not quoted:
        return row.split(delimiter)
    csv.field_size_limit(_LARGEST_FIELD)
    try:
        found = list(csv.reader(row.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=delimiter != "\t"))
    except csv.Error:
        return []
    return [cell for part in found for cell in part]
