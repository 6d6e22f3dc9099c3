"""The list of subscribed feeds as it is now, and whenever it is another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from watchers.errors import SettingsError
from watchers.subscriptions import Subscription, load
from watchers.subscriptions.addresses import key

_LOOK_SECONDS = 0.5
_REST_SECONDS = 0.15
"""How long the file must stay the same: editors write it in pieces, or put another one in its place."""

Signature = tuple[int, ...]


class Following:
    """`path` is the list, None for none; `given` are feeds beside it. With `later` only those that come to it count.

    `problem` is what is wrong with the list, in a sentence, or None.
    """

    def __init__(self, path: Path | None, given: Sequence[Subscription], *, later: bool) -> None:
        self.problem: str | None = None
        self._path, self._given, self._later = path, tuple(given), later
        self._signature: Signature | None = None
        self._passed: frozenset[str] | None = None
        self._listed: tuple[Subscription, ...] = ()

    async def now(self) -> tuple[Subscription, ...]:
        """Each feed once, those given before those of the list; a list that cannot be read leaves all as it was."""
        self._signature = await asyncio.to_thread(_signature, self._path)
        try:
            listed = await asyncio.to_thread(load, self._path) if self._path else None
        except SettingsError as error:
            self.problem = str(error)
            return self._wanted
        self.problem = _mistakes(listed.mistakes) if listed else None
        self._listed = listed.feeds if listed else ()
        if self._passed is None:
            self._passed = frozenset(key(each.address) for each in self._listed) if self._later else frozenset()
        return self._wanted

    async def changed(self) -> None:
        """Returns when the list is another."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            signature = await asyncio.to_thread(_signature, self._path)
            if signature == self._signature:
                continue
            await asyncio.sleep(_REST_SECONDS)
            if signature == await asyncio.to_thread(_signature, self._path):
                return

    @property
    def _wanted(self) -> tuple[Subscription, ...]:
        """Two addresses of one feed would bring every document twice."""
        listed = [each for each in self._listed if key(each.address) not in (self._passed or ())]
        return tuple({key(each.address): each for each in reversed([*self._given, *listed])}.values())[::-1]


def _signature(path: Path | None) -> Signature:
    """Another one whenever the file is another; () where there is none."""
    try:
        status = path.stat() if path else None
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_size, status.st_ino) if status else ()


def _mistakes(mistakes: Sequence[SettingsError]) -> str | None:
    if not mistakes:
        return None
    more = f" ({len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
    return f"{mistakes[0]}{more}"
