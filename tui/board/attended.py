"""What the board notices besides its own keys: that somebody is there, and that another process has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import App

from tui.board.ahead import TypeAhead
from tui.board.alerting import Alerting
from tui.board.lastlook import LastLook

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.board.app import Board
    from tui.board.tour.guide import Guide

PAUSE = 0.5
"""Seconds between two looks at whether anyone has written: marks of another board come within a second."""


class Attended(App[None]):
    """Every key and every move of the mouse is somebody's."""

    lastlook: LastLook
    guide: Guide
    ahead: TypeAhead

    async def on_event(self, event: events.Event) -> None:
        """Before whoever it is meant for gets it; each key when the one before it has been heard."""
        typed = isinstance(event, events.Key | events.Paste)
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self.lastlook.touched(typed)
            self.guide.look()  # before the key: it may close what the step asks for
            if isinstance(event, events.Key | events.Paste):
                await self.ahead.take(event)
                return
        await super().on_event(event)
        if typed:
            self.ahead.came_up(event)

    def flooded(self) -> None:
        """Says so, and where it can be done."""
        cast("Board", self).say("more keys came at once than anybody types: they were left out")

    async def hand_on(self, event: events.Event) -> None:
        """Gives a key to what has the focus now."""
        await super().on_event(event)


class Along:
    """Other processes write the archive too: what takes documents in, another board, a command."""

    def __init__(self, board: Board, alerting: Alerting) -> None:
        self._board, self._alerting = board, alerting
        self.looking: Worker[None] | None = None
        self._begun = False

    def look(self) -> None:
        """One question at a time, and none before the first view."""
        if self._board.answered and (self.looking is None or self.looking.is_finished):
            self.looking = self._board.run_worker(self._look(), group="along", exit_on_error=False)

    async def _look(self) -> None:
        changed = await self._board.ask(lambda reader: reader.changed())
        if changed:
            self._board.refreshing.soon()
        if changed or not self._begun:
            self._begun = True
            await self._alerting.look()
