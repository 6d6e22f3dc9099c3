"""An entry of a person's own lexicon as a command writes it, or says why it does not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from tui.commands.complaining import complain
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.own.adding import add, file_of
from watchers.analysis.lexicon.own.entry import Entry, block
from watchers.analysis.spelling import key
from watchers.clean import clean_line
from watchers.errors import EntryError

RETAG = "What comes in is tagged with it from now on; wirewatch retag tags the archive again."


class UsageError(Exception):
    """What was asked for cannot be written; says what to give instead."""


def write(asked: Callable[[Lexicon], Entry], lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0 when what was asked for is written, 2 when something must be given otherwise. Raises LexiconError."""
    with closing(Lexicon.open(lexicon, own)) as known:
        try:
            entry = asked(known)
            add(own, entry, known)
        except (UsageError, EntryError) as error:
            complain(error)
            return 2
        print(f"written to {clean_line(str(own / file_of(entry)))}:\n", file=stdout)
        print(*map(clean_line, block(entry)), sep="\n", file=stdout)
        for remark in known.with_own(own).overlay.remarks:
            if remark not in known.overlay.remarks:
                complain(remark)
        print(f"\n{RETAG}", file=stdout)
    return 0


def named(given: Namespace) -> str:
    """The name that was given."""
    name = clean_line(given.name)
    if not any(map(str.isalnum, key(name))):
        raise UsageError(f"NAME: no document can hold “{name}”; give the name as documents write it.")
    return name


def others(given: Namespace) -> tuple[str, ...]:
    """Other names that were given."""
    return tuple(name for name in map(clean_line, given.alias) if name)


def country_of(text: str | None, known: Lexicon) -> str | None:
    """The ISO code of what was given as a country."""
    country = known.country(text) or known.country(text.upper()) if text else None
    if text and country is None:
        raise UsageError(f"--country: “{text}” is not known; give an ISO code, such as SY.")
    return country.iso if country else None


def refuse_namesakes(given: Namespace, namesakes: Sequence[str]) -> None:
    """Where others are called so, it must be said which is meant."""
    if namesakes and not given.anyway:
        first = namesakes[0].partition(" ")[0]
        more = f" and {len(namesakes) - 5} more" if len(namesakes) > 5 else ""
        ours = first.startswith("own:")  # a file has one entry for an id
        add_to_it = "write into its entry" if ours else f"give --id {first}"
        raise UsageError(
            f"“{given.name}” is known already: {'; '.join(namesakes[:5])}{more}. "
            f"To add to it, {add_to_it}; for another one of that name, give --anyway."
        )
