"""How a stream of documents is written: JSON for a program, lines or a table for a person."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.color import ColorSystem
from rich.style import Style

from tui.commands.entries import INKS
from tui.commands.gist import Gist, gist_of
from tui.commands.rows import fitted
from tui.commands.stream import encoded, told
from watchers.archive.following import Followed

FORMS = ("json", "text", "table")
IN_A_PIPE = 160
"""Cells of a table that no terminal bounds."""
_GAP = "  "
_COLUMNS = ("sequence", "when", "headline", "place", "actors", "source")
_INKS = {"when": "dim", "marks": "bold red", "headline": "bold", "place": INKS["region"], "actors": INKS["actor"]}

Form = Callable[[Followed], bytes]


def form_of(name: Literal["json", "text", "table"], number: int) -> Form:
    """For the file of a number; what is no terminal gets neither colours nor a second head."""
    terminal = os.isatty(number)
    match name:
        case "text":
            return Lines(colours=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
        case "table":
            return Table(_screen if terminal else lambda: (IN_A_PIPE, 0))
        case _:
            return lambda one: encoded(told(one))


@dataclass(frozen=True, slots=True)
class Lines:
    """Two lines a document: its time and headline, then place, actors and source."""

    colours: bool = False

    def __call__(self, one: Followed) -> bytes:
        gist = gist_of(one)
        marks = "".join(f"{self._in('marks', mark)} " for mark in gist.marks)
        first = f"{self._in('when', gist.when)}  {marks}{self._in('headline', gist.headline)}"
        told = [self._in(name, text) for name in ("place", "actors", "source") if (text := getattr(gist, name))]
        second = f"{' ' * len(gist.when)}  {' · '.join(told)}\n" if told else ""
        return f"{first}\n{second}".encode()

    def _in(self, name: str, text: str) -> str:
        ink = _INKS.get(name) if self.colours else None
        return Style.parse(ink).render(text, color_system=ColorSystem.STANDARD) if ink else text


class Table:
    """A line a document in columns whose width does not change with what they hold; on a terminal their head comes
    again with every screenful, and when the screen has another width."""

    def __init__(self, screen: Callable[[], tuple[int, int]]) -> None:
        """`screen` tells its columns, and its lines or 0 where there is no end to them."""
        self._screen = screen
        self._width, self._under = 0, 0

    def __call__(self, one: Followed) -> bytes:
        width, lines = self._screen()
        widths = widths_for(width)
        row = _line(_cells(gist_of(one)), widths)
        if width != self._width or (lines and self._under >= lines - 1):
            self._width, self._under = width, 1
            row = f"{_line(_COLUMNS, widths)}\n{row}"
        self._under += 1
        return f"{row}\n".encode()


def widths_for(width: int) -> tuple[int, ...]:
    """Of each column, 0 for one that has no room: a narrow screen has the time and the headline alone."""
    when = 16 if width >= 40 else 0
    sequence, source = (8, 14) if width >= 100 else (0, 10 if width >= 60 else 0)
    place, actors = (width // 7, width // 6) if width >= 80 else (0, 0)
    taken = [column + len(_GAP) for column in (sequence, when, place, actors, source) if column]
    return sequence, when, max(1, width - sum(taken)), place, actors, source


def _cells(gist: Gist) -> Sequence[str]:
    headline = " ".join([*(f"[{mark}]" for mark in gist.marks), gist.headline])
    return gist.sequence, gist.when, headline, gist.place, gist.actors, gist.source


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(fitted(cell, width) for cell, width in zip(cells, widths, strict=True) if width).rstrip()


def _screen() -> tuple[int, int]:
    size = shutil.get_terminal_size()
    return size.columns, size.lines
