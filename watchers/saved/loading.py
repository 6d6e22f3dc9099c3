"""`filters.toml` to saved filters: one mistake costs at most one filter, and is told with its line and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from watchers.errors import SettingsError
from watchers.saved.filter import Saved
from watchers.saved.reading import saved_of
from watchers.tables.loading import Mistake, strange, tables_of, text_of, told
from watchers.tables.places import line_of, places

FILE = "filters.toml"
KIND = "filter"
"""How its tables are headed."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in their order, each name once, and what is wrong in the file."""

    filters: tuple[Saved, ...] = ()
    mistakes: tuple[SettingsError, ...] = ()


def load(path: Path) -> Filters:
    """Those of a file; none where there is no file. Raises SettingsError where nothing of it can be read."""
    return parse(text_of(path), path)


def parse(text: str, path: Path) -> Filters:
    """The same of its text; `path` is told in mistakes. Raises SettingsError."""
    tables = tables_of(text, path, KIND)
    lines = text.split("\n")
    standing = places(lines, KIND, len(tables))
    mistakes = [*strange(text, path, KIND)]
    filters: dict[str, Saved] = {}
    known: dict[str, str] = {}
    for number, table in enumerate(tables):
        place = standing[number] if standing else None
        try:
            saved, wrong = saved_of(table)
            if saved.key in filters:
                raise Mistake(f"the name “{saved.name}” is taken already{known[saved.key]}. Give it another.", "name")
        except Mistake as mistake:
            mistakes.append(told(mistake, KIND, number, lines, place, path))
            continue
        filters[saved.key] = saved
        known[saved.key] = f", in line {line_of(lines, place, KIND, 'name')}" if place else ""
        mistakes += [told(mistake, KIND, number, lines, place, path) for mistake in wrong]
    return Filters(_in_order(filters.values()), tuple(mistakes))


def _in_order(filters: Iterable[Saved]) -> tuple[Saved, ...]:
    """Those that have an order first, then the others as the file has them; counted through from 1."""
    ranked = sorted(filters, key=lambda saved: (not saved.order, saved.order))
    return tuple(replace(saved, order=number) for number, saved in enumerate(ranked, 1))
