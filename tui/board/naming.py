"""The names of an archive and a lexicon for as long as an expression is written, asked in a thread of their own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from watchers.archive.naming import KnownNames
from watchers.errors import FilterError
from watchers.filters import Filter
from watchers.filters.calling import Named, NameKey
from watchers.filters.completing import Completion, completions, repairs
from watchers.filters.folding import folded
from watchers.filters.noting import notes
from watchers.filters.parsing import parse
from watchers.filters.tree import leaves
from watchers.saved import Saved, expression_of

T = TypeVar("T")
_CALLED = re.compile(r'(?:^|[\s(\-])(?P<name>@"?(?P<said>[^"@()]*))$')
_BARE = re.compile(r"[\w.-]+")
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


def understand(expression: str, cursor: int, names: KnownNames, saved: Sequence[Saved] = ()) -> Understood:
    """Where something is wrong at the cursor and others may be meant, these come first; `@NAME` is a saved filter."""
    at_cursor = called(expression, cursor, saved) or completions(expression, cursor, names)
    try:
        found = meant(expression, names, saved)
    except FilterError as error:
        mended = repairs(error)
        here = [each for each in mended if each.start <= cursor <= each.end] if at_cursor else mended
        told = {each.text: each for each in at_cursor}
        offered = {each.text: told.get(each.text, each) for each in (*here, *at_cursor)}
        return Understood(expression, None, error, tuple(offered.values()))
    return Understood(expression, found, None, tuple(at_cursor), tuple(notes(expression_of(expression, saved), names)))


def meant(expression: str, names: KnownNames, saved: Sequence[Saved]) -> Filter:
    """Raises FilterError; what is wrong within a saved filter is pointed at where that is named."""
    whole = expression_of(expression, saved)
    try:
        return parse(whole, names)
    except FilterError as error:
        if whole == expression:
            raise
        raise FilterError(expression, expression.index("@"), f"with its saved filters: {error.problem}") from error


def called(expression: str, cursor: int, saved: Sequence[Saved]) -> list[Completion]:
    """The saved filters whose names go on as what stands from an `@` to the cursor."""
    found = _CALLED.search(expression[:cursor])
    if found is None:
        return []
    said, start = folded(found["said"]), found.start("name")
    fitting = [each.name for each in saved if folded(each.name).startswith(said)]
    return [Completion(_written(name), start, cursor, name, "saved") for name in fitting]


def _written(name: str) -> str:
    return f"@{name}" if _BARE.fullmatch(name) else f'@"{name}"'


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
