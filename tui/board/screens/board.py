"""The board: every panel of it answers one view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.board import citing, life, offering, opening, wholly
from tui.board.keys import bindings, digits
from tui.board.messages import Asked, Fetched, Opened, Pressed, Read, Removed, Selected, Toggled, Viewed, Wanted
from tui.board.panels.brief import Brief
from tui.board.panels.chips import Chips
from tui.board.panels.footer import Footer
from tui.board.panels.regions import Regions
from tui.board.panels.sources import Sources
from tui.board.panels.tallies import Tallies, term_of
from tui.board.panels.timeline import Timeline
from tui.board.panels.title import Title
from tui.board.panels.wire import Wire
from tui.board.past import Past
from tui.board.reading import View
from tui.board.spans import after, shown
from watchers.archive.rows import StoredDocument
from watchers.filters import Filter, Key, Term

if TYPE_CHECKING:
    from tui.board.app import Board

FRAME = 0.03
"""Seconds: two frames of a screen."""
SMALL = "wirewatch needs a terminal of at least\n60 columns and 15 lines."


class BoardScreen(Screen[None]):
    """Keys and clicks become changes of the filter, of marks or of the view; the app keeps those."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("board"), *digits()]
    AUTO_FOCUS = "#wire"

    def __init__(self, where: str) -> None:
        super().__init__()
        self.title_bar, self.chips, self.footer = Title(where), Chips(), Footer("board")
        self.wire, self.tallies, self.regions = Wire(), Tallies(), Regions()
        self.brief, self.timeline, self.sources = Brief(), Timeline(), Sources()
        self.listed: Term | None = None
        self.past = Past()

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """Two lines above, three columns, a row below, the keys."""
        yield Static(SMALL, id="small", markup=False)
        with Vertical(id="board"):
            yield self.title_bar
            yield self.chips
            with Container(id="middle"):
                with Vertical(id="left"):
                    yield self.tallies
                    yield self.regions
                yield self.wire
                yield self.brief
            with Horizontal(id="bottom"):
                yield self.timeline
                yield self.sources
            yield self.footer

    def on_mount(self) -> None:
        """The clock of what is embargoed."""
        self.set_interval(life.TICK, self.pass_time)

    # ----------------------------------------------------------------------------------------- showing
    def on_viewed(self, message: Viewed) -> None:
        """All panels take the same view, in two frames, so that no key waits for the painting of both."""
        view = message.view
        self.chips.show(view)
        self.wire.advice = self.board.advice(view)
        self.wire.show(view)
        self.keep_brief()
        self.set_timer(FRAME, partial(self.show_around, view))

    def show_around(self, view: View) -> None:
        """What stands around the wire, unless another view has come since."""
        if view is self.board.view:
            self.tallies.show(view)
            self.regions.show(view)
            self.timeline.show(view)
            self.sources.show(view)

    def on_fetched(self, message: Fetched) -> None:
        """The row under the cursor may be among them."""
        self.wire.take(message.rows)
        self.keep_brief()

    def on_read(self, message: Read) -> None:
        """The brief's document, if the cursor still stands on it."""
        if message.stored.row.document == self.wire.document:
            self.brief.show(message.stored, self.board.clock())

    def on_wanted(self, message: Wanted) -> None:
        self.board.fetch(message.documents)

    def on_selected(self, message: Selected) -> None:
        """The brief keeps its last document until the next one is there, but for none."""
        if message.document is None:
            self.brief.show(None, self.board.clock())
        else:
            self.board.briefing.now()

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

    # ----------------------------------------------------------------------------------------- filtering
    def on_toggled(self, message: Toggled) -> None:
        self.board.narrow(self.board.filter.toggled(message.term))

    def on_removed(self, message: Removed) -> None:
        self.board.narrow(self.board.filter.minus(message.term))

    def action_nth(self, number: int) -> None:
        if actor := self.tallies.nth(number):
            self.board.narrow(self.board.filter.toggled(term_of(actor)))

    def action_pick(self, key: Key) -> None:
        opening.picker(self.board, key)

    def action_search(self) -> None:
        opening.search(self.board)

    def action_express(self) -> None:
        opening.expression(self.board, self.past)

    def action_clear(self) -> None:
        self.board.narrow(Filter())

    def action_take_back(self) -> None:
        terms = self.board.filter.terms
        if terms:
            self.board.narrow(self.board.filter.minus(terms[-1]))

    def action_span(self) -> None:
        asked = after(self.board.filter)
        self.board.narrow(asked)
        self.say(f"time: {shown(asked)}")

    def action_only(self, state: str) -> None:
        self.board.narrow(self.board.filter.toggled(Term("is", (state,), (state,))))

    def action_muted(self) -> None:
        """Filters by what is muted, or clears that filter."""
        held = next((term for term in self.board.filter.of("source") if term == self.listed), None)
        self.listed = held or self.board.view.muted
        if self.listed is None:
            self.say("nothing of this is muted")
        else:
            self.board.narrow(self.board.filter.toggled(self.listed))

    def action_undo(self) -> None:
        if said := self.board.take_back():
            self.say(said)

    # ---------------------------------------------------------------------------------------- documents
    def on_opened(self, message: Opened) -> None:
        self.board.open_document(message.document)

    def action_why(self) -> None:
        if self.wire.document is not None:
            self.board.open_document(self.wire.document, why=True)

    def action_read(self) -> None:
        if self.wire.document is not None:
            self.board.marking.turn_read(self.wire.document)

    def action_star(self) -> None:
        if self.wire.document is not None:
            self.board.marking.turn_star(self.wire.document)

    async def action_unread(self, way: int) -> None:
        if await self.board.marking.next_unread(way) is None:
            self.say("no other unread document that way")

    async def action_original(self) -> None:
        if stored := await self.under_cursor():
            self.say(life.refusal(stored, self.board.clock(), "opened") or citing.open_original(stored))

    async def action_copy(self) -> None:
        if stored := await self.under_cursor():
            self.say(citing.copied(stored, self.board))

    async def action_compare(self) -> None:
        if stored := await self.under_cursor():
            self.board.run_worker(
                opening.versions(self.board, stored), exclusive=True, group="open", exit_on_error=False
            )

    async def action_full_text(self) -> None:
        if stored := await self.under_cursor():
            wholly.fetch(self.board, stored)

    async def under_cursor(self) -> StoredDocument | None:
        """The document under the cursor, fetched where the brief has not come to it yet; None where there is none."""
        number = self.wire.document
        return self.shown_document() or (None if number is None else await self.board.document(number))

    def shown_document(self) -> StoredDocument | None:
        """The document under the cursor, if it has been fetched."""
        stored = self.brief.stored
        return stored if stored and stored.row.document == self.wire.document else None

    # ---------------------------------------------------------------------------------------- the board
    def action_freeze(self) -> None:
        self.say("frozen: = follows again" if self.board.freeze() else "following")

    def action_compact(self) -> None:
        self.wire.set_tall(1 if self.wire.tall == 2 else 2)

    def action_zoom(self) -> None:
        self.zoom(None if self.has_class("-zoom") else self.focused)

    def zoom(self, panel: Widget | None) -> None:
        """Shows one panel alone, or all for None."""
        for zoomed in self.query(".-zoomed"):
            zoomed.remove_class("-zoomed")
        self.set_class(panel is not None, "-zoom")
        self.set_class(panel is not None and panel in {self.timeline, self.sources}, "-zoom-bottom")
        if panel is not None:
            panel.add_class("-zoomed")
            if isinstance(panel.parent, Widget) and panel.parent.id in {"left", "bottom"}:
                panel.parent.add_class("-zoomed")

    def action_problems(self) -> None:
        self.board.run_worker(opening.problems(self.board), exclusive=True, group="open", exit_on_error=False)

    def on_asked(self, message: Asked) -> None:
        """Lists what could not be read of a source."""
        self.board.run_worker(
            opening.set_aside(self.board, message.source), exclusive=True, group="open", exit_on_error=False
        )

    def action_rescan(self) -> None:
        self.say(self.board.serving.rescan())

    def action_alone(self) -> None:
        """On narrow screens the only way to the panel."""
        self.zoom(self.sources)
        self.sources.focus()

    def action_add_source(self) -> None:
        self.board.feeds.add()

    def action_import_feeds(self) -> None:
        self.board.feeds.add(offering.typed())

    def on_sources_focused(self, message: Sources.Focused) -> None:
        """The footer tells the keys that go there."""
        self.footer.stand("sources" if message.here else "board")

    def action_back(self) -> None:
        """Out of the zoom, then to the wire."""
        if self.has_class("-zoom"):
            self.zoom(None)
        elif self.focused is not self.wire:
            self.wire.focus()
        else:
            self.say("Q quits · x clears the filter")

    def on_pressed(self, message: Pressed) -> None:
        target: Widget = self.wire if message.action == "choose" else self
        if self.footer.place == "sources" and hasattr(self.sources, f"action_{message.action}"):
            target = self.sources
        action = self.board.run_action(message.action, default_namespace=target)
        self.board.run_worker(action, group="pressed", exit_on_error=False)

    def say(self, text: str, ink: str = "accent") -> None:
        """In the footer, for a while."""
        self.footer.say(text, ink)
