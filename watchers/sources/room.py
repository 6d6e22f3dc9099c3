"""How many bytes of files are in memory at a time, however many files are in hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Room:
    """For so many bytes; one file that is larger than all of it has it alone."""

    def __init__(self, size: int) -> None:
        self._size = self._free = size
        self._more = asyncio.Event()

    @asynccontextmanager
    async def taken(self, size: int) -> AsyncIterator[None]:
        """Waits until there is room."""
        wanted = min(size, self._size)
        while self._free < wanted:
            self._more.clear()
            await self._more.wait()
        self._free -= wanted
        try:
            yield
        finally:
            self._free += wanted
            self._more.set()
