"""The file of saved filters as the board reads and changes it; all of this is slow, and called in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tui.board.undo import Edit
from watchers.archive.naming import KnownNames
from watchers.errors import FilterError, SettingsError, WirewatchError
from watchers.filters import Filter
from watchers.filters.parsing import parse
from watchers.filters.writing import write as expression_of
from watchers.saved import Filters, Saved, load
from watchers.saved.understanding import Understood, understood
from watchers.saved.writing import write
from watchers.tables.loading import text_of

Change = Callable[[str], str]
Stamp = tuple[int, ...]
"""What tells one state of the file from another; () where there is none."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the file had, and in a sentence what is wrong with it, "" for nothing."""

    stamp: Stamp
    found: tuple[Understood, ...] = ()
    problem: str = ""


class FilterList:
    """`path` is `filters.toml`; `open_names` gives the names of lexicon and archive."""

    def __init__(self, path: Path, open_names: Callable[[], KnownNames] | None) -> None:
        self.path, self._open_names = path, open_names

    def stamp(self) -> Stamp:
        """As the file is now."""
        try:
            status = self.path.stat()
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino

    def read(self) -> Read:
        """All that the file has, each understood by itself."""
        stamp = self.stamp()
        try:
            kept = load(self.path)
        except SettingsError as error:
            return Read(stamp, problem=str(error))
        if not kept.filters:
            return Read(stamp, problem=_first(kept))
        try:
            return Read(stamp, self._understood(kept.filters), _first(kept))
        except WirewatchError as error:  # the names cannot be asked: neither archive nor lexicon has to be there
            return Read(stamp, understood(kept.filters, None), str(error))

    def written(self, asked: Filter) -> str:
        """A filter as an expression that means just that. Raises FilterError, and what opening the names raises."""
        if self._open_names is None:
            return expression_of(asked)
        with closing(self._open_names()) as names:
            told = expression_of(asked, names)
            if parse(told, names) == asked:
                return told
            plain = expression_of(asked)
            if parse(plain, names) != asked:
                raise FilterError(plain, 0, "this cannot be written as an expression that means the same.")
            return plain

    def change(self, change: Change, back: Change, said: str) -> Edit:
        """Writes it; the edit takes it back to the letter while nobody else has written. Raises SettingsError."""
        before = text_of(self.path)
        write(self.path, change)
        after = text_of(self.path)
        return Edit(said, partial(_back, before, after, back), "filters")

    def _understood(self, filters: Sequence[Saved]) -> tuple[Understood, ...]:
        if self._open_names is None:
            return understood(filters, None)
        with closing(self._open_names()) as names:
            return understood(filters, names)


def _back(before: str, after: str, otherwise: Change, text: str) -> str:
    return before if text == after else otherwise(text)


def _first(kept: Filters) -> str:
    return str(kept.mistakes[0]) if kept.mistakes else ""
