"""`wirewatch query`: the documents of an archive that a filter lets through, also while a board runs."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from tui.commands.complaining import complain
from tui.commands.fields import USUAL, flat, picked
from tui.commands.rows import table
from tui.commands.stream import encoded, told
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive import Reader
from watchers.archive.following import Follower
from watchers.archive.naming import KnownNames
from watchers.contract import Json
from watchers.errors import FilterError
from watchers.filters import Filter, Term
from watchers.filters.noting import notes
from watchers.filters.parsing import parse

_SOME = 100
"""Documents that are in memory at a time."""
_ON_A_SCREEN = 50
_OF_A_FACET = 20
FACETED = ("facet", "id", "name", "count")
_EMBARGOED = Term("is", ("embargoed",))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was given; None stands for what is usual."""

    expression: str
    limit: int | None = None
    sort: str = "newest"
    fields: tuple[str, ...] = ()
    form: str | None = None
    count: bool = False
    facets: tuple[str, ...] = ()


def run(asked: Asked, archive: Path, lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0. Raises FilterError, ArchiveError, LexiconError."""
    now = datetime.now(UTC)
    with closing(Reader.open(archive)) as reader:
        wanted = understood(asked.expression, archive, lexicon, own)
        kept = Filter((*wanted.terms, Term("is", ("embargoed",), negated=True)))
        _tell_embargoed(reader, Filter((*wanted.terms, _EMBARGOED)), now)
        if asked.count:
            print(len(reader.numbers(kept, now)), file=stdout)
        elif asked.facets:
            _show(_facets(reader, kept, now, asked), asked, FACETED, stdout)
        else:
            with closing(Follower(archive)) as follower:
                _documents(reader, follower, kept, now, asked, stdout)
    return 0


def understood(expression: str, archive: Path, lexicon: Path, own: Path | None) -> Filter:
    """An expression with the names of an archive and a lexicon. Raises FilterError."""
    with closing(Lexicon.open(lexicon, own)) as known, closing(KnownNames(archive, known)) as names:
        wanted = parse(expression, names)
        for note in notes(expression, names):
            complain(note)
        return wanted


def _documents(reader: Reader, follower: Follower, wanted: Filter, now: datetime, asked: Asked, stdout: TextIO) -> None:
    numbers = reader.numbers(wanted, now) if asked.sort != "published" else reader.by_publication(wanted, now)
    ordered = numbers[::-1] if asked.sort == "oldest" else numbers
    on_screen = asked.form in {None, "table"} and stdout.isatty()
    limit = _ON_A_SCREEN if asked.limit is None and on_screen else asked.limit
    chosen = ordered if limit is None else ordered[:limit]
    rows = (picked(each, asked.fields) for each in _read(follower, chosen))
    _show(rows, asked, asked.fields or USUAL, stdout)
    if asked.limit is None and len(ordered) > len(chosen):
        complain(f"the first {len(chosen):,} of {len(ordered):,}; --limit shows more.")


def _read(follower: Follower, numbers: Sequence[int]) -> Iterator[Json]:
    for start in range(0, len(numbers), _SOME):
        for one in follower.shown(numbers[start : start + _SOME]):
            document = one.read[0] if one.read else None
            yield {**told(one), "when": one.received.strftime("%Y-%m-%dT%H:%M:%SZ"), "read": document}


def _facets(reader: Reader, wanted: Filter, now: datetime, asked: Asked) -> Iterator[Json]:
    most = asked.limit if asked.limit is not None else _OF_A_FACET
    for facet in asked.facets:
        match facet:
            case "actor":
                counts = [(c.id, c.name, c.count) for c in reader.actor_counts(wanted, now, limit=most, buckets=1)]
            case "region":
                counts = [(c.id, c.name, c.count) for c in reader.region_counts(wanted, now)]
            case "event":
                counts = [(c.id, c.name, c.count) for c in reader.event_counts(wanted, now)]
            case _:
                counts = [(c.id, c.name, c.count) for c in reader.source_counts(wanted, now)]
        for id_, name, count in counts[:most]:
            yield {"facet": facet, "id": id_, "name": name, "count": count}


def _tell_embargoed(reader: Reader, held: Filter, now: datetime) -> None:
    if count := len(reader.numbers(held, now)):
        what = "1 document that is embargoed is" if count == 1 else f"{count:,} documents that are embargoed are"
        complain(f"{what} kept out until that lifts.")


def _show(rows: Iterator[Json], asked: Asked, fields: Sequence[str], stdout: TextIO) -> None:
    match asked.form or ("table" if stdout.isatty() else "jsonl"):
        case "jsonl":
            for row in rows:
                print(_line(row), file=stdout)
        case "json":
            _array(rows, stdout)
        case "csv":
            writer = csv.writer(stdout, lineterminator="\n")
            writer.writerows(chain([fields], (flat(row, fields).values() for row in rows)))
        case "markdown":
            print(f"| {' | '.join(fields)} |\n|{'---|' * len(fields)}", file=stdout)
            for row in rows:
                cells = (str(cell).replace("|", "\\|") for cell in flat(row, fields).values())
                print(f"| {' | '.join(cells)} |", file=stdout)
        case _:
            _table(rows, fields, stdout)


def _array(rows: Iterator[Json], stdout: TextIO) -> None:
    before = "["
    for row in rows:
        print(f"{before}{_line(row)}", file=stdout, end="")
        before = ",\n"
    print("[]" if before == "[" else "]", file=stdout)


def _table(rows: Iterator[Json], fields: Sequence[str], stdout: TextIO) -> None:
    width = shutil.get_terminal_size().columns if stdout.isatty() else 200
    head = True
    while some := [flat(row, fields) for row in islice(rows, 1000)]:
        for line in table(some, width)[0 if head else 1 :]:
            print(line, file=stdout)
        head = False


def _line(row: Json) -> str:
    return encoded(row).decode().rstrip("\n")


def point(error: FilterError) -> None:
    """The sentence on stderr, and below it the expression with a caret under what it is about."""
    complain(error)
    print(*(f"  {line}" for line in error.pointed), sep="\n", file=sys.stderr)
