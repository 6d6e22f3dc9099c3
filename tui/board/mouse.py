"""The mouse as a terminal tells of it: that a button came up may be left out, and a place be none of the screen."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.errors import NoWidget


class Moused(App[None]):
    """A drag ends where no button is down any more, and where what is dragged is not seen any more."""

    async def on_event(self, event: events.Event) -> None:
        """What is off the screen is left out: Textual would take the focus from whatever has it."""
        if isinstance(event, events.MouseEvent) and not event.is_forwarded:
            if self._is_let_go(event):
                self.capture_mouse(None)
            if self.mouse_captured is None and not self.screen.region.contains_point(event.screen_offset):
                return
        await super().on_event(event)

    def _is_let_go(self, event: events.MouseEvent) -> bool:
        """Whether something has the mouse that should not have it now."""
        if self.mouse_captured is None:
            return False
        try:
            self.screen.find_widget(self.mouse_captured)
        except NoWidget:
            return True
        return isinstance(event, events.MouseMove) and not event.button
