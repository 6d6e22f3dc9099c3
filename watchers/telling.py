"""Keeps in the archive how each source fares."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from watchers.archive.rows import Health
from watchers.errors import ArchiveError
from watchers.keeping import Keeper
from watchers.posts import is_news

_TELL_SECONDS = 0.2
_PAUSE = 1.0
"""Before what could not be kept is tried again."""


class Telling:
    """`health` is asked for at each notice; `doorbell` is rung after something was kept."""

    def __init__(
        self,
        keeper: Keeper,
        health: Callable[[], tuple[Health, ...]],
        noticed: asyncio.Event,
        doorbell: Callable[[], None],
    ) -> None:
        self._keeper, self._health, self._noticed, self._doorbell = keeper, health, noticed, doorbell

    async def run(self) -> None:
        """Each source's health when it changes, its last success now and then; until cancelled."""
        kept: dict[str, Health] = {}
        while True:
            self._noticed.clear()
            now = {health.source.uri: health for health in self._health()}
            left = [_off(health) for uri, health in kept.items() if uri not in now and health.state != "off"]
            news = [*left, *(health for uri, health in now.items() if is_news(health, kept.get(uri)))]
            with suppress(ArchiveError):
                await self._keep(news)
                kept |= {health.source.uri: health for health in news}
            if news:
                self._doorbell()
            if any(kept.get(health.source.uri) != health for health in news):
                self._noticed.set()
                await asyncio.sleep(_PAUSE)
            await asyncio.sleep(_TELL_SECONDS)
            await self._noticed.wait()

    async def end(self) -> None:
        """All are off from now on. May be left undone."""
        with suppress(ArchiveError, asyncio.CancelledError):
            await self._keep([_off(health) for health in self._health()])

    async def _keep(self, news: Sequence[Health]) -> None:
        if news:
            await self._keeper.ask(lambda archive: archive.health(*news))


def _off(health: Health) -> Health:
    return replace(health, state="off", next_try=None)
