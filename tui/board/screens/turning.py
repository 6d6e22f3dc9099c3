"""The list of panels: each is opened and closed by its letter, and the board behind follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.board.content import plain
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.layout.plan import PANELS, Panel
from tui.board.panels.footer import Footer
from tui.board.panels.lines import Lines
from tui.board.strips import Run

if TYPE_CHECKING:
    from tui.board.screens.main.laying import Laying

ENDS = "letter or {panel-turn} opens, closes  {panel-zoom} alone  {panel-leave} back"


class Turned(Lines, can_focus=False):
    """A panel a line."""

    def __init__(self, home: Laying) -> None:
        super().__init__(id="answers", heading="")
        self.home = home
        self.there: tuple[Panel, ...] = tuple(panel for panel in PANELS if panel in home.desk.panels)

    def on_mount(self) -> None:
        """As high as there are lines."""
        self.styles.height = len(self.there)
        self.resized(len(self.there))

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌ ● a  Actors      open`."""
        panel = self.there[index]
        standing, opened = panel in self.home.desk.found.boxes, panel in self.home.desk.plan.opened
        left: list[Run] = [
            (" ▌" if current else "  ", "accent"),
            ("● " if standing else "○ ", "good" if standing else "faint"),
            (panel[0], "key"),
            (f"  {panel.capitalize()}", "strong" if current else "plain" if standing else "dim"),
        ]
        note = "open" if standing else "no room at this size" if opened else "closed"
        return self.painted(left, [(f"{note} ", "dim")], "cursor" if current else None)

    def chosen(self, index: int) -> None:
        """A click turns it."""
        if isinstance(self.screen, Turning):
            self.screen.action_turn(self.there[index])


class Turning(ModalScreen[None]):
    """Stays until it is left: one mostly wants more than one panel."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("panels")]

    def __init__(self, home: Laying) -> None:
        super().__init__()
        self.home, self.panels, self.footer = home, Turned(home), Footer("panels")

    def compose(self) -> ComposeResult:
        """The lines, with their keys in the border, and what is said of them."""
        with Box(classes="asking -told -small") as box:
            box.border_title = plain("Panels")
            box.foot(ENDS)
            yield self.panels
            yield self.footer

    def action_move(self, way: int) -> None:
        self.panels.move_to(self.panels.cursor + way)

    def action_turn(self, panel: Panel | None = None) -> None:
        """The one of the line, or of a letter."""
        panel = panel or self.panels.there[self.panels.cursor]
        if panel in self.panels.there:
            self.home.turn(panel)
            self.panels.move_to(self.panels.there.index(panel))
            self.panels.repaint()

    def action_zoom(self) -> None:
        """The panel alone; z again brings the others back."""
        self.dismiss()
        self.home.zoom(self.panels.there[self.panels.cursor])

    def action_leave(self) -> None:
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss()
