"""The document under the cursor, in short."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui.board import life, matches, telling
from tui.board.keys import bindings
from tui.board.panels.paper import Paper
from watchers.archive.rows import StoredDocument

NOWHERE = -1


class Brief(Paper):
    """Its summary and all its tags; in focus a cursor goes over the sentences, each of which leads into the text."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("brief")]

    class Jumped(Message):
        """The document is to be opened where a sentence of its summary stands, from its beginning for None."""

        def __init__(self, document: int, stretch: tuple[int, int] | None) -> None:
            super().__init__()
            self.document, self.stretch = document, stretch

    def __init__(self) -> None:
        super().__init__(id="brief")
        self.border_title = "Brief"
        self.stored: StoredDocument | None = None
        self.now: datetime | None = None
        self.cursor = NOWHERE

    def show(self, stored: StoredDocument | None, now: datetime) -> None:
        """Another document, or the same again with what has changed."""
        same = stored is not None and self.stored is not None and stored.row.document == self.stored.row.document
        self.stored, self.now = stored, now
        if not same:
            self.cursor = NOWHERE
        self.put(telling.brief(stored, now, matches.of_filter(self.board.filter)) if stored else (), top=not same)
        if not same:
            self.rest()

    def pass_to(self, now: datetime) -> None:
        """Counts an embargo down, and shows the whole once it lifts."""
        if self.stored is None or self.now is None or not life.until(self.stored, self.now):
            return
        if list(life.banner(self.stored, now)) != list(life.banner(self.stored, self.now)):
            self.show(self.stored, now)

    # ------------------------------------------------------------------------------- the cursor of sentences
    @property
    def sentences(self) -> list[int]:
        """The blocks that lead into the text."""
        return [at for at, block in enumerate(self.blocks) if block.leads]

    def rest(self) -> None:
        """The first sentence."""
        self.cursor = next(iter(self.sentences), NOWHERE)

    def render_line(self, y: int) -> Strip:
        """The sentence under the cursor stands on its ground while the keys go here."""
        at = y + self.scroll_offset.y
        if not self.has_focus or at >= len(self.lines) or self.lines[at].block != self.cursor:
            return super().render_line(y)
        (_, _), *runs = self.runs(at)
        return self.painted([("▌", "accent"), (" " * (self.left - 1), ""), *runs], ground="cursor")

    def action_by(self, lines: int) -> None:
        """From sentence to sentence; where there is none that way, the text scrolls."""
        found = self.sentences
        at = found.index(self.cursor) + lines if self.cursor in found else NOWHERE
        if self.cursor not in found or not self.visible_block(self.cursor) or not 0 <= at < len(found):
            super().action_by(lines)
            return
        self.cursor = found[at]
        self.bring(self.cursor)
        self.repaint()

    def visible_block(self, block: int) -> bool:
        """Whether its first line is in the window."""
        top = next((at for at, line in enumerate(self.lines) if line.block == block), NOWHERE)
        return self.scroll_offset.y <= top < self.scroll_offset.y + self.size.height

    def bring(self, block: int) -> None:
        """Scrolls as little as shows a block."""
        lines = [at for at, line in enumerate(self.lines) if line.block == block]
        if lines and lines[-1] >= self.scroll_offset.y + self.size.height:
            self.scroll_now(lines[-1] - self.size.height + 1)
        elif lines and lines[0] < self.scroll_offset.y:
            self.scroll_now(lines[0])

    def action_jump(self) -> None:
        """Into the text, where the sentence under the cursor stands."""
        if self.stored is not None:
            here = self.blocks[self.cursor].leads if 0 <= self.cursor < len(self.blocks) else None
            self.post_message(self.Jumped(self.stored.row.document, here))

    def on_paper_led(self, message: Paper.Led) -> None:
        """A click on a sentence."""
        message.stop()
        if self.stored is not None:
            self.post_message(self.Jumped(self.stored.row.document, message.stretch))

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()
