"""Keys typed faster than screens open: each waits until the one before has done what it does.

Textual hands every key at once to what has the focus then: letters behind the key that opens a line would be lost, or
act on the board.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker

PATIENCE = 2.0
"""Seconds after which a key goes on its way, whatever the one before it still does."""
STEP = 0.001
MOST = 300
"""More keys than anybody types ahead: a flood, such as a paste from a terminal that does not say that it is one."""
QUIET = 0.05
"""Seconds without a key after which a flood is over: nobody types so fast."""
OPENING = frozenset({"open", "feeds", "filters", "copy", "pressed", "done"})
"""Groups of the work that opens screens."""
Typed = events.Key | events.Paste


@dataclass
class Sent:
    """A key on its way, and what stood there when it went; `up` once it has been all the way to the app."""

    event: Typed
    screen: Screen[Any]
    target: Widget
    working: frozenset[Worker[Any]]
    up: bool = False

    @property
    def done(self) -> bool:
        """A widget took it, which prevents the default, or nobody can any more."""
        return self.up or self.event._no_default_action or not self.target.is_attached


class TypeAhead:
    """`send` gives a key to what has the focus by then; `flooded` is called when keys are being left out."""

    def __init__(self, app: App[None], send: Callable[[Typed], Awaitable[None]], flooded: Callable[[], None]) -> None:
        self._app, self._send, self._flooded = app, send, flooded
        self._deaf_until = 0.0
        self._waiting: deque[Typed] = deque()
        self._sent: Sent | None = None
        self._sending: asyncio.Task[None] | None = None

    async def take(self, event: Typed) -> None:
        """Sends it on at once where nothing is to be waited for; one of a flood goes nowhere."""
        if self._floods():
            return
        if self._sending is None and self._is_ready():
            await self._go(event)
            return
        self._waiting.append(event)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send_waiting())

    def came_up(self, event: events.Event) -> None:
        """It has been with everybody who could take it."""
        if self._sent is not None and self._sent.event is event:
            self._sent.up = True

    def _floods(self) -> bool:
        """Whether keys are left out, all that wait as well."""
        now = monotonic()
        if len(self._waiting) >= MOST:
            self._waiting.clear()
            self._flooded()
        elif now >= self._deaf_until:
            return False
        self._deaf_until = now + QUIET
        return True

    async def _send_waiting(self) -> None:
        try:
            while self._waiting and not self._app._closing:
                end = monotonic() + PATIENCE
                while not self._is_ready() and monotonic() < end:  # noqa: ASYNC110 - nobody tells when queues are empty
                    await asyncio.sleep(STEP)
                if self._waiting:
                    await self._go(self._waiting.popleft())
        finally:
            self._waiting.clear()
            self._sending = None

    async def _go(self, event: Typed) -> None:
        screen = self._app.screen
        self._sent = Sent(event, screen, self._app.focused or screen, frozenset(self._app.workers))
        await self._send(event)
        if not event.is_forwarded:  # a binding that goes before the focus
            self._sent.up = True

    def _is_ready(self) -> bool:
        screen, sent = self._app.screen, self._sent
        if not screen.is_mounted or (sent is not None and not sent.done):
            return False
        if sent is not None and screen is sent.screen and self._opens(sent.working):
            return False
        return not isinstance(screen.focused, Input) or _rest(screen.focused)

    def _opens(self, before: frozenset[Worker[Any]]) -> bool:
        """Whether work goes on that the last key began, and that may open something."""
        begun = (worker for worker in self._app.workers if worker not in before)
        return any(worker.group in OPENING and not worker.is_finished for worker in begun)


def _rest(line: Input) -> bool:
    """Whether nothing is under way from a line to its screen: Enter is told by a message of its own."""
    return all(node.message_queue_size == 0 for node in line.ancestors_with_self if not isinstance(node, App))
