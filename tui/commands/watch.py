"""`wirewatch watch`: what comes in, as a stream, until interrupted; beside a board it reads along."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tui.alerting import Alarms
from tui.commands.complaining import complain
from tui.commands.crew import Order
from tui.commands.forms import Form
from tui.commands.health import tell_on
from tui.commands.pipe import Pipe
from tui.commands.query import understood
from tui.commands.stream import EVERYTHING, Stream
from tui.commands.teller import Teller
from watchers.archive import outdated
from watchers.archive.lock import Lock
from watchers.archive.network import remark
from watchers.archive.writing import Archive
from watchers.filters import Filter
from watchers.service import Service
from watchers.settings import Folder, Settings
from watchers.sources.feeds.polling import Polling

_LOCK_SECONDS = 1.0
"""How often it is looked whether the archive has no writer any more."""


@dataclass(frozen=True, slots=True)
class Watching:
    """What is taken in, and how; `feeds` makes what visits them. `form` is None where nothing is to be written.

    `alarms` makes what alerts of saved filters are given by, in whichever process takes documents in.
    """

    archive: Path
    folders: Sequence[Folder]
    lexicon: Path
    settings: Settings
    own: Path | None = None
    feeds: Callable[[], Polling] | None = None
    expression: str = ""
    form: Form | None = None
    order: Order | None = None
    alarms: Callable[[], Alarms] | None = None


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
        loop, watching = asyncio.get_running_loop(), self._watching
        teller = Teller(Pipe(output), watching.form, watching.order)

        def ended() -> None:
            teller.stop()
            _set(loop, self._ended)

        stream = Stream(watching.archive, after, teller.tell, ended, self._wanted, teller.abandoned)
        for number, code in ((signal.SIGTERM, 0), (signal.SIGINT, 130)):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self._end, code, teller)
        await asyncio.to_thread(stream.start)
        serving = asyncio.create_task(self._serve(stream.ring))
        waiting = asyncio.create_task(self._ended.wait())
        try:
            await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                serving.result()
        finally:
            waiting.cancel()
            serving.cancel()
            teller.stop()
            await asyncio.gather(serving, waiting, return_exceptions=True)
            await asyncio.to_thread(teller.end, stream)
        if stream.problem:
            raise stream.problem
        return self._code

    def _end(self, code: int, teller: Teller) -> None:
        """Asked a second time, commands that run get no time any more."""
        if self._ended.is_set():
            teller.hurry()
            return
        self._code = code
        teller.stop()
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
        alarms = watching.alarms() if watching.alarms else None
        if alarms:
            await asyncio.to_thread(alarms.start)
        async with asyncio.TaskGroup() as group:
            telling = group.create_task(tell_on(service, watching.archive))
            try:
                await service.run()
            finally:
                telling.cancel()
                if alarms:
                    await asyncio.to_thread(alarms.end)


def _set(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    """From another thread, perhaps after the loop."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(event.set)
