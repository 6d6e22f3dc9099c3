"""What the board is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from tui.board.layout.desk import Desk
from tui.board.panels.brief import Brief
from tui.board.panels.chips import Chips
from tui.board.panels.events import Events
from tui.board.panels.footer import Footer
from tui.board.panels.map import Map
from tui.board.panels.regions import Regions
from tui.board.panels.sources import Sources
from tui.board.panels.tallies import Tallies
from tui.board.panels.timeline import Timeline
from tui.board.panels.title import Title
from tui.board.panels.wire import Wire

if TYPE_CHECKING:
    from tui.board.app import Board


class Panels(Screen[None]):
    """What all that is done on the board has at hand."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.title_bar, self.chips, self.footer = Title(where), Chips(), Footer("board")
        self.wire, self.tallies, self.regions = Wire(), Tallies(), Regions()
        self.events = Events()
        self.brief, self.timeline, self.sources = Brief(), Timeline(), Sources()
        self.map = Map()
        self.desk = Desk(
            {
                "actors": self.tallies,
                "regions": self.regions,
                "events": self.events,
                "wire": self.wire,
                "brief": self.brief,
                "timeline": self.timeline,
                "map": self.map,
                "sources": self.sources,
            }
        )

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def say(self, text: str, ink: str = "accent") -> None:
        """In the footer, for a while."""
        self.footer.say(text, ink)
