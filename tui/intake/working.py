"""What the intake does: runs the service, answers what the board asks of it, and tells how it fares."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from tui.alerting import Alarms, alarms
from tui.intake.messages import (
    Answered,
    Begin,
    Ended,
    Event,
    FullText,
    Question,
    Rang,
    Ready,
    Request,
    Rescan,
    Retag,
    Retry,
    State,
    line,
    request,
)
from tui.paths import Paths
from tui.where import polling, where_of
from watchers.errors import ArchiveBusyError, WirewatchError
from watchers.service import Service
from watchers.settings import load

PAUSE = 0.25
"""Seconds between two looks at how it fares: what is the same is not told again."""


async def run(paths: Paths, lexicon: Path, places: Sequence[str], ear: BinaryIO, mouth: int) -> None:
    """Until the ear is closed, or the service cannot go on."""
    await _Working(paths, lexicon, places, mouth).until_closed(await _lines(ear))


async def _lines(ear: BinaryIO) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), ear)
    return reader


class _Working:
    def __init__(self, paths: Paths, lexicon: Path, places: Sequence[str], mouth: int) -> None:
        self._paths, self._lexicon, self._places, self._mouth = paths, lexicon, places, mouth
        self._service: Service | None = None
        self._rang, self._begun = asyncio.Event(), asyncio.Event()
        self._alerting = ""
        self._deeds: set[asyncio.Task[None]] = set()

    async def until_closed(self, ear: asyncio.StreamReader) -> None:
        """Whichever comes first."""
        hearing, serving = asyncio.create_task(self._hear(ear)), asyncio.create_task(self._serve())
        try:
            await asyncio.wait([hearing, serving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (hearing, serving, *self._deeds):
                task.cancel()
            await asyncio.gather(hearing, serving, *self._deeds, return_exceptions=True)

    async def _serve(self) -> None:
        try:
            self._service = service = self._made()
            self._say(Ready())
            await self._begun.wait()
            alerting = self._alarms()
            await asyncio.to_thread(alerting.start)
            async with asyncio.TaskGroup() as group:
                telling = group.create_task(self._tell(service))
                try:
                    await service.run()
                finally:
                    telling.cancel()
                    await asyncio.to_thread(alerting.end)
        except* ArchiveBusyError as several:
            self._say(Ended(str(several.exceptions[0]), busy=True))
        except* (WirewatchError, OSError) as several:
            self._say(Ended(str(several.exceptions[0])))

    def _made(self) -> Service:
        settings = load(self._paths.settings)
        where = where_of(self._places, settings)
        feeds = polling(where, self._paths, settings)
        at = (self._paths.archive, where.folders, self._lexicon, settings, self._rang.set)
        return Service(*at, own=self._paths.own, feeds=feeds)

    def _alarms(self) -> Alarms:
        paths, loop = self._paths, asyncio.get_running_loop()

        def given(_: object) -> None:
            with suppress(RuntimeError):  # after the loop
                loop.call_soon_threadsafe(self._rang.set)

        def wrong(problem: str) -> None:
            self._alerting = problem

        return alarms(paths.archive, paths.filters, self._lexicon, paths.own, given, wrong)

    async def _tell(self, service: Service) -> None:
        before = State()
        while True:
            now = State(
                service.pending, service.retagging, service.catching_up, service.taken, service.keeping, self._alerting
            )
            if now != before:
                self._say(now)
            before = now
            if self._rang.is_set():
                self._rang.clear()
                self._say(Rang())
            await asyncio.sleep(PAUSE)

    async def _hear(self, ear: asyncio.StreamReader) -> None:
        while told := await ear.readline():
            self._take(request(told))

    def _take(self, asked: Request) -> None:
        match asked:
            case Begin():
                self._begun.set()
            case Rescan(source=source):
                if self._service:
                    self._service.rescan(source)
            case _:
                task = asyncio.create_task(self._answer(asked))
                self._deeds.add(task)
                task.add_done_callback(self._deeds.discard)

    async def _answer(self, asked: Question) -> None:
        try:
            self._say(await self._done(asked))
        except KeyError:
            self._say(Answered(asked.number, unknown=True))
        except Exception as error:  # whatever it is, the board is told, and everything else goes on
            self._say(Answered(asked.number, problem=str(error) or type(error).__name__))

    async def _done(self, asked: Question) -> Answered:
        service = self._service
        if service is None:
            return Answered(asked.number, problem="not ready yet")
        match asked:
            case Retry(source=source, uri=uri):
                await service.retry(source, uri)
                return Answered(asked.number)
            case FullText(document=document):
                return Answered(asked.number, said=await service.full_text(document))
            case Retag():
                return Answered(asked.number, retagged=await service.retag())

    def _say(self, told: Event) -> None:
        """All of it: the board reads whatever it does; where there is none any more, the ear closes too."""
        left = line(told)
        try:
            while left:
                left = left[os.write(self._mouth, left) :]
        except BrokenPipeError:
            return
