"""The help in as many columns as there is room for: each section goes to the column that is shortest so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.board.helping.sections import Item, Section
from tui.board.strips import Run, fitted, span
from tui.measure import wrapped

NARROWEST, WIDEST = 43, 76
"""Cells of a column."""
GAP = 3
SHOWN = 12
"""Cells of the keys."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of a column, and what stands there."""

    runs: tuple[Run, ...]
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`columns` of cells, each `wide`; they need not be equally long."""

    columns: tuple[tuple[Cell, ...], ...]
    wide: int

    @property
    def lines(self) -> int:
        """Of the longest."""
        return max(map(len, self.columns), default=0)

    def line(self, y: int) -> list[Run]:
        """A line across all columns."""
        runs: list[Run] = []
        for at, column in enumerate(self.columns):
            mine = fitted(column[y].runs, self.wide) if y < len(column) else []
            gap = GAP if at < len(self.columns) - 1 else 0
            runs.extend([*mine, (" " * (self.wide - span(mine) + gap), "")])
        return runs

    def at(self, x: int, y: int) -> Item | None:
        """What stands there."""
        column, within = divmod(x, self.wide + GAP)
        found = self.columns[column] if column < len(self.columns) and within < self.wide else ()
        return found[y].item if y < len(found) else None


def page(sections: Sequence[Section], width: int, typed: str = "") -> Page:
    """All of it in so many cells; the letters that are sought stand out."""
    many = max(1, min(3, (width + GAP) // (NARROWEST + GAP)))
    wide = min(WIDEST, (width - GAP * (many - 1)) // many)
    columns: list[list[Cell]] = [[] for _ in range(many)]
    for section in sections:
        shortest = min(columns, key=len)
        shortest.extend([Cell(())] if shortest else [])
        shortest.extend(_section(section, wide, typed.lower().split()))
    return Page(tuple(map(tuple, columns)), wide)


def _section(section: Section, wide: int, sought: Sequence[str]) -> Iterator[Cell]:
    rule = "─" * (wide - cell_len(section.heading) - 1)
    yield Cell(
        ((section.heading, "name" if section.here else "title"), (f" {rule}", "accent" if section.here else "line"))
    )
    for item in section.items:
        yield from _item(item, wide, sought)


def _item(item: Item, wide: int, sought: Sequence[str]) -> Iterator[Cell]:
    """The words beside the keys; below them where the keys take more than their column."""
    shown: list[Run] = [*marked(item.shown, item.ink, sought)]
    if cell_len(item.shown) > SHOWN:
        yield Cell(tuple(shown), item)
        shown = []
    for start, end in wrapped(item.said, wide - SHOWN - 1):
        lead = [*shown, (" " * (SHOWN + 1 - span(shown)), "")]
        yield Cell((*lead, *marked(item.said[start:end], "plain", sought)), item)
        shown = []


def marked(text: str, ink: str, sought: Sequence[str]) -> list[Run]:
    """The text with what is sought in it in an ink of its own."""
    small = text.lower()
    if len(small) != len(text):
        return [(text, ink)]
    stretches = sorted((at, at + len(word)) for word in sought for at in _places(small, word))
    runs: list[Run] = []
    done = 0
    for start, end in stretches:
        if start >= done:
            runs.extend([(text[done:start], ink), (text[start:end], "found")])
            done = end
    return [run for run in [*runs, (text[done:], ink)] if run[0]]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
