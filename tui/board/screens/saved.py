"""The saved filters with how many documents each lets through now: one is applied, added, left out, muted, moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.worker import Worker

from tui.board import applying, muting, words
from tui.board.content import plain, safe
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.marks import mark
from tui.board.messages import Shelved, Viewed
from tui.board.muting import Mute
from tui.board.panels.lines import Lines
from tui.board.reader import Reader
from tui.board.strips import Run, clipped
from watchers.filters import Filter
from watchers.saved.understanding import Understood

if TYPE_CHECKING:
    from tui.board.app import Board

FROZEN_SECONDS = 2.0
"""How often a frozen board, which has no new views, counts again."""
NAME = 28
NARROW = (
    "Narrow the board with {actors}, {regions}, {events}, {span}, {search} or {expression}; {save} saves the filter."
)
ROOMY, WIDE = 60, 90
"""Cells of a line that has room for the day of a mute's end, and for all of it."""
KEYS = (
    "{enter} filter  {saved-add} {saved-leave-out} and, not  {saved-alert} alert  {saved-mute} mute  "
    "{saved-remove} remove  {saved-lower} {saved-higher} move  {saved-leave} leave"
)


class SavedLines(Lines):
    """One line each: mark, name, expression or what is wrong with it, count."""

    def __init__(self) -> None:
        super().__init__(id="shelf", heading="")
        self.found: Sequence[Understood] = ()
        self.counts: Sequence[int | None] = ()
        self.now: datetime | None = None

    def put(self, found: Sequence[Understood], counts: Sequence[int | None], now: datetime) -> None:
        """The cursor stays on its filter."""
        before = self.current
        self.found, self.counts, self.now = found, counts, now
        if before is not None:
            same = (at for at, each in enumerate(found) if each.saved.key == before.saved.key)
            self.cursor = next(same, self.cursor)
        self.resized(len(found))
        if self.total:
            self.bring(self.cursor)

    @property
    def current(self) -> Understood | None:
        """The one under the cursor."""
        return self.found[self.cursor] if self.cursor < len(self.found) else None

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌ ● Gulf shipping   region:oman ship*          muted until Friday 27 Nov   12`."""
        each = self.found[index]
        sign, ink = mark(each.saved.colour) if each.problem is None else ("✖", "bad")
        said = (str(each.problem.problem), "bad") if each.problem else (each.saved.expression, "dim")
        width = min(NAME, max(cell_len(safe(one.saved.name)) for one in self.found), self.columns // 3)
        name = clipped(safe(each.saved.name), width)
        left: list[Run] = [
            ("▌" if current else " ", "accent"),
            (f"{sign} ", ink),
            (name + " " * (width - cell_len(name) + 3), "strong" if current else "plain"),
            (safe(said[0]), said[1]),
        ]
        return self.painted(left, [*self.aside(each), *self.counted(index)], "cursor" if current else None)

    def aside(self, each: Understood) -> list[Run]:
        """That it alerts; until when it is muted, as far as there is room."""
        alerts: list[Run] = [(" ⚑" if each.saved.alert else "", "accent")]
        return [*alerts, *self.muted(each)]

    def muted(self, each: Understood) -> list[Run]:
        if self.now is None or each.saved.muted_until is None or not each.saved.muted(self.now):
            return []
        end = muting.until(each.saved.muted_until, self.now)
        wide = f" ⊘ muted {end}" if self.columns >= WIDE else f" ⊘ {' '.join(end.split()[:4])}"
        return [(wide if self.columns >= ROOMY else " ⊘", "warn")]

    def counted(self, index: int) -> list[Run]:
        count = self.counts[index] if index < len(self.counts) else None
        return [(f" {words.count(count):>7} " if count is not None else "         ", "strong")]

    def blank(self, y: int) -> Strip:
        """How one comes to be there."""
        said = ("No saved filters yet.", self.board.keyring.told(NARROW))
        return self.instead(y, *said if self.board.shelf.known else ())

    def chosen(self, index: int) -> None:
        """Enter, or a double click."""
        if isinstance(self.screen, SavedFilters):
            self.screen.apply()


class SavedFilters(ModalScreen[Filter | None]):
    """Closes with the filter to be asked for, or None to leave all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("saved")]

    def __init__(self, asked: Filter) -> None:
        super().__init__()
        self.asked, self.lines = asked, SavedLines()
        self.work: Worker[None] | None = None

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """The lines; the keys in the border."""
        with Box(id="dialog") as dialog:
            dialog.border_title = plain("Saved filters")
            dialog.foot(KEYS)
            yield self.lines

    def on_mount(self) -> None:
        """Shows what is known, then counts."""
        self.lines.focus()
        self.set_interval(FROZEN_SECONDS, self.count_frozen)
        self.on_shelved()
        self.run_worker(self.board.shelf.ready(), group="shelf", exit_on_error=False)

    def on_shelved(self, message: Shelved | None = None) -> None:
        """Others, or in another order."""
        found = self.board.shelf.found
        kept = dict(zip((each.saved.key for each in self.lines.found), self.lines.counts, strict=False))
        self.lines.put(found, [kept.get(each.saved.key) for each in found], self.board.clock())
        self.count()

    def on_viewed(self, message: Viewed) -> None:
        """Something came in or was read; a count that is under way ends first, or under a flood none ever would."""
        if self.work is None or self.work.is_finished:
            self.count()

    def count_frozen(self) -> None:
        if self.board.frozen is not None and (self.work is None or self.work.is_finished):
            self.count()

    def count(self) -> None:
        """Asks the archive, for good in place of an asking that is not answered yet."""
        self.work = self.run_worker(self.counting(), exclusive=True, group="counts", exit_on_error=False)

    async def counting(self) -> None:
        """Of those that stand there now."""
        found, now = self.board.shelf.found, self.board.clock()
        mutes = await self.board.shelf.mutes()
        counts = await self.board.ask(lambda reader: counted(reader, found, mutes, now))
        if counts is not None and found is self.board.shelf.found:
            self.lines.put(found, counts, now)

    # --------------------------------------------------------------------------------------------- keys
    def apply(self) -> None:
        """In place of the present filter."""
        if (wanted := self.wanted()) is not None:
            self.dismiss(wanted)

    def action_add(self) -> None:
        if (wanted := self.wanted()) is not None:
            self.dismiss(applying.both(self.asked, wanted))

    def action_leave_out(self) -> None:
        if (wanted := self.wanted()) is not None and (each := self.lines.current):
            self.dismiss(applying.without(self.asked, wanted, each.saved.name))

    def wanted(self) -> Filter | None:
        """What the one under the cursor asks for; None where that is not known, which is said."""
        each = self.lines.current
        if each is not None and each.problem is not None:
            self.board.say(f"“{safe(each.saved.name, 60)}”: {safe(str(each.problem))}", seconds=15.0)
        return each.filter if each else None

    def action_mute(self) -> None:
        each = self.lines.current
        if each and (self.wanted() is not None or each.saved.muted(self.board.clock())):
            self.board.shelf.turn_mute(each.saved)

    def action_alert(self) -> None:
        if each := self.lines.current:
            self.board.shelf.ask_alert(each.saved)

    def action_rename(self) -> None:
        if each := self.lines.current:
            self.board.shelf.rename(each.saved)

    def action_remove(self) -> None:
        if each := self.lines.current:
            self.board.shelf.remove(each.saved)

    def action_shift(self, way: int) -> None:
        if each := self.lines.current:
            self.board.shelf.move(each.saved, way)

    def action_undo(self) -> None:
        if said := self.board.take_back():
            self.board.say(said, "accent")

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def counted(reader: Reader, found: Sequence[Understood], mutes: Sequence[Mute], now: datetime) -> list[int | None]:
    """How many documents the wire would show for each."""
    with reader.moment():
        sources = reader.sources()

        def count(wanted: Filter) -> int:
            return reader.count(muting.shown(wanted, muting.outs(wanted, sources, mutes, now)), now)

        return [count(each.filter) if each.filter is not None else None for each in found]
