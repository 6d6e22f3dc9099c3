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
from watchers.tables.loading import stamp, text_of

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Read:
    """What the file had, its stamp, and in a sentence what is wrong with it, "" for nothing."""

    stamp: tuple[int, ...]
    found: tuple[Understood, ...] = ()
    problem: str = ""


class FilterList:
    """`path` is `filters.toml`; `open_names` gives the names of lexicon and archive."""

    def __init__(self, path: Path, open_names: Callable[[], KnownNames] | None) -> None:
        self.path, self._open_names = path, open_names

    def read(self) -> Read:
        """All that the file has, each understood by itself."""
        at = stamp(self.path)
        try:
            kept = load(self.path)
        except SettingsError as error:
            return Read(at, problem=str(error))
        if not kept.filters:
            return Read(at, problem=_first(kept))
        try:
            found = self._understood(kept.filters)
            return Read(at, found, _first(kept) or _idle(found))
        except WirewatchError as error:  # the names cannot be asked: neither archive nor lexicon has to be there
            return Read(at, understood(kept.filters, None), str(error))

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


def _idle(found: Sequence[Understood]) -> str:
    """A mute that hides nothing, because nobody knows what it is about."""
    idle = next((each for each in found if each.problem and each.saved.muted_until), None)
    return f"“{idle.saved.name}” is muted, but nothing is hidden by it: {idle.problem}" if idle else ""


def _first(kept: Filters) -> str:
    return str(kept.mistakes[0]) if kept.mistakes else ""
