"""Leads through the tour: looks what the person does, and goes on when a step is done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.css.query import NoMatches
from textual.timer import Timer

from tui.board.tour.steps import STEPS, Seen

if TYPE_CHECKING:
    from tui.board.app import Board
    from tui.board.tour.panel import TourPanel

LOOK = 0.2
"""Seconds between looks, while the tour is on."""


class Guide:
    """`marker` is a file that says the tour was offered; where it cannot be written none is: it would come daily."""

    def __init__(self, board: Board, marker: Path | None) -> None:
        self._board, self._marker = board, marker
        self._panel: TourPanel | None = None
        self._timer: Timer | None = None
        self._began: tuple[object, ...] = ()
        self._open: frozenset[str] = frozenset()
        self._at = 0

    @property
    def on(self) -> bool:
        """Whether a step stands there."""
        return self._panel is not None

    def offer(self) -> None:
        """Begins it at the very first start."""
        if self._marker is None or self._marker.exists():
            return
        with suppress(OSError):
            self._marker.parent.mkdir(parents=True, exist_ok=True)
            self._marker.write_text(
                "The tour of the board was offered. Without this file it is offered again.\n", "utf-8"
            )
            self.begin()

    def begin(self) -> None:
        """From the first step, over the board."""
        from tui.board.finding.doing import home
        from tui.board.tour.panel import TourPanel

        self._end()
        self._panel = panel = TourPanel(0)
        self._step(0)
        self._timer = self._board.set_interval(LOOK, self.look)

        async def show() -> None:
            await home(self._board)
            with suppress(NoMatches):
                await self._board.home.query_one("#board").mount(panel, before="#footer")

        self._board.run_worker(show(), group="tour", exit_on_error=False)

    def leave(self) -> None:
        """Before its end; how it comes back is said."""
        if self.on:
            self._end()
            keys = self._board.keyring
            self._board.say(f"tour left: {keys.face('palette')} “tour” brings it back", "accent")

    def look(self) -> None:
        """Goes on where the step is done, once nothing is open over the board any more."""
        self._open |= {type(screen).__name__ for screen in self._board.screen_stack}
        if self._panel is not None and STEPS[self._at].done(self._seen()):
            last = self._at + 1 == len(STEPS)
            if not last or self._board.screen is self._board.home:
                self.go_on()

    def go_on(self) -> None:
        """To the next step, done or not."""
        if self._panel is not None and self._at + 1 < len(STEPS):
            self._step(self._at + 1)
            self._panel.put(self._at)
        elif self._panel is not None:
            self._end()
            keys = self._board.keyring
            self._board.say(f"that was the tour: {keys.face('palette')} “tour” shows it again", "good")

    def _seen(self) -> Seen:
        now = self._now()
        changed = [before != after for before, after in zip(self._began, now, strict=True)]
        return Seen(
            moved=(changed[0] and changed[1]) or changed[2],
            narrowed=bool(self._board.filter) and changed[3],
            why=any(screen.has_class("-why") for screen in self._board.screen_stack),
            open=self._open,
        )

    def _now(self) -> tuple[object, ...]:
        """What comes in at the top changes the document under the cursor alone, below it only where it stands."""
        home = self._board.home
        return home.wire.document, home.wire.cursor, home.focused, self._board.filter

    def _step(self, at: int) -> None:
        self._at, self._began, self._open = at, self._now(), frozenset()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._panel is not None and self._panel.is_attached:
            self._panel.remove()
        self._panel = self._timer = None
