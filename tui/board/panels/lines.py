"""A list with a cursor that paints only what is on the screen, however long it is."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.strip import Strip

from tui.board.content import plain
from tui.board.inked import Scrolled
from tui.board.keys import bindings
from tui.measure import wrapped


class Lines(Scrolled, inherit_bindings=False):
    """`total` items of `tall` lines each; a panel says how one is painted, what choosing it does, or other heights.

    `clicks` on an item choose it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]
    tall = 1
    clicks = 2

    def __init__(self, *, id: str, heading: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.heading = heading
        self.cursor = 0
        self.total = 0

    def on_mount(self) -> None:
        """The panel's name stands in its border."""
        self.name_border()

    def name_border(self) -> None:
        """Writes the border's title; panels that have more to say there do."""
        self.entitle(plain(self.heading), plain(""))

    # -------------------------------------------------------------------------------- what a panel says
    def item(self, index: int, part: int, current: bool) -> Strip:
        """Line `part` of an item."""
        raise NotImplementedError

    def chosen(self, index: int) -> None:
        """Enter, or a second click, on an item."""

    def moved(self) -> None:
        """The cursor has come to another item."""

    def blank(self, y: int) -> Strip:
        """A line below the last item."""
        return self.painted([])

    def instead(self, y: int, *said: str) -> Strip:
        """For `blank` where nothing is listed: sentences, each on a line of its own, or on as many as it takes."""
        lines = [each[a:b] for each in said for a, b in wrapped(each, max(8, self.columns - 4))]
        return self.painted([(f"   {lines[y]}" if not self.total and y < len(lines) else "", "dim")])

    def top(self, index: int) -> int:
        """The first line of an item; of the one behind the last, how many lines there are."""
        return index * self.tall

    def standing(self, y: int) -> tuple[int, int]:
        """The item that a line belongs to, and which of its lines it is."""
        return divmod(y, self.tall)

    # --------------------------------------------------------------------------------------- painting
    @property
    def ground(self) -> str:
        """The cursor's background: bright where the keys go."""
        return "cursor" if self.has_focus else "quiet-cursor"

    @property
    def page(self) -> int:
        """Items that fit."""
        return max(1, self.size.height // self.tall)

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        index, part = self.standing(y + self.scroll_offset.y)
        return self.item(index, part, index == self.cursor) if index < self.total else self.blank(y)

    def resized(self, total: int, least: int = 0) -> None:
        """There are `total` items now, with room for `least` lines; the cursor stays among them."""
        self.total = total
        self.cursor = max(0, min(self.cursor, total - 1))
        self.room_for(max(self.top(total), least))
        self.repaint()

    # ----------------------------------------------------------------------------------------- moving
    def move_to(self, index: int) -> None:
        """Puts the cursor on an item and brings it into the window."""
        index = max(0, min(index, self.total - 1))
        before, self.cursor = self.cursor, index
        self.bring(index)
        self.refresh(self.place(before), self.place(index))
        if before != index:
            self.moved()

    def place(self, index: int) -> Region:
        """Where an item stands in the window."""
        top = self.top(index)
        return Region(0, top - self.scroll_offset.y, self.size.width, self.top(index + 1) - top)

    def bring(self, index: int) -> None:
        """Scrolls as little as shows the item whole."""
        top, stop = self.top(index), self.top(index + 1)
        room = max(stop - top, self.size.height)
        if top < self.scroll_offset.y:
            self.scroll_now(top)
        elif stop > self.scroll_offset.y + room:
            self.scroll_now(stop - room)

    def action_down(self) -> None:
        """The last line stays the last."""
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        """The first line stays the first."""
        self.move_to(self.cursor - 1)

    def action_first(self) -> None:
        """Also scrolls to the top where the cursor is there already."""
        self.scroll_now(0)
        self.move_to(0)

    def action_last(self) -> None:
        """Of all lines, not only of those on the screen."""
        self.move_to(self.total - 1)

    def action_half_down(self) -> None:
        self.move_to(self.cursor + max(1, self.page // 2))

    def action_half_up(self) -> None:
        self.move_to(self.cursor - max(1, self.page // 2))

    def action_choose(self) -> None:
        """Nothing where the list is empty."""
        if self.cursor < self.total:
            self.chosen(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; enough of them choose."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else self.standing(offset.y + self.scroll_offset.y)[0]
        if not 0 <= index < self.total:
            return
        self.move_to(index)
        if event.chain >= self.clicks:
            self.chosen(index)

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()
