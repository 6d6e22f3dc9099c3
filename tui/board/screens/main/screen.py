"""The board: every panel of it answers one view."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.board import life
from tui.board.keys import bindings, digits
from tui.board.messages import Fetched, Narrowed, Pressed, Read, Selected, Stood, Viewed, Wanted
from tui.board.panels.lines import Lines
from tui.board.panels.sources import Sources
from tui.board.places import place_of
from tui.board.screens.main.arranging import Arranging
from tui.board.screens.main.narrowing import Narrowing
from tui.board.screens.main.verbs import Verbs
from tui.board.view import View


class Showing(Protocol):
    """A panel that shows a view."""

    def show(self, view: View, /) -> None: ...


SMALL = "wirewatch needs a terminal of at least\n60 columns and 15 lines."


class BoardScreen(Narrowing, Verbs, Arranging):
    """Keys and clicks become changes of the filter, of marks or of the view; the app keeps those."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("board"), *digits()]
    AUTO_FOCUS = "#wire"

    def compose(self) -> ComposeResult:
        """Two lines above, the panels, the keys."""
        yield Static(SMALL, id="small", markup=False)
        with Vertical(id="board"):
            yield self.title_bar
            yield self.chips
            yield self.desk
            yield self.footer

    def on_mount(self) -> None:
        """The clock of what is embargoed."""
        self.set_interval(life.TICK, self.pass_time)

    # ----------------------------------------------------------------------------------------- showing
    def on_viewed(self, message: Viewed) -> None:
        """All panels take the same view, in three paintings, so that no key waits for all of them."""
        view = message.view
        self.wire.advice = self.board.advice(view)
        self.show_in(view, self.chips, self.wire)
        self.keep_brief()
        around = (self.tallies, self.regions, self.events), (self.timeline, self.map, self.sources)
        self.call_after_refresh(partial(self.show_around, view, *around))

    def show_around(self, view: View, panels: Sequence[Showing], *later: Sequence[Showing]) -> None:
        """In what stands around the wire, unless another view has come since."""
        if view is self.board.view:
            self.show_in(view, *panels)
            if later:
                self.call_after_refresh(partial(self.show_around, view, *later))

    def show_in(self, view: View, *panels: Showing) -> None:
        """In each of the panels, whatever goes wrong in another."""
        for panel in panels:
            self.board.mishaps.tried(partial(panel.show, view), panel, "view")

    def on_fetched(self, message: Fetched) -> None:
        """The row under the cursor may be among them."""
        self.wire.take(message.rows)
        self.keep_brief()

    def on_read(self, message: Read) -> None:
        """The brief's document, if the cursor still stands on it."""
        if message.stored.row.document == self.wire.document:
            self.brief.show(message.stored, self.board.clock())
            self.map.mark(message.stored)

    def on_wanted(self, message: Wanted) -> None:
        self.board.fetch(message.documents)

    def on_selected(self, message: Selected) -> None:
        """The brief keeps its last document until the next one is there, but for none; it skips what is run over."""
        if message.document is None:
            self.brief.show(None, self.board.clock())
            self.map.mark(None)
        else:
            self.board.briefing.soon()

    def pass_time(self) -> None:
        """Embargoes count down, and lift, without a question to the archive."""
        now = self.board.clock()
        self.wire.pass_to(now)
        self.brief.pass_to(now)

    def keep_brief(self) -> None:
        """Asks for the brief again where the wire has its document in another version."""
        stored, row = self.shown_document(), self.wire.row
        if stored and row and life.edition(stored.row) != life.edition(row):
            self.board.briefing.now()

    def on_stood(self, message: Stood) -> None:
        """Goes with the focus, which is told of anyway."""
        message.stop()

    def on_narrowed(self, message: Narrowed) -> None:
        """A panel has a whole filter to offer."""
        message.stop()
        self.board.narrow(message.filter, final=message.final)

    def on_descendant_focus(self) -> None:
        """The footer tells the keys that go there."""
        self.footer.stand(place_of(self.focused) or "board")

    def on_sources_focused(self, message: Sources.Focused) -> None:
        """Goes with the focus, which is told of anyway."""
        message.stop()

    def on_pressed(self, message: Pressed) -> None:
        target: Widget = self
        if message.place == "list":
            target = self.focused if isinstance(self.focused, Lines) else self.wire
        elif message.place is not None and message.place == place_of(self.focused):
            target = self.focused or self
        action = self.board.run_action(message.action, default_namespace=target)
        self.board.run_worker(action, group="pressed", exit_on_error=False)
