"""The links of a document, numbered, with the host in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.board import citing, copying
from tui.board.addresses import Address, told
from tui.board.content import plain
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.panels.lines import Lines
from tui.board.strips import Run, clipped, fitted

if TYPE_CHECKING:
    from tui.board.app import Board

ENDS = "{enter} opens  {links-copy} copies  {links-leave} leaves"


class Addresses(Lines):
    """Two lines each: where it leads, and what it is."""

    tall = 2

    def __init__(self, found: Sequence[Address]) -> None:
        super().__init__(id="listed", heading="")
        self.found = found

    def on_mount(self) -> None:
        self.resized(len(self.found))

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌ 1 www.example.org/a?b=1`, below it `in the text`."""
        one = self.found[index]
        number = f"{index + 1:>3} "
        edge: Run = ("▌" if current else " ", "accent")
        room = self.columns - 1 - len(number)
        ground = "cursor" if current else None
        if part:
            said = f" · {one.said}" if one.said else ""
            return self.painted(
                [edge, (" " * len(number), ""), (clipped(one.kind + said, room), "faint")], ground=ground
            )
        return self.painted([edge, (number, "key"), *fitted(told(one.href), room)], ground=ground)

    def chosen(self, index: int) -> None:
        """Enter, or a second click."""
        if isinstance(self.screen, Links):
            self.screen.open(self.found[index])


class Links(ModalScreen[str | None]):
    """Closes with what is to be said, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("links")]

    def __init__(self, found: Sequence[Address]) -> None:
        super().__init__()
        self.listed = Addresses(found)

    def compose(self) -> ComposeResult:
        """The list."""
        with Box(id="dialog") as box:
            box.border_title = plain(f"Links · {len(self.listed.found)}")
            box.foot(ENDS)
            yield self.listed

    def on_mount(self) -> None:
        self.listed.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit goes to that link."""
        if event.character and event.character in "123456789" and int(event.character) <= self.listed.total:
            event.stop()
            event.prevent_default()
            self.listed.move_to(int(event.character) - 1)

    def open(self, one: Address) -> None:
        """In the browser."""
        self.dismiss(citing.open_address(one.href, cast("Board", self.app)))

    async def action_copy(self) -> None:
        board = cast("Board", self.app)
        offer = copying.Offer("the link", self.listed.found[self.listed.cursor].href)
        self.dismiss(None)
        board.call_next(copying.copy, board, offer)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
