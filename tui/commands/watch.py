"""`wirewatch watch`: what the board would show, as JSON lines, until interrupted; beside a board it reads along."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tui.commands.complaining import complain
from tui.commands.progress import Counted, counted, lasting
from tui.commands.query import understood
from tui.commands.stream import EVERYTHING, Stream
from watchers.archive import Archive, Lock, outdated
from watchers.archive.network import remark
from watchers.archive.rows import Health
from watchers.filters import Filter
from watchers.keeping import Keeping
from watchers.progress import Progress
from watchers.reading.clean import clean_line
from watchers.service import Service
from watchers.settings import Folder, Settings
from watchers.sources.feeds.polling import Polling

_LOCK_SECONDS = 1.0
"""How often it is looked whether the archive has no writer any more."""
_TELL_SECONDS = 0.5
_LOG_SECONDS = 10.0
_PATIENCE = 5.0
"""Seconds that the reader has at the end to take what is kept."""


@dataclass(frozen=True, slots=True)
class Watching:
    """What is taken in, and how; `feeds` makes what visits them."""

    archive: Path
    folders: Sequence[Folder]
    lexicon: Path
    settings: Settings
    own: Path | None = None
    feeds: Callable[[], Polling] | None = None
    expression: str = ""


def run(watching: Watching, after: int | None, output: int) -> int:
    """0 after SIGTERM or when the reader of the file number `output` has gone, 130 after SIGINT. Raises WirewatchError.

    Without `after`, a sequence, it begins with what the archive keeps from now on.
    """
    wanted = EVERYTHING
    lock = Lock(watching.archive)
    held = lock.acquire()
    try:
        if told := remark(watching.archive):
            complain(told)
        if held:
            if waiting := outdated.remark(watching.archive):
                complain(waiting)
            opened = Archive.open(watching.archive)
            opened.close()
            if opened.copy:
                complain(f"the archive of an earlier wirewatch is up to date now; as it was, it lies in {opened.copy}.")
        if watching.expression:
            wanted = understood(watching.expression, watching.archive, watching.lexicon, watching.own)
        return asyncio.run(_Run(watching, lock, held=held, wanted=wanted).until_ended(after, output))
    finally:
        lock.release()


class _Run:
    def __init__(self, watching: Watching, lock: Lock, *, held: bool, wanted: Filter = EVERYTHING) -> None:
        self._watching, self._lock, self._held, self._wanted = watching, lock, held, wanted
        self._ended = asyncio.Event()
        self._code = 0

    async def until_ended(self, after: int | None, output: int) -> int:
        loop = asyncio.get_running_loop()
        stream = Stream(self._watching.archive, after, output, lambda: _set(loop, self._ended), self._wanted)
        for number, code in ((signal.SIGTERM, 0), (signal.SIGINT, 130)):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self._end, code)
        await asyncio.to_thread(stream.start)
        serving = asyncio.create_task(self._serve(stream.ring))
        ended = asyncio.create_task(self._ended.wait())
        try:
            await asyncio.wait([serving, ended], return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                serving.result()
        finally:
            ended.cancel()
            serving.cancel()
            await asyncio.gather(serving, ended, return_exceptions=True)
            await asyncio.to_thread(stream.end, _PATIENCE)
        if stream.problem:
            raise stream.problem
        return self._code

    def _end(self, code: int) -> None:
        self._code = code
        self._ended.set()

    async def _serve(self, ring: Callable[[], None]) -> None:
        """Takes documents in as soon as nobody else does."""
        if not self._held:
            complain("another wirewatch takes documents in; this one follows what it keeps.")
        while not self._held:
            await asyncio.sleep(_LOCK_SECONDS)
            self._held = self._lock.acquire()
        watching = self._watching
        service = Service(
            watching.archive,
            watching.folders,
            watching.lexicon,
            watching.settings,
            ring,
            lock=self._lock,
            own=watching.own,
            feeds=watching.feeds() if watching.feeds else None,
        )
        async with asyncio.TaskGroup() as group:
            telling = group.create_task(_tell_on(service))
            try:
                await service.run()
            finally:
                telling.cancel()


@dataclass(slots=True)
class _Told:
    """What was said of the sources, and the bar of the catch-up that goes on."""

    problems: dict[str, str | None] = field(default_factory=dict)
    remark: str | None = None
    aside: int = 0
    bar: ExitStack = field(default_factory=ExitStack)
    count: Counted | None = None

    def sources(self, healths: Sequence[Health]) -> None:
        for health in healths:
            name, problem = health.source.name, health.problem
            if problem != self.problems.get(health.source.uri):
                complain(clean_line(f"{name}: {problem or 'fares well again.'}", 500))
            self.problems[health.source.uri] = problem
        aside = sum(health.set_aside for health in healths)
        if aside > self.aside:
            complain(f"{aside:,} set aside that could not be read; wirewatch doctor says which and why.")
        self.aside = aside

    def keeping(self, now: Keeping) -> None:
        if now.remark and now.remark != self.remark:
            complain(now.remark)
        self.remark = now.remark

    def catch_up(self, progress: Progress | None) -> None:
        if progress is None:
            self.bar.close()
            self.count = None
            return
        if self.count is None:
            self.count = self.bar.enter_context(counted("Catching up", _LOG_SECONDS))
        self.count(progress.done, progress.total, _rate(progress))


async def _tell_on(service: Service) -> None:
    """On stderr, for stdout carries documents only."""
    told = _Told()
    try:
        while True:
            told.catch_up(service.catching_up)
            told.keeping(service.keeping)
            if service.catching_up is None:
                told.sources(service.health)
            await asyncio.sleep(_TELL_SECONDS)
    finally:
        told.bar.close()


def _rate(progress: Progress) -> str:
    if progress.seconds_left is None:
        return ""
    return f"{progress.per_second:,.0f} a second, {lasting(progress.seconds_left)} left"


def _set(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    """From another thread, perhaps after the loop."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(event.set)
