"""Full-text search in the line of the chips: the board below answers as you type."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.board.keys import bindings
from tui.board.messages import Narrowed
from watchers.filters import Filter, Term

PAUSE = 0.12


class Search(ModalScreen[Filter]):
    """Closes with the filter to keep: with the words typed, or as it was before."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]

    def __init__(self, before: Filter) -> None:
        super().__init__()
        self.before = before

    def compose(self) -> ComposeResult:
        """The words that the filter has now can be changed."""
        held = " ".join(value for term in self.before.of("text") for value in term.values).removesuffix("*")
        with Horizontal(id="line"):
            yield Static("search", markup=False)
            yield Input(value=held, placeholder='words, or a "phrase"', max_length=200)

    def with_words(self) -> Filter:
        """The filter with the words typed."""
        said = begun(" ".join(self.query_one(Input).value.split()))
        kept = self.before.without("text")
        return kept.plus(Term("text", (said,), (said,))) if said else kept

    def on_input_changed(self, event: Input.Changed) -> None:
        """Lets the board answer, when the typing rests a moment."""
        self.run_worker(self.preview(), exclusive=True, group="preview")

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_keep()

    async def preview(self) -> None:
        """A later letter cancels this."""
        from asyncio import sleep

        await sleep(PAUSE)
        self.post_message(Narrowed(self.with_words(), final=False))

    def action_keep(self) -> None:
        """Closes with the words typed, whether the board has answered them or not."""
        self.dismiss(self.with_words())

    def action_leave(self) -> None:
        """Closes with the filter as it was before the first letter."""
        self.dismiss(self.before)


def begun(typed: str) -> str:
    """The words typed, the last one as the beginning of a word unless it is only a letter or stands in a phrase."""
    last = typed.rpartition(" ")[2]
    return f"{typed}*" if len(last) > 1 and last[-1].isalnum() and typed.count('"') % 2 == 0 else typed
