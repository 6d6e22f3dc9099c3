"""Lines of the screen from runs of text and ink: clipped, filled and aligned by cells, never by characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.board.bidi import placed
from tui.board.inks import Inks
from tui.board.portable import portable

LOWEST_TOP = 4
BRIGHT = Style(dim=False)
Run = tuple[str, str]
"""Text safe to show, and the name of its ink."""


def clipped(text: str, width: int) -> str:
    """The text in at most `width` cells, cut at its end with an ellipsis."""
    if cell_len(text) <= width:
        return text
    return "" if width < 1 else set_cell_size(text, width - 1).rstrip() + "…"


def span(runs: Iterable[Run]) -> int:
    """The cells that runs take."""
    return sum(cell_len(text) for text, _ in runs)


def fitted(runs: Sequence[Run], width: int) -> list[Run]:
    """Runs in at most `width` cells."""
    left, kept = width, []
    for text, ink in runs:
        size = cell_len(text)
        if size > left:
            kept.append((clipped(text, left), ink))
            break
        kept.append((text, ink))
        left -= size
    return kept


def line(inks: Inks, width: int, left: Sequence[Run], right: Sequence[Run] = (), ground: Style | None = None) -> Strip:
    """One line of exactly `width` cells: the right end stands first, the left gives way to it."""
    ground = ground or Style.null()
    ends = fitted(_portable(right), width)
    end = span(ends)
    starts = fitted(_portable(left), width - end - (1 if end else 0))
    gap = width - end - span(starts)
    runs = [*placed(starts), (" " * max(0, gap), ""), *placed(ends)]
    return Strip([Segment(text, on(ground, inks[ink]) if ink else ground) for text, ink in runs if text], width)


def _portable(runs: Iterable[Run]) -> list[Run]:
    return [(portable(text), ink) for text, ink in runs]


def on(ground: Style, ink: Style) -> Style:
    """An ink on a ground; one that is reversed keeps one colour and brightness from end to end."""
    return ground + (ink.without_color + BRIGHT if ground.reverse else ink)


def gathered(counts: Sequence[int], columns: int) -> list[int]:
    """Counts put together or spread so that there is one a column; a spread one repeats."""
    if not counts or columns < 1:
        return []
    if columns >= len(counts):
        return [counts[at * len(counts) // columns] for at in range(columns)]
    edges = [at * len(counts) // columns for at in range(columns + 1)]
    return [sum(counts[a:b]) for a, b in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class Scale:
    """Bars of equal width for counts, the highest a full block unless all are few; what is not zero never vanishes."""

    marks: str = " ▁▂▃▄▅▆▇█"

    def bars(self, counts: Sequence[int]) -> str:
        """One character a count."""
        top, full = max([LOWEST_TOP, *counts]), len(self.marks) - 1
        return "".join(self.marks[0 if n <= 0 else max(1, round(n / top * full))] for n in counts)

    def tall(self, counts: Sequence[int], rows: int) -> list[str]:
        """The same in several rows of characters, the top one first."""
        top, full = max([LOWEST_TOP, *counts]), len(self.marks) - 1
        eighths = [0 if n <= 0 else max(1, round(n / top * full * rows)) for n in counts]
        return [
            "".join(self.marks[min(full, max(0, n - row * full))] for n in eighths) for row in range(rows - 1, -1, -1)
        ]


TREND = Scale("▁▁▂▃▄▅▆▇█")
BARS = Scale()
