"""`wirewatch query`: the documents of an archive that a filter lets through, also while a board runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tui.commands.complaining import complain
from tui.commands.fields import USUAL, picked
from tui.commands.printing import printed
from tui.commands.stream import told
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive import Reader
from watchers.archive.enquiry import Enquiry, Sort, searched
from watchers.archive.following import Follower
from watchers.archive.naming import KnownNames
from watchers.contract import Json
from watchers.errors import FilterError
from watchers.filters import Filter, Term
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
    sort: Sort = "newest"
    fields: tuple[str, ...] = ()
    form: str | None = None
    count: bool = False
    facets: tuple[str, ...] = ()


def run(asked: Asked, archive: Path, lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0, or 2 where there is nothing to sort by. Raises FilterError, ArchiveError, LexiconError."""
    now = datetime.now(UTC)
    with closing(Enquiry(archive)) as enquiry:
        wanted = understood(asked.expression, archive, lexicon, own)
        if asked.sort == "relevance" and not searched(wanted):
            complain("--sort relevance: give words to search for; by them it is told what is nearest.")
            return 2
        kept = Filter((*wanted.terms, Term("is", ("embargoed",), negated=True)))
        _tell_embargoed(enquiry.count(Filter((*wanted.terms, _EMBARGOED)), now))
        if asked.count:
            print(enquiry.count(kept, now), file=stdout)
        elif asked.facets:
            with closing(Reader.open(archive)) as reader:
                _show(_facets(reader, kept, now, asked), asked, FACETED, stdout)
        else:
            with closing(Follower(archive)) as follower:
                _documents(enquiry, follower, kept, now, asked, stdout)
    return 0


def understood(expression: str, archive: Path, lexicon: Path, own: Path | None) -> Filter:
    """An expression with the names of an archive and a lexicon. Raises FilterError."""
    with closing(Lexicon.open(lexicon, own)) as known, closing(KnownNames(archive, known)) as names:
        return parse(expression, names)


def _documents(
    enquiry: Enquiry, follower: Follower, wanted: Filter, now: datetime, asked: Asked, stdout: TextIO
) -> None:
    on_screen = asked.form in {None, "table"} and stdout.isatty()
    limit = _ON_A_SCREEN if asked.limit is None and on_screen else asked.limit
    chosen = enquiry.numbers(wanted, now, asked.sort, limit)
    _show((picked(each, asked.fields) for each in _read(follower, chosen)), asked, asked.fields or USUAL, stdout)
    if asked.limit is None and limit == len(chosen) and (count := enquiry.count(wanted, now)) > limit:
        complain(f"the first {limit:,} of {count:,}; --limit shows more.")


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


def _tell_embargoed(count: int) -> None:
    if count:
        what = "1 document that is embargoed is" if count == 1 else f"{count:,} documents that are embargoed are"
        complain(f"{what} kept out until that lifts.")


def _show(rows: Iterator[Json], asked: Asked, fields: Sequence[str], stdout: TextIO) -> None:
    for piece in printed(rows, fields, asked.form or ("table" if stdout.isatty() else "jsonl"), stdout.isatty()):
        stdout.write(piece)


def point(error: FilterError) -> None:
    """The sentence on stderr, and below it the expression with a caret under what it is about."""
    complain(error)
    print(*(f"  {line}" for line in error.pointed), sep="\n", file=sys.stderr)
