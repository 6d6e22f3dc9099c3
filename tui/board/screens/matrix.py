"""Who is named with whom, or where, in the documents of the filter; a cell filters by both."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.board.keys import Place, bindings
from tui.board.messages import Pressed, Viewed
from tui.board.panels.crossing import Crossing
from tui.board.panels.footer import Footer
from watchers.filters import Filter, Term

if TYPE_CHECKING:
    from tui.board.app import Board
    from watchers.archive.counting import Across

MOST = 40
"""Rows and columns."""


class MatrixScreen(Screen[Filter | None]):
    """It asks the archive again whenever the board has a new view; its answer is the filter of the cell chosen."""

    place: ClassVar[Place] = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("matrix")]

    def __init__(self) -> None:
        super().__init__()
        self.across: Across = "actor"

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    @property
    def crossing(self) -> Crossing:
        """The heat map."""
        return self.query_one(Crossing)

    def compose(self) -> ComposeResult:
        """The heat map and the keys."""
        yield Crossing()
        yield Footer("matrix")

    def on_mount(self) -> None:
        """Asks for the first time."""
        self.crossing.focus()
        self.renew()

    def on_viewed(self, message: Viewed) -> None:
        """What has come in counts too."""
        self.renew()

    def renew(self) -> None:
        """Asks the archive, beside the keys."""
        self.run_worker(self.ask(), exclusive=True, group="matrix", exit_on_error=False)

    async def ask(self) -> None:
        """The answer is shown unless other columns are wanted by then."""
        wanted, across, now = self.board.filter, self.across, self.board.clock()
        told = await self.board.ask(lambda reader: reader.matrix(wanted, now, across=across, most=MOST))
        if told is not None and across == self.across:
            self.crossing.put(told, across)

    def on_pressed(self, message: Pressed) -> None:
        self.board.run_worker(self.run_action(message.action), group="pressed", exit_on_error=False)

    def on_crossing_chosen(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Both must be named."""
        row, column = self.crossing.named()
        if row is None or column is None:
            return
        wanted = self.board.filter.plus(Term("actor", (row.id,), (row.name,)))
        self.dismiss(wanted.plus(Term(self.across, (column.id,), (column.name,))))

    def action_turn(self) -> None:
        """Columns of actors or of regions."""
        self.across = "region" if self.across == "actor" else "actor"
        self.renew()

    def action_across(self, columns: int) -> None:
        self.crossing.move(0, columns)

    def action_along(self, rows: int) -> None:
        self.crossing.move(rows, 0)

    def action_corner(self) -> None:
        self.crossing.move(-MOST, -MOST)

    def action_leave(self) -> None:
        self.dismiss(None)
