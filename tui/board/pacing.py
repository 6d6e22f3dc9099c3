"""Work that is asked for often and done seldom: the last asking wins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic

from tui.board.content import safe

REPAINTS = 0.22
"""Seconds between two refreshes of the board: more than 4 or 5 a second buy a reader nothing."""


class Pacer:
    """Does `work` soon after it was asked for, then rests `pause` seconds, or twice as long as the work took.

    Asked for urgently, it does not rest. `problem` says why the work failed last, "" once it has gone well again.
    """

    def __init__(self, work: Callable[[], Awaitable[None]], pause: float = REPAINTS) -> None:
        self._work, self._pause = work, pause
        self._wanted, self._urgent = asyncio.Event(), asyncio.Event()
        self.problem = ""

    def soon(self) -> None:
        """Asks; however often that is, the work is done once."""
        self._wanted.set()

    def now(self) -> None:
        """Asks urgently: a person waits."""
        self._wanted.set()
        self._urgent.set()

    async def run(self) -> None:
        """Until cancelled, whatever the work raises."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._urgent.clear()
            began = monotonic()
            self.problem = await self._tried()
            with suppress(TimeoutError):  # `wait_for` of Python 3.11 may swallow the end of all
                async with asyncio.timeout(max(self._pause, 2 * (monotonic() - began))):
                    await self._urgent.wait()

    async def _tried(self) -> str:
        try:
            await self._work()
        except Exception as error:  # nobody waits for this task: dead, the board would stand still unexplained
            return safe(f"{type(error).__name__}: {error}")
        return ""
