"""The filter as an expression, at the foot of the board: the wire answers as soon as what is typed means something."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.board.content import plain, runs, safe
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.messages import Narrowed
from tui.board.naming import Labels, Naming, OpenNames, Understood, understand
from tui.board.panels.expression import Caret, Line, Offered, Refused, Taken
from tui.board.past import Past
from watchers.errors import WirewatchError
from watchers.filters import Filter
from watchers.filters.writing import write

if TYPE_CHECKING:
    from tui.board.app import Board

PAUSE = 0.12
HINT = 'words "a phrase" begin* · key:value · key:one,other either · - leaves out · OR ( ) · key:=value itself only'
KEYS = "{expression-apply} filter  {expression-take} take  {expression-up} earlier ones  {expression-leave} leave"


class Expression(ModalScreen[Filter]):
    """Closes with the filter to keep: the one written, or as it was before."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("expression")]

    def __init__(self, before: Filter, past: Past, open_names: OpenNames) -> None:
        super().__init__()
        self.before, self.past, self.naming = before, past, Naming(open_names)
        self.first = _begun(write(before, Labels(before)))
        self.line, self.caret, self.offered = Line(self.first), Caret(), Offered()
        self.said = Static(plain(HINT), id="said-of-it", markup=False)
        self.wanted = 0

    def compose(self) -> ComposeResult:
        """The line, a caret under what is wrong, what can be put in, and what there is to say."""
        with Box(id="expression") as panel:
            panel.border_title = "Filter"
            panel.foot(KEYS)
            with Horizontal(id="written"):
                yield self.line
            yield self.caret
            yield self.offered
            yield self.said

    def on_mount(self) -> None:
        """The names of the archive may write the filter otherwise than its labels do."""
        self.past.begin(self.first)
        self.watch(self.line, "selection", self.renew, init=False)
        self.run_worker(self.rewrite(), group="rewrite", exit_on_error=False)

    def on_unmount(self) -> None:
        self.naming.close()

    async def rewrite(self) -> None:
        """What has been typed meanwhile stays."""
        try:
            known = _begun(await self.naming.ask(partial(write, self.before)))
        except WirewatchError as error:
            self.tell(safe(str(error)), "bad")
            return
        if self.line.value.startswith(self.first):
            self.line.value = known + self.line.value[len(self.first) :]
            self.line.cursor_position = len(self.line.value)
        self.renew()

    # ------------------------------------------------------------------------------------------ answering
    def on_input_changed(self) -> None:
        """Another text is another list."""
        if self.line.value != self.past.shown:
            self.past.begin(self.line.value)
        self.offered.closed = False
        self.renew()

    def renew(self) -> None:
        """Asks what the text means and what can be put in, for the last letter alone."""
        self.wanted += 1
        self.run_worker(self.answer(), exclusive=True, group="answer", exit_on_error=False)

    async def answer(self) -> None:
        """The board is asked when the typing rests a moment."""
        understood = await self.understood(self.wanted)
        if understood is None or understood.expression != self.line.value:
            return
        self.offered.put(understood)
        self.show(understood)
        if understood.filter is not None and not understood.begun:
            await asyncio.sleep(PAUSE)
            self.post_message(Narrowed(understood.filter, final=False))

    async def understood(self, wanted: int) -> Understood | None:
        """None where something else has been wanted since, or no names can be had."""
        text, cursor = self.line.value, self.line.cursor_position
        saved = [each.saved for each in self.board.shelf.found]
        try:
            return await self.naming.ask(
                lambda names: understand(text, cursor, names, saved) if wanted == self.wanted else None
            )
        except WirewatchError as error:
            self.tell(safe(str(error)), "bad")
            return None

    def show(self, understood: Understood, *, loud: bool = False) -> None:
        """What is wrong; quietly where the cursor stands, which is not done there yet."""
        error = understood.error
        if error is None:
            self.caret.point(None)
            self.tell(safe(" ".join(understood.notes)) or HINT, "warn" if understood.notes else "dim")
            return
        begun = self.line.cursor_position >= len(understood.expression.rstrip()) and self.offered.total > 0
        at_end = error.column - 1 >= self.offered.start if begun else False
        ink = "dim" if at_end and not loud else "bad"
        self.caret.point(self.line.place_of(error.column - 1), ink)
        self.tell(_sentence(safe(error.problem)), ink)

    def tell(self, text: str, ink: str) -> None:
        """Below the list."""
        self.said.update(runs((text, f"$ink-{ink}")))

    def on_refused(self, message: Refused) -> None:
        """What was pasted is too long."""
        self.tell(message.reason, "bad")

    # --------------------------------------------------------------------------------------------- keys
    def on_taken(self, message: Taken) -> None:
        """A line of the list goes into the text."""
        text, cursor = message.completion.put(self.line.value)
        self.line.value = text
        self.line.cursor_position = cursor

    def action_take(self) -> None:
        """The line under the cursor; opens a list that was closed."""
        if self.offered.closed:
            self.offered.reopen()
        else:
            self.offered.take()

    def action_move(self, way: int) -> None:
        """In the list; above its first line stand the expressions written before."""
        back = not self.offered.total or (way < 0 and self.offered.cursor == 0) or self.line.value != self.past.draft
        if not back or not self.past.go(way):
            self.offered.walk(way)
            return
        self.line.value = self.past.shown
        self.line.cursor_position = len(self.line.value)

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_apply()

    def action_apply(self) -> None:
        """Enter means the line of the list where one was gone to."""
        if self.offered.walked:
            self.offered.take()
        else:
            self.run_worker(self.apply(), group="apply", exit_on_error=False)

    async def apply(self) -> None:
        """Closes with what is written if it means something; else says what is wrong."""
        understood = await self.understood(self.wanted)
        if understood is None:
            return
        if understood.filter is None:
            self.offered.put(understood)
            self.show(understood, loud=True)
            return
        self.past.keep(understood.expression)
        self.dismiss(understood.filter)

    def action_leave(self) -> None:
        """First out of the list, then out of it all with the filter as it was before the first letter."""
        if self.offered.total:
            self.offered.close()
        else:
            self.dismiss(self.before)

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)


def _sentence(problem: str) -> str:
    """With a capital, but for the name of a key."""
    key = problem.partition(" ")[0].endswith(":")
    return problem if key else problem[:1].upper() + problem[1:]


def _begun(written: str) -> str:
    """Room for the next term."""
    return f"{written} " if written else ""
