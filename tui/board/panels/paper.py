"""Text to read, wrapped to a measure, with the words of tags inked; as long as a text may be."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui.board.bidi import is_right, left_to_terminal
from tui.board.inked import Scrolled
from tui.board.keys import bindings
from tui.board.strips import Run, span
from tui.board.wrapping import Block, Line, inked, laid_out

AT_ONCE = 60_000
"""Characters that are wrapped on the loop; more go to a thread."""


class Paper(Scrolled, inherit_bindings=False):
    """Blocks of text in at most `measure` columns, in the middle where there is more room."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("text")]
    margin_columns = 1

    class Led(Message):
        """A block that leads to a stretch of the document was clicked."""

        def __init__(self, stretch: tuple[int, int]) -> None:
            super().__init__()
            self.stretch = stretch

    class Resized(Message):
        """Its lines have another length."""

    def __init__(self, *, id: str, measure: int = 80) -> None:  # noqa: A002
        super().__init__(id=id)
        self.measure = measure
        self.blocks: Sequence[Block] = ()
        self.lines: list[Line] = []
        self.width_laid = 0
        self.work: asyncio.Task[None] | None = None
        self.wanted: int | None = None

    def put(self, blocks: Sequence[Block], top: bool = True) -> None:
        """Shows other blocks, from their beginning or where the last ones stood."""
        self.blocks = blocks
        self.lay()
        if top:
            self.scroll_now(0)

    def reink(self, blocks: Sequence[Block]) -> None:
        """The same text in other inks: no line breaks anew."""
        self.blocks = blocks
        self.repaint()

    @property
    def column(self) -> int:
        """Cells that a line has."""
        return max(10, min(self.measure, self.columns - 2 * self.margin_columns))

    def on_resize(self, event: events.Resize) -> None:
        if self.column != self.width_laid:
            self.lay()
            self.post_message(self.Resized())

    def lay(self) -> None:
        """Breaks the lines, a long text in a thread."""
        if self.columns == 0:
            return
        if self.work is not None:
            self.work.cancel()
        if sum(len(block.text) for block in self.blocks) <= AT_ONCE:
            self.settle(laid_out(self.blocks, self.column), self.column)
        else:
            self.work = asyncio.create_task(self.lay_aside(self.blocks, self.column))

    async def lay_aside(self, blocks: Sequence[Block], column: int) -> None:
        """The beginning at once, the whole when it is ready."""
        self.settle(laid_out(blocks[:40], column), column)
        self.settle(await asyncio.to_thread(laid_out, blocks, column), column)

    def settle(self, lines: list[Line], column: int) -> None:
        """Takes broken lines, and goes to the place that could not be gone to before."""
        self.lines, self.width_laid = lines, column
        self.room_for(len(lines))
        self.repaint()
        if self.wanted is not None:
            self.show_place(self.wanted)

    def render_line(self, y: int) -> Strip:
        """A line of the window; one that runs from the right ends at the right."""
        at = y + self.scroll_offset.y
        return self.painted(self.runs(at) if at < len(self.lines) else [])

    def runs(self, at: int) -> list[Run]:
        """The margin, then what stands in a line."""
        line = self.lines[at]
        block = self.blocks[line.block]
        runs = inked(block, line)
        right = not left_to_terminal() and is_right(block.text)
        return [(" " * self.left, ""), (" " * max(0, self.column - span(runs)) if right else "", ""), *runs]

    @property
    def left(self) -> int:
        """Cells of the margin."""
        return max(self.margin_columns, (self.columns - self.column) // 2)

    def show_place(self, start: int) -> None:
        """Scrolls to where the document's character `start` stands, once that line is there."""
        if start < 0:
            self.scroll_now(0)
            return
        block = bisect_right([block.start for block in self.blocks], start) - 1
        found = [at for at, line in enumerate(self.lines) if line.block == block]
        here = next((at for at in found if self.blocks[block].start + self.lines[at].end > start), None)
        here = found[-1] if here is None and found else here
        self.wanted = start if here is None else None
        if here is not None and not self.scroll_offset.y <= here < self.scroll_offset.y + self.size.height - 2:
            self.scroll_now(max(0, here - self.size.height // 3))

    @property
    def first_place(self) -> int:
        """The character of the document at the top of the window."""
        at = self.scroll_offset.y
        if not 0 <= at < len(self.lines):
            return 0
        line = self.lines[at]
        return self.blocks[line.block].start + line.start

    def block_at(self, event: events.Click) -> int | None:
        """The block that is clicked."""
        offset = event.get_content_offset(self)
        at = -1 if offset is None else offset.y + self.scroll_offset.y
        return self.lines[at].block if 0 <= at < len(self.lines) else None

    def on_click(self, event: events.Click) -> None:
        """A block may lead somewhere."""
        block = self.block_at(event)
        if block is not None and (leads := self.blocks[block].leads):
            self.post_message(self.Led(leads))

    def action_by(self, lines: int) -> None:
        self.scroll_now(self.scroll_offset.y + lines)

    def action_page(self, share: float) -> None:
        """Scrolls by a share of the window."""
        self.action_by(int(self.size.height * share))

    def action_first(self) -> None:
        self.scroll_now(0)

    def action_last(self) -> None:
        self.scroll_now(int(self.max_scroll_y))
