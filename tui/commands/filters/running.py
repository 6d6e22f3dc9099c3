"""`wirewatch filters`: which deed is meant, and what all of them have at hand."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tui.commands.complaining import complain
from tui.commands.filters.desk import Desk, UsageError
from tui.paths import Paths
from watchers.errors import ArchiveError
from watchers.filters import Filter, Term
from watchers.filters.calling import Names

_DEEDS = {"list": "listing", "show": "listing", "save": "saving"}


def run(given: Namespace, desk: Desk) -> int:
    """0 done, 1 something could not be understood, 2 wrong usage. Raises SettingsError, FilterError."""
    room = import_module(f"tui.commands.filters.{_DEEDS.get(given.deed, 'changing')}")
    try:
        code: int = room.run(given, desk)
    except UsageError as error:
        complain(error, desk.stderr)
        return 2
    return code


def desk_of(paths: Paths, lexicon_folder: Callable[[], Path]) -> Desk:
    """The person's own file, terminal, lexicon and archive; the lexicon is compiled when it is first asked for."""

    @contextmanager
    def names() -> Iterator[Names | None]:
        if not paths.archive.exists():
            yield None
            return
        from watchers.analysis.lexicon.compiled import Lexicon
        from watchers.archive.naming import KnownNames

        with (
            closing(Lexicon.open(lexicon_folder(), paths.own)) as lexicon,
            closing(KnownNames(paths.archive, lexicon)) as known,
        ):
            yield known

    def counts(filters: Sequence[Filter | None]) -> Sequence[int | None]:
        return _counts(paths, filters)

    return Desk(
        path=paths.filters,
        stdout=sys.stdout,
        stderr=sys.stderr,
        names=names,
        counts=counts,
        now=lambda: datetime.now(UTC).astimezone(),
    )


def _counts(paths: Paths, filters: Sequence[Filter | None]) -> Sequence[int | None]:
    """As `wirewatch query --count` counts; nothing where the archive cannot be read, which is said."""
    from watchers.archive.reader import Reader

    unknown = [None] * len(filters)
    if not paths.archive.exists():
        return unknown
    try:
        with closing(Reader.open(paths.archive)) as reader:
            now, free = datetime.now(UTC), Term("is", ("embargoed",), negated=True)
            return [len(reader.numbers(each.plus(free), now)) if each is not None else None for each in filters]
    except ArchiveError as error:
        complain(f"{error} How many documents they let through cannot be told.")
        return unknown
