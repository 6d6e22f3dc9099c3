"""What the board has said lately, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.board import words
from tui.board.content import plain
from tui.board.footing import foot
from tui.board.keys import bindings
from tui.board.panels.paper import Paper
from tui.board.said import MOST, Said
from tui.board.telling import block
from tui.board.wrapping import Block

if TYPE_CHECKING:
    from tui.board.app import Board


class SaidList(ModalScreen[None]):
    """Nothing is asked here."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("said")]

    def compose(self) -> ComposeResult:
        """One paper."""
        paper = Paper(id="paper", measure=110)
        paper.border_title = plain(f"Messages, the last {MOST}")
        paper.border_subtitle = foot(self.app, "{said-leave} back")
        yield paper

    def on_mount(self) -> None:
        """The paper wraps once it has a width."""
        board = cast("Board", self.app)
        self.query_one(Paper).put(list(blocks(board.said, board.clock())))

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def blocks(said: Said, now: datetime) -> Iterator[Block]:
    """A line each, with its time."""
    told = False
    for message in said:
        told = True
        when = words.moment(message.when, now).strip()
        yield block([(f"{when:>7}  ", "faint")], [(message.text, "plain" if message.ink == "accent" else message.ink)])
    if not told:
        yield Block("Nothing has been said yet.", ink="dim")
