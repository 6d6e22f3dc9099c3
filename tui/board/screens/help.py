"""Every key as it is bound now, the marks and the filter language; letters narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from tui.board.content import plain
from tui.board.footing import Box
from tui.board.helping.columns import Page, page
from tui.board.helping.sections import Item, Section, narrowed, sections
from tui.board.inked import Scrolled
from tui.board.keys import Key, Place, bindings

if TYPE_CHECKING:
    from tui.board.app import Board

FOOT = "{help-down} {help-up} scrolls  {help-tour} tour  {help-leave} closes"


class Leaves(Scrolled, can_focus=False):
    """The columns of the help."""

    inset = 1

    def __init__(self) -> None:
        super().__init__(id="leaves")
        self.sections: Sequence[Section] = ()
        self.typed = ""
        self.page = Page((), 0)

    def put(self, found: Sequence[Section], typed: str) -> None:
        """From the beginning."""
        self.sections, self.typed = found, typed
        self.lay()
        self.scroll_now(0)

    def on_resize(self, event: events.Resize) -> None:
        self.lay()

    def lay(self) -> None:
        """Breaks the lines for the width there is."""
        if self.columns > 2 * self.inset:
            self.page = page(self.sections, self.columns - 2 * self.inset, self.typed)
            self.room_for(self.page.lines)
            self.repaint()

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        if not self.sections:
            said = f"Nothing here has “{self.typed}”." if y == 0 else ""
            return self.painted([(" " * self.inset + said, "dim")])
        return self.painted([(" " * self.inset, ""), *self.page.line(y + self.scroll_offset.y)])

    def on_click(self, event: events.Click) -> None:
        """A click on a key that goes here does it."""
        offset = event.get_content_offset(self)
        if offset and isinstance(self.screen, Help):
            self.screen.clicked(self.page.at(offset.x - self.inset, offset.y + self.scroll_offset.y))


class Sought(Input):
    """The letters; the key that opened the help closes it while there are none."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Textual asks before it looks for bindings of the screen."""
        return super().check_consume_key(key, character) and not self.closes(key)

    def closes(self, key: str) -> bool:
        """Whether a key is that one just now; letters and digits are always sought."""
        return not self.value and key in cast("Board", self.app).keyring.names("help") and not key.isalnum()

    async def _on_key(self, event: events.Key) -> None:
        if self.closes(event.key):
            event.stop()
            event.prevent_default()
            self.screen.dismiss(None)


class Help(ModalScreen[Key | None]):
    """Closes with a key that was clicked and is to be done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]

    def __init__(self, here: Sequence[Place]) -> None:
        super().__init__()
        self.here, self.leaves = here, Leaves()
        self.all: Sequence[Section] = ()

    def compose(self) -> ComposeResult:
        """The line to search in, and what it leaves."""
        board = cast("Board", self.app)
        self.all = sections(board.keyring, self.here)
        with Box(id="guide") as guide:
            guide.border_title = plain("Help")
            guide.foot(FOOT)
            yield Sought(placeholder="a key, a word, or what you want to do", id="letters", max_length=100)
            yield self.leaves

    def on_mount(self) -> None:
        self.leaves.put(self.all, "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows it."""
        self.leaves.put(narrowed(self.all, event.value), event.value.strip())

    def clicked(self, item: Item | None) -> None:
        """Keys of the place where one was are done; of another place they would do nothing."""
        if item and item.key and item.key.place in {*self.here, "everywhere"}:
            self.dismiss(item.key)

    def action_by(self, lines: int) -> None:
        self.leaves.scroll_now(self.leaves.scroll_offset.y + lines)

    def action_page(self, way: int) -> None:
        self.action_by(way * max(1, self.leaves.size.height - 2))

    def action_tour(self) -> None:
        self.dismiss(cast("Board", self.app).keyring["tour"])

    def action_leave(self) -> None:
        """First the letters go."""
        letters = self.query_one(Input)
        if letters.value:
            letters.value = ""
        else:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
