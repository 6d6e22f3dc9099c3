"""How the board is looked at, and what opens over it."""

from __future__ import annotations

from textual.widget import Widget

from tui.board import offering, opening
from tui.board.messages import Asked
from tui.board.screens.main.panels import Panels


class Arranging(Panels):
    """Zoom, freeze, heights; sources and what is wrong with them."""

    def action_freeze(self) -> None:
        self.say("frozen: = follows again" if self.board.freeze() else "following")

    def action_compact(self) -> None:
        self.wire.set_tall(1 if self.wire.tall == 2 else 2)

    def action_zoom(self) -> None:
        self.zoom(None if self.has_class("-zoom") else self.focused)

    def zoom(self, panel: Widget | None) -> None:
        """Shows one panel alone, or all for None."""
        for zoomed in self.query(".-zoomed"):
            zoomed.remove_class("-zoomed")
        self.set_class(panel is not None, "-zoom")
        self.set_class(panel is not None and panel in {self.timeline, self.sources}, "-zoom-bottom")
        if panel is not None:
            panel.add_class("-zoomed")
            if isinstance(panel.parent, Widget) and panel.parent.id in {"left", "bottom"}:
                panel.parent.add_class("-zoomed")

    def action_problems(self) -> None:
        self.board.run_worker(opening.problems(self.board), exclusive=True, group="open", exit_on_error=False)

    def on_asked(self, message: Asked) -> None:
        """Lists what could not be read of a source."""
        self.board.run_worker(
            opening.set_aside(self.board, message.source), exclusive=True, group="open", exit_on_error=False
        )

    def action_rescan(self) -> None:
        self.say(self.board.serving.rescan())

    def action_alone(self) -> None:
        """On narrow screens the only way to the panel."""
        self.zoom(self.sources)
        self.sources.focus()

    def action_add_source(self) -> None:
        self.board.feeds.add()

    def action_import_feeds(self) -> None:
        self.board.feeds.add(offering.typed())

    def action_back(self) -> None:
        """Out of the zoom, then to the wire, then from the list of what is muted."""
        if self.has_class("-zoom"):
            self.zoom(None)
        elif self.focused is not self.wire:
            self.wire.focus()
        elif not self.board.home.leave_muted():
            self.say("Q quits · x clears the filter")
