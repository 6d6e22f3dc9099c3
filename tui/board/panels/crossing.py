"""The matrix as a heat map: a count and a block of its weight in each cell, so that it is read without colour."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, chop_cells, set_cell_size
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.board import words
from tui.board.content import plain
from tui.board.inked import Inked
from tui.board.strips import BARS, Run, clipped
from watchers.archive.rows import Matrix, Tag

NAMES = 26
CELL = 8
HEAD = 2
NOTCH = 3
"""Rows that one notch of the wheel goes."""
HEATS = 4
"""Inks of spots on the map, from cool to hot."""
NOTHING = Matrix((), (), ())


@dataclass(frozen=True, slots=True)
class Cell:
    """By row and column."""

    row: int = 0
    column: int = 0


class Crossing(Inked, can_focus=True):
    """The cursor is a cell; rows and columns scroll with it."""

    @dataclass
    class Chosen(Message):
        """A second click on a cell."""

    def __init__(self) -> None:
        super().__init__(id="crossing")
        self.told = NOTHING
        self.cell = Cell()
        self.corner = Cell()
        self.across = "actor"

    @property
    def most(self) -> int:
        """The count of the two that are named together most."""
        told = self.told
        pairs = ((n, row, column) for row, each in enumerate(told.counts) for column, n in enumerate(each))
        return max((n for n, row, column in pairs if told.rows[row].id != told.columns[column].id), default=0)

    def put(self, told: Matrix, across: str) -> None:
        """Another matrix; the cursor stays on the same two names, where they are still there."""
        row, column = self.named()
        before, self.told, self.across = self.cell, told, across
        self.cell = Cell(_place(told.rows, row), _place(told.columns, column))
        self.scroll_by(0, 0)
        if self.cell == before:
            self.name_border()
        else:
            self.bring()

    def named(self) -> tuple[Tag | None, Tag | None]:
        """What the cell under the cursor stands for."""
        row, column = self.cell.row, self.cell.column
        return (
            self.told.rows[row] if row < len(self.told.rows) else None,
            self.told.columns[column] if column < len(self.told.columns) else None,
        )

    @property
    def fitting(self) -> Cell:
        """So many rows and columns fit."""
        return Cell(max(1, self.size.height - HEAD), max(1, (self.columns - NAMES) // CELL))

    def move(self, down: int, right: int) -> None:
        """The cursor by so many cells."""
        row = max(0, min(len(self.told.rows) - 1, self.cell.row + down))
        column = max(0, min(len(self.told.columns) - 1, self.cell.column + right))
        self.cell = Cell(row, column)
        self.bring()

    def scroll_by(self, down: int, right: int) -> None:
        """Shows other cells, as far as there are any; the cursor stays on its own."""
        fits = self.fitting
        row = max(0, min(len(self.told.rows) - fits.row, self.corner.row + down))
        self.corner = Cell(row, max(0, min(len(self.told.columns) - fits.column, self.corner.column + right)))
        self.refresh()

    def bring(self) -> None:
        """Scrolls as little as shows the cursor, and names it in the border."""
        fits = self.fitting
        self.corner = Cell(
            min(max(self.corner.row, self.cell.row - fits.row + 1), self.cell.row),
            min(max(self.corner.column, self.cell.column - fits.column + 1), self.cell.column),
        )
        self.name_border()
        self.refresh()

    def name_border(self) -> None:
        """Whom or what the cursor's cell counts, and how often."""
        row, column = self.named()
        what = "regions" if self.across == "region" else "actors"
        self.border_title = plain(f"Actors by {what}")
        if row and column:
            count = self.told.counts[self.cell.row][self.cell.column]
            names = row.name if row.id == column.id else f"{row.name} with {column.name}"
            self.border_subtitle = plain(f"{names}: {words.many(count, 'document')}")

    def on_resize(self) -> None:
        self.bring()

    # --------------------------------------------------------------------------------------- painting
    def render_line(self, y: int) -> Strip:
        """Two lines of names, then the rows."""
        if not self.told.rows or not self.told.columns:
            return self.painted([(" nobody is named in these documents" if y == 1 else "", "dim")])
        if y < HEAD:
            return self.painted([(" " * NAMES, ""), *self.heads(y)])
        row = self.corner.row + y - HEAD
        return self.painted(self.line(row)) if row < len(self.told.rows) else self.painted([])

    def heads(self, part: int) -> list[Run]:
        """The names of the columns, in two lines each."""
        found: list[Run] = []
        for column in self.shown():
            ink = "accent" if column == self.cell.column else "in-region" if self.across == "region" else "actor"
            found.append((set_cell_size(_folded(self.told.columns[column].name)[part], CELL), ink))
        return found

    def line(self, row: int) -> list[Run]:
        """A row: the name, and the count of each cell with its block."""
        most = self.most
        name = clipped(self.told.rows[row].name, NAMES - 3)
        here = row == self.cell.row
        found: list[Run] = [
            ("▌ " if here else "  ", "accent"),
            (set_cell_size(name, NAMES - 2), "in-actor" if here else "actor"),
        ]
        for column in self.shown():
            count, itself = self.told.counts[row][column], self.told.rows[row].id == self.told.columns[column].id
            said = f"{words.count(count) if count else '·':>{CELL - 3}} {' ' if itself else _block(count, most)} "
            at = here and column == self.cell.column
            heat = "faint" if itself or not count else f"map-{1 + min(HEATS - 1, HEATS * count // (most + 1))}"
            found.append((said, "marked" if at else heat))
        return found

    def shown(self) -> range:
        """The columns that fit."""
        return range(self.corner.column, min(len(self.told.columns), self.corner.column + self.fitting.column))

    # --------------------------------------------------------------------------------------- the mouse
    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Rows; columns with shift, as terminals without a sideways wheel have it."""
        self._wheel(event, NOTCH)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -NOTCH)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        self.scroll_by(0, 1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        self.scroll_by(0, -1)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        sideways = event.shift or event.ctrl
        self.scroll_by(0 if sideways else rows, (rows > 0) - (rows < 0) if sideways else 0)

    def on_click(self, event: events.Click) -> None:
        """A cell; a second click chooses it."""
        at = event.get_content_offset(self)
        if at is None or at.y < HEAD or at.x < NAMES:
            return
        cell = Cell(self.corner.row + at.y - HEAD, self.corner.column + (at.x - NAMES) // CELL)
        if cell.row < len(self.told.rows) and cell.column < len(self.told.columns):
            chosen, self.cell = cell == self.cell and event.chain > 1, cell
            self.bring()
            if chosen:
                self.post_message(self.Chosen())


def _place(tags: tuple[Tag, ...], tag: Tag | None) -> int:
    return next((at for at, each in enumerate(tags) if tag and each.id == tag.id), 0)


def _block(count: int, most: int) -> str:
    """The weight of a count among all of them."""
    return BARS.marks[0] if not count else BARS.marks[max(1, round(count / max(most, count) * (len(BARS.marks) - 1)))]


def _folded(name: str) -> tuple[str, str]:
    """A name in two lines of a column's width."""
    first, _, rest = name.partition(" ")
    if not rest and cell_len(first) >= CELL:
        first = chop_cells(name, CELL - 1)[0]
        rest = name[len(first) :]
    return clipped(first, CELL - 1), clipped(rest, CELL - 1)
