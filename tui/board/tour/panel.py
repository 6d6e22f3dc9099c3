"""The tour's small panel at the foot of the board: it takes no key and covers nothing."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.strip import Strip

from tui.board.content import plain, runs
from tui.board.inked import Scrolled
from tui.board.messages import Pressed
from tui.board.tour.steps import STEPS, told
from tui.board.wrapping import Block, Line, Span, inked, laid_out


class TourPanel(Scrolled, can_focus=False):
    """Shows one step."""

    def __init__(self, at: int) -> None:
        super().__init__(id="tour")
        self.at = at
        self.block = Block("")

    def on_mount(self) -> None:
        """Says its step."""
        self.put(self.at)

    def put(self, at: int) -> None:
        """Another step."""
        self.at = at
        pieces = told(STEPS[at], self.board.keyring)
        text, spans = "", []
        for piece, ink in pieces:
            if ink != "plain":
                spans.append(Span(len(text), len(text) + len(piece), ink))
            text += piece
        self.block = Block(text, tuple(spans))
        done = "●" * at + "◉" + "○" * (len(STEPS) - at - 1)
        on, skip = (self.board.keyring.face(id_) for id_ in ("tour-on", "tour-skip"))
        self.entitle(
            plain(f"{STEPS[at].title} · {at + 1} of {len(STEPS)} {done}"),
            runs((f" {on}", "$ink-accent"), (" goes on ", ""), (f" {skip}", "$ink-accent"), (" leaves the tour ", "")),
        )
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its words need."""
        return len(self.laid(width))

    def laid(self, width: int) -> list[Line]:
        """The words in lines of so many cells."""
        return laid_out([self.block], max(1, width - 2))

    def render_line(self, y: int) -> Strip:
        """A line of what it says."""
        lines = self.laid(self.columns)
        return self.painted([(" ", ""), *inked(self.block, lines[y])] if y < len(lines) else [])

    def on_click(self, event: events.Click) -> None:
        """Goes on; on its lower edge it leaves the tour."""
        edge = event.y == self.outer_size.height - 1
        self.post_message(Pressed("app.skip_tour" if edge else "app.tour_on"))
