"""What a document's own words have told, written into the analyst's lexicon: a line for each thing to say of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Static

from tui.board.content import plain, safe
from tui.board.drafts import Draft, DraftError
from tui.board.footing import Box
from tui.board.inked import Inked
from tui.board.keys import bindings
from watchers.errors import EntryError, WirewatchError

Write = Callable[[Draft], None]
"""Called in a thread. Raises WirewatchError where the draft cannot be written."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form: the name of what it fills in a Draft, what it is called, and an example."""

    name: str
    label: str
    hint: str = ""


ACTOR = (
    Line("name", "name"),
    Line("kind", "kind"),
    Line("country", "country", "a code such as SD, or nothing"),
    Line("within", "part of", "another actor's name or id, or nothing"),
    Line("aliases", "also called", "other names, parted by commas"),
)
REGION = (
    Line("name", "name"),
    Line("kind", "kind"),
    Line("country", "country", "a code such as SD, or nothing"),
    Line("within", "lies in", "a region's name or id; else its country"),
    Line("point", "point", "latitude, longitude: 15.6, 32.5, or nothing"),
    Line("aliases", "also called", "other names, parted by commas"),
)


class Kinds(Inked, can_focus=True):
    """One of several words; arrows turn it, a letter goes to the next that begins so."""

    def __init__(self, kinds: Sequence[str], kind: str) -> None:
        super().__init__(id="kind")
        self.kinds = kinds
        self.value = kind if kind in kinds else kinds[0]

    def turn(self, way: int) -> None:
        """To the next, or the one before; round at the ends."""
        self.value = self.kinds[(self.kinds.index(self.value) + way) % len(self.kinds)]
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Letters find a kind."""
        at = self.kinds.index(self.value) + 1
        around = [*self.kinds[at:], *self.kinds[:at]]
        if found := [kind for kind in around if event.character and kind.startswith(event.character.lower())]:
            self.value = found[0]
            self.refresh()
            event.stop()
            event.prevent_default()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """`‹ armed group ›`, with the keys while it is the line written in."""
        here = self.has_focus
        arrows = "accent" if here else "faint"
        aside = [("   ← → others", "dim")] if here else []
        return self.painted([("‹ ", arrows), (self.value, "strong" if here else "plain"), (" ›", arrows), *aside])


class Form(ModalScreen[str | None]):
    """Closes with the name that was written, or None where it was left. `seen` is a sentence that names it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form")]

    def __init__(
        self, title: str, lines: Sequence[Line], kinds: Sequence[str], draft: Draft, write: Write, *, seen: str = ""
    ) -> None:
        super().__init__()
        self.seen = seen
        self.heading, self.lines, self.draft, self.write = title, lines, draft, write
        self.kinds = Kinds(kinds, draft.kind)
        self.said = Static(id="said", markup=False)
        self.writing = False

    def compose(self) -> ComposeResult:
        """A line below the other, and below them what is wrong."""
        with Box(id="form") as form:
            form.border_title = plain(self.heading)
            form.foot("{form-keep} write  {form-next} {form-previous} lines  {form-leave} leave")
            for line in self.lines:
                with Horizontal(classes="line"):
                    yield Static(plain(line.label), classes="label")
                    if line.name == "kind":
                        yield self.kinds
                    else:
                        yield Input(getattr(self.draft, line.name), line.hint, id=line.name, select_on_focus=False)
            yield self.said

    def on_mount(self) -> None:
        """What it is told of helps to say what it is."""
        if self.seen:
            self.tell(self.seen, "quote")

    def tell(self, text: str, ink: str) -> None:
        """Below the lines."""
        self.said.update(Text(text, style=self.kinds.inks[ink]))

    def typed(self) -> Draft:
        """What stands in the lines now."""
        texts = {entry.id: entry.value for entry in self.query(Input) if entry.id}
        return Draft(kind=self.kinds.value, **texts)

    def action_turn(self, way: int) -> None:
        if self.focused is self.kinds:
            self.kinds.turn(way)

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Enter, in whichever line."""
        if not self.writing:
            self.run_worker(self.keep(), group="write", exit_on_error=False)

    async def keep(self) -> None:
        """Closes once it is written; else says why it is not."""
        draft, self.writing = self.typed(), True
        try:
            await asyncio.to_thread(self.write, draft)
        except WirewatchError as error:
            self.complain(error)
        else:
            self.dismiss(" ".join(draft.name.split()))
        finally:
            self.writing = False

    def complain(self, error: Exception) -> None:
        """Below the lines; the cursor goes to the one that is meant."""
        problem = error.problem if isinstance(error, EntryError | DraftError) else str(error)
        self.tell(safe(problem), "bad")
        if isinstance(error, DraftError):
            self.query_one(f"#{error.line}").focus()

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
