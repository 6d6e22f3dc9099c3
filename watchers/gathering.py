"""Documents of an older archive put together into stories, beside what comes in and after it, the oldest first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic

from watchers.analysis.traces import trace_of
from watchers.archive.clusters import origin_of
from watchers.archive.reader import Reader
from watchers.document import Trace
from watchers.errors import ArchiveError
from watchers.keeping import Keeper

_SOME = 50
"""Documents of one transaction."""
_PAUSE = 0.2
_REST = 1.0
"""Times what a transaction took: half a core at most, since nobody waits for it."""
_BELL = 5.0
"""Seconds between two times that the board is told."""

Found = tuple[int, Trace, int]
"""A document's number, what it is compared with others by, and its origin."""


class Gathering:
    """One round at each start; broken off, it goes on at the next. What is damaged is passed over."""

    def __init__(self, path: Path, keeper: Keeper, pending: Callable[[], int], doorbell: Callable[[], None]) -> None:
        self._path, self._keeper, self._pending, self._doorbell = path, keeper, pending, doorbell

    async def run(self) -> None:
        """Until no document is without a story; an archive that cannot be read now is left for the next start."""
        with suppress(ArchiveError), ThreadPoolExecutor(1, "gathering") as thread:
            loop, after = asyncio.get_running_loop(), 0
            told = monotonic()
            while True:
                began = monotonic()
                after, found = await loop.run_in_executor(thread, _next, self._path, after)
                if not after:
                    self._doorbell()
                    return
                await self._keeper.keep(lambda archive, found=found: archive.gather(found))  # type: ignore[misc]
                if monotonic() - told > _BELL:
                    told = monotonic()
                    self._doorbell()
                await asyncio.sleep((monotonic() - began) * _REST)
                while self._pending():  # noqa: ASYNC110
                    await asyncio.sleep(_PAUSE)


def _next(path: Path, after: int) -> tuple[int, list[Found]]:
    """The last number that was looked at, 0 at the end, and what was found."""
    with closing(Reader.open(path)) as reader:
        numbers = reader.without_cluster(after, _SOME)
        found = [one for number in numbers if (one := _traced(reader, number))]
        return (numbers[-1] if numbers else 0), found


def _traced(reader: Reader, number: int) -> Found | None:
    stored = reader.document(number)
    if stored is None or stored.row.damaged is not None:
        return None
    trace = trace_of(stored.document, stored.analysis)
    return number, trace, origin_of(stored.document, stored.source)
