"""How the board is looked at, and what opens over it."""

from __future__ import annotations

from tui.board import offering, opening
from tui.board.messages import Asked
from tui.board.screens.main.laying import Laying


class Arranging(Laying):
    """Zoom, freeze, heights; sources and what is wrong with them."""

    def action_freeze(self) -> None:
        self.say(self.board.keyring.told("frozen: {freeze} follows again") if self.board.freeze() else "following")

    def action_compact(self) -> None:
        self.wire.set_tall(1 if self.wire.tall == 2 else 2)
        self.keep()

    def action_times(self) -> None:
        self.say("times: how long ago" if self.wire.turn_time() else "times: UTC")
        self.keep()

    def action_zoom(self) -> None:
        self.zoom(None if self.desk.alone else self.desk.panel_of(self.focused))

    def action_grow(self, across: int, down: int) -> None:
        """The panel in focus; a zoomed one has no size of its own."""
        panel = self.desk.panel_of(self.focused)
        if panel and self.desk.alone is None:
            self.desk.grow(panel, across, down)

    def action_close(self) -> None:
        """The panel in focus, but the last."""
        panel, standing = self.desk.panel_of(self.focused), self.desk.found.boxes
        if panel is None or len(standing) < 2:
            self.say("the last panel stays")
            return
        self.turn(panel)
        self.say(f"{panel} closed: {self.board.keyring.face('panels')} opens it again")

    def action_matrix(self) -> None:
        opening.matrix(self.board)

    def action_problems(self) -> None:
        self.board.run_worker(opening.problems(self.board), exclusive=True, group="open", exit_on_error=False)

    def action_alerts(self) -> None:
        opening.alerts(self.board)

    def action_last_look(self) -> None:
        if self.board.lastlook.since is None:
            self.say("nobody has looked here before: everything is new")
        else:
            self.board.lastlook.show()

    def on_asked(self, message: Asked) -> None:
        """Lists what could not be read of a source."""
        self.board.run_worker(
            opening.set_aside(self.board, message.source), exclusive=True, group="open", exit_on_error=False
        )

    def action_rescan(self) -> None:
        self.say(self.board.serving.rescan())

    def action_alone(self) -> None:
        """On narrow screens the only way to the panel."""
        self.zoom("sources")

    def action_add_source(self) -> None:
        self.board.feeds.add()

    def action_import_feeds(self) -> None:
        self.board.feeds.add(offering.typed())

    def action_back(self) -> None:
        """Out of a range, of the zoom, then to the wire, then from a story or the list of what is muted."""
        home = self.board.home
        if self.wire.unselect():
            return
        if self.desk.alone:
            self.zoom(None)
        elif self.focused is not self.wire:
            self.wire.focus()
        elif not home.leave_story() and not home.leave_muted():
            self.say(self.board.keyring.told("{quit} quits · {clear} clears the filter"))
