"""The list of layouts: use one, save the board as it is, delete one of one's own."""

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
from tui.board.layout.named import Layout
from tui.board.panels.footer import Footer
from tui.board.panels.lines import Lines
from tui.board.strips import Run, clipped, span

if TYPE_CHECKING:
    from tui.board.screens.main.laying import Laying

ENDS = "{layout-use} uses  {layout-save} saves  {layout-delete} deletes  {layout-undo} undoes  {layout-leave} leaves"
MOST = 14


class Names(Lines, can_focus=False):
    """A layout a line."""

    def __init__(self, home: Laying) -> None:
        super().__init__(id="answers", heading="")
        self.home = home

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Ours, then a person's own."""
        return self.home.listing.all

    def put(self) -> None:
        """As high as there are lines."""
        self.styles.height = min(MOST, len(self.layouts))
        self.resized(len(self.layouts))
        self.bring(self.cursor)

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌ ✓ night desk, changed      yours`."""
        layout = self.layouts[index]
        here = layout.key == self.home.used.key
        standing = self.home.standing
        same = layout.stands(standing.plan, standing.compact, bool(standing.relative))
        left: list[Run] = [
            (" ▌" if current else "  ", "accent"),
            ("✓ " if here else "  ", "good"),
            (layout.name, "strong" if current or here else "plain"),
            (", changed since" if here and not same else "", "warn"),
        ]
        note, room = layout.told or "yours", self.columns - span(left) - 4
        return self.painted(left, [(f"  {clipped(note, room)} ", "dim")], "cursor" if current else None)

    def chosen(self, index: int) -> None:
        """A double click uses it."""
        if isinstance(self.screen, Layouts):
            self.screen.action_use()


class Layouts(ModalScreen[Layout | None]):
    """Closes with the layout to use, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("layouts")]

    def __init__(self, home: Laying) -> None:
        super().__init__()
        self.home, self.names, self.footer = home, Names(home), Footer("layouts")

    def compose(self) -> ComposeResult:
        """The lines, with their keys in the border, and what is said of them."""
        with Box(classes="asking -told") as box:
            box.border_title = plain("Layouts")
            box.foot(ENDS)
            yield self.names
            yield self.footer

    def on_mount(self) -> None:
        """The cursor stands on the one in use."""
        keys = [layout.key for layout in self.names.layouts]
        self.names.cursor = keys.index(self.home.used.key) if self.home.used.key in keys else 0
        self.put()

    def put(self) -> None:
        """Others may be there now."""
        self.names.put()

    def action_move(self, way: int) -> None:
        self.names.move_to(self.names.cursor + way)

    def action_use(self) -> None:
        self.dismiss(self.names.layouts[self.names.cursor])

    def action_save(self) -> None:
        self.dismiss(None)
        self.home.action_save_layout()

    def action_delete(self) -> None:
        layout = self.names.layouts[self.names.cursor]
        self.home.begin(self.home.delete(layout))

    def action_undo(self) -> None:
        if said := self.home.board.take_back():
            self.home.board.say(said, "accent")

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
