"""Bars of a timeline, stacked by class of event: the gravest at the bottom, each with a pattern of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.board.strips import BARS, LOWEST_TOP, Run
from watchers.archive.classes import GRAVEST_FIRST, EventClass

PATTERNS: Mapping[EventClass, tuple[str, str]] = {
    "material conflict": ("█", "event"),
    "verbal conflict": ("▓", "hedge"),
    "material cooperation": ("▒", "region"),
    "verbal cooperation": ("░", "accent"),
}
PLAIN = ("│", "bar")
"""Documents that tell no event."""


def column(total: int, classes: Mapping[EventClass, int], top: int, rows: int) -> list[Run]:
    """The cells of a bar, the lowest first; the uppermost as high as there is to tell, what is not zero never vanishes.

    `top` is the count of a bar of all `rows`.
    """
    full = len(BARS.marks) - 1
    eighths = 0 if total <= 0 else max(1, round(total / max(top, LOWEST_TOP) * full * rows))
    whole, rest = divmod(eighths, full)
    parts = [(classes.get(name, 0), PATTERNS[name]) for name in GRAVEST_FIRST]
    parts.append((max(0, total - sum(count for count, _ in parts)), PLAIN))
    cells: list[Run] = []
    done = 0
    for count, pattern in parts:
        done += count
        stop = round(done / max(total, 1) * whole)
        cells += [pattern] * (stop - len(cells))
    if rest:
        cells.append((BARS.marks[rest], next(pattern[1] for count, pattern in reversed(parts) if count)))
    return cells


def bars(counts: Sequence[int], classes: Mapping[EventClass, Sequence[int]], rows: int) -> list[list[Run]]:
    """Lines of cells, the upper one first; blanks where a bar does not reach."""
    top = max(counts, default=0)
    columns = [
        column(count, {name: told[at] for name, told in classes.items()}, top, rows) for at, count in enumerate(counts)
    ]
    return [[each[row] if row < len(each) else (" ", "") for each in columns] for row in range(rows - 1, -1, -1)]


def legend(classes: Mapping[EventClass, Sequence[int]]) -> list[Run]:
    """`█ attacks …`: the classes that are there, with their patterns."""
    there = [name for name in GRAVEST_FIRST if any(classes.get(name, ()))]
    return [run for name in there for run in ((f" {PATTERNS[name][0]} ", PATTERNS[name][1]), (name, "dim"))]
