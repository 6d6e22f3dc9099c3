"""`wirewatch query`: the documents of an archive that a filter lets through, also while a board runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tui.commands.complaining import complain
from tui.commands.facets import FACETED, facets
from tui.commands.fields import USUAL, picked
from tui.commands.printing import printed
from tui.commands.stream import told
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive.enquiry import Enquiry, Sort, searched
from watchers.archive.following import Follower
from watchers.archive.naming import KnownNames
from watchers.archive.reader import Reader
from watchers.contract import Json
from watchers.errors import FilterError
from watchers.filters import Filter, Term
from watchers.filters.noting import notes
from watchers.filters.parsing import parse
from watchers.saved import expanded

_SOME = 100
"""Documents that are in memory at a time."""
_ON_A_SCREEN = 50
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
        held = Filter((*wanted.terms, _EMBARGOED))
        out = enquiry.count(held, now) if enquiry.count(Filter((_EMBARGOED,)), now) else 0
        _tell_embargoed(out)
        if asked.count:
            print(enquiry.count(wanted, now) - out, file=stdout)
        elif asked.facets:
            with closing(Reader.open(archive)) as reader:
                rows = facets(reader, wanted, held if out else None, now, asked.facets, asked.limit)
                _show(rows, asked, FACETED, stdout)
        else:
            kept = Filter((*wanted.terms, replace(_EMBARGOED, negated=True))) if out else wanted
            with closing(Follower(archive)) as follower:
                _documents(enquiry, follower, kept, now, asked, stdout)
    return 0


def understood(expression: str, archive: Path, lexicon: Path, own: Path | None) -> Filter:
    """An expression with the names of an archive and a lexicon. Raises FilterError."""
    with closing(Lexicon.open(lexicon, own)) as known, closing(KnownNames(archive, known)) as names:
        asked = expanded(expression, own)
        wanted = parse(asked, names)
        for note in notes(asked, names):
            complain(note)
        return wanted


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
