"""Manners towards a host: a few requests at once, and some time between their starts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_REMEMBERED = 500
"""Hosts that are kept in mind before the idle ones are forgotten."""


class _Host:
    def __init__(self, at_once: int) -> None:
        self.places, self.users, self.free_at = asyncio.Semaphore(at_once), 0, 0.0


class Turns:
    """Whoever waits for a host's turn keeps nothing else from anybody."""

    def __init__(self, at_once: int, spacing: float) -> None:
        self._at_once, self._spacing = at_once, spacing
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits until the host may be asked; `spacing` seconds lie between two such moments."""
        host = self._host(name)
        host.users += 1
        try:
            async with host.places:
                await self._spaced(host)
                yield
        finally:
            host.users -= 1

    def _host(self, name: str) -> _Host:
        if len(self._hosts) > _REMEMBERED and name not in self._hosts:
            now = asyncio.get_running_loop().time()
            self._hosts = {key: host for key, host in self._hosts.items() if host.users or host.free_at > now}
        return self._hosts.setdefault(name, _Host(self._at_once))

    async def _spaced(self, host: _Host) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, host.free_at)
        host.free_at = start + self._spacing
        if start > now:
            await asyncio.sleep(start - now)
