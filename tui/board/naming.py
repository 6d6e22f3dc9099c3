"""The names of an archive and a lexicon for as long as an expression is written, asked in a thread of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from watchers.archive.naming import KnownNames
from watchers.errors import FilterError
from watchers.filters import Filter
from watchers.filters.completing import Completion, completions, repairs
from watchers.filters.meaning import Named, NameKey
from watchers.filters.noting import notes
from watchers.filters.parsing import parse
from watchers.filters.tree import leaves

T = TypeVar("T")
OpenNames = Callable[[], KnownNames]


@dataclass(frozen=True, slots=True)
class Understood:
    """What an expression means, or what is wrong with it; `notes` are sentences on what it is taken for."""

    expression: str
    filter: Filter | None
    error: FilterError | None = None
    completions: tuple[Completion, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether the word at the cursor may still become a key."""
        first = self.completions[0] if self.completions else None
        return first is not None and first.open and first.end > first.start


def understand(expression: str, cursor: int, names: KnownNames) -> Understood:
    """Where something is wrong at the cursor and others may be meant, these come first."""
    at_cursor = completions(expression, cursor, names)
    try:
        found = parse(expression, names)
    except FilterError as error:
        mended = repairs(error)
        here = [each for each in mended if each.start <= cursor <= each.end] if at_cursor else mended
        told = {each.text: each for each in at_cursor}
        offered = {each.text: told.get(each.text, each) for each in (*here, *at_cursor)}
        return Understood(expression, None, error, tuple(offered.values()))
    return Understood(expression, found, None, tuple(at_cursor), tuple(notes(expression, names)))


class Naming:
    """Opened when first asked."""

    def __init__(self, open_names: OpenNames) -> None:
        self._open = open_names
        self._names: KnownNames | None = None
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="wirewatch-names")

    async def ask(self, question: Callable[[KnownNames], T]) -> T:
        """Raises ArchiveError, LexiconError."""
        return await asyncio.get_running_loop().run_in_executor(self._desk, self._answer, question)

    def close(self) -> None:
        """Ends the thread when what it is at is done, without waiting for it."""
        self._desk.submit(self._shut)
        self._desk.shutdown(wait=False)

    def _answer(self, question: Callable[[KnownNames], T]) -> T:
        self._names = self._names or self._open()
        return question(self._names)

    def _shut(self) -> None:
        if self._names is not None:
            self._names.close()


class Labels:
    """Names as the labels of a filter have them: enough to write it before the archive has been asked."""

    def __init__(self, asked: Filter) -> None:
        pairs = [(t.key, *pair) for t in leaves(asked) for pair in zip(t.labels, t.values, strict=False)]
        self._meant = {(key, label): Named(value, label) for key, label, value in pairs}

    def named(self, key: NameKey, text: str) -> Sequence[Named]:
        found = self._meant.get((key, text))
        return [found] if found else []

    def near(self, key: NameKey, text: str) -> Sequence[str]:
        return ()
