"""A few letters find anything: a deed, a name, a filter, a document; Enter does what is natural with it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input
from textual.worker import Worker

from tui.board.content import plain
from tui.board.finding import asked
from tui.board.finding.entries import INKS, Entry, fitting, grouped
from tui.board.finding.held import held
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.naming import Naming
from tui.board.panels.lines import Lines
from tui.board.strips import Run, span
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from tui.board.app import Board

PAUSE = 0.12
"""Seconds that the typing rests before documents are looked for."""
WORD = 10
"""Cells of the column in which each group is named."""
LONGEST = 200
KEYS = "{palette-take} does it  {palette-leave} leaves"


class Found(Lines, can_focus=False):
    """One line each; a group's word stands strong at its first."""

    clicks = 1

    def __init__(self) -> None:
        super().__init__(id="found", heading="")
        self.entries: Sequence[Entry] = ()
        self.typed = ""
        self.walked = False

    def put(self, entries: Sequence[Entry], typed: str) -> None:
        """The cursor stays on the line that was gone to; else it stands on the best."""
        at = self.current
        stays = self.walked and typed == self.typed and at is not None
        same = (n for n, e in enumerate(entries) if at and (e.group, e.id) == (at.group, at.id))
        self.cursor = next(same, 0) if stays else 0
        self.walked = stays
        self.entries, self.typed = entries, typed
        self.resized(len(entries))
        if entries:
            self.bring(self.cursor)

    @property
    def current(self) -> Entry | None:
        """The one under the cursor."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    @property
    def ground(self) -> str:
        """Always bright: the keys of the line above move it."""
        return "cursor"

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌actor     Iran   state                    31`."""
        each = self.entries[index]
        first = index == 0 or self.entries[index - 1].group != each.group
        left: list[Run] = [
            ("▌" if current else " ", "accent"),
            (each.group.ljust(WORD), "dim" if first or current else "faint"),
            (each.name, "strong" if current else INKS.get(each.group, "plain")),
        ]
        right = f"{each.right} " if each.right else ""
        aside = f"   {each.aside}"
        if each.aside and (each.group != "document" or span(left) + cell_len(aside) + cell_len(right) < self.columns):
            left.append((aside, "dim"))
        ink = "key" if each.group == "action" else "dim"
        return self.painted(left, [(right, ink)], "cursor" if current else None)

    def blank(self, y: int) -> Strip:
        """That nothing is called so."""
        said = f"Nothing is called “{self.typed}”." if self.typed and not self.total and y == 0 else ""
        return self.painted([(f" {said}", "dim")])

    def chosen(self, index: int) -> None:
        """A click does it."""
        if isinstance(self.screen, Palette):
            self.screen.dismiss(self.entries[index])


class Palette(ModalScreen[Entry | None]):
    """Closes with what is to be done, or None; what the board holds stands there with the first paint."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("palette")]

    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.held: Sequence[Entry] = ()
        self.named: tuple[str, Sequence[Entry]] = ("", ())
        self.written: tuple[str, Sequence[Entry]] = ("", ())
        self.naming: Naming | None = None
        self.asking: Worker[None] | None = None
        self.entered = False

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one(Input).value

    def compose(self) -> ComposeResult:
        """The line, what it finds, and the keys in the border."""
        with Box(id="dialog") as dialog:
            dialog.border_title = plain("Find")
            dialog.foot(KEYS)
            yield Input(
                placeholder="an actor, a region, a document, a filter, what to do …", id="letters", max_length=LONGEST
            )
            yield self.found

    def on_mount(self) -> None:
        """What lies below is asked before this one takes the keys."""
        below = self.board.screen_stack[-2]
        self.held = held(self.board, below, below.focused)
        if self.board.reading.open_names is not None:
            self.naming = Naming(self.board.reading.open_names)
        self.show()

    def on_unmount(self) -> None:
        if self.naming is not None:
            self.naming.close()

    # ------------------------------------------------------------------------------------------- answering
    def show(self) -> None:
        """What has been answered for the letters that stand there now."""
        typed = self.typed
        late = [entry for of, entries in (self.named, self.written) if of == typed for entry in entries]
        self.found.put(grouped([*late, *fitting(self.held, typed)], typed), typed)

    def on_input_changed(self) -> None:
        """What the board holds at once, the rest when it is answered; for the last letter alone."""
        self.show()
        self.asking = self.run_worker(self.ask(self.typed), exclusive=True, group="ask", exit_on_error=False)

    async def ask(self, typed: str) -> None:
        """Names first, documents when the typing rests; an Enter that came before both takes the best of them."""
        letters = self.query_one(Input)
        try:
            self.named = (typed, await self.names(typed))
        except WirewatchError as error:
            self.board.say(str(error))
        self.show()
        if self.entered and self.found.current:
            self.dismiss(self.found.current)
            return
        if not self.entered:
            await asyncio.sleep(PAUSE)
        now, mutes = self.board.clock(), await self.board.shelf.mutes()
        written = await self.board.ask(partial(asked.documents, self.board, typed, now, mutes))
        self.written = (typed, written or ())
        self.show()
        if self.entered and self.found.current:
            self.dismiss(self.found.current)
        elif self.entered:
            self.entered = letters.disabled = False
            letters.focus()

    async def names(self, typed: str) -> Sequence[Entry]:
        """None where there are no names to be had."""
        if self.naming is None or not typed.strip():
            return ()
        return await self.naming.ask(lambda known: asked.names(self.board, typed, known) if typed == self.typed else [])

    # ------------------------------------------------------------------------------------------------ keys
    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_take()

    def action_take(self) -> None:
        """What is answered for the letters; where a person was quicker than the answer, it is waited for."""
        late = self.named[0] != self.typed and not self.found.walked
        asking = self.asking is not None and not self.asking.is_finished
        if asking and self.typed.strip() and (late or self.found.current is None):
            self.entered = self.query_one(Input).disabled = True
        elif self.found.current is not None:
            self.dismiss(self.found.current)

    def action_move(self, way: int) -> None:
        self.found.walked = True
        self.found.move_to(self.found.cursor + way)

    def action_page(self, way: int) -> None:
        self.action_move(way * max(1, self.found.page - 1))

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


async def done(entry: Entry) -> None:
    """Does it, whether at once or in a while."""
    doing = entry.deed()
    if inspect.isawaitable(doing):
        await doing
