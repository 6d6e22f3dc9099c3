"""The intake as the board sees it: a service whose work is done by another process."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import msgspec

import tui
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
    event,
    line,
)
from tui.paths import Paths
from watchers.analysis.own import Taken
from watchers.clean import clean_line
from watchers.errors import ArchiveBusyError, IntakeError
from watchers.keeping import Keeping
from watchers.progress import Progress
from watchers.retagged import Retagged

PATIENCE = 10.0
"""Seconds that it has to keep what it has in hand when it is to end."""
LONGEST = 16 * 2**20
"""Bytes of the longest line: what came of re-tagging an archive of many thousand tags."""
_WORDS = 2000


class Beside:
    """`given` are its arguments; `free` is called when it is ready to take the archive's lock over.

    As `watchers.service.Service`, but for `retry`, which has to be waited for.
    """

    def __init__(
        self, given: Sequence[str], archive: Path, doorbell: Callable[[], None], free: Callable[[], None]
    ) -> None:
        self._given, self._archive, self._doorbell, self._free = given, archive, doorbell, free
        self._state = State()
        self._process: Process | None = None
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Answered]] = {}
        self._ended: Ended | None = None

    @property
    def keeping(self) -> Keeping:
        return self._state.keeping

    @property
    def alerting(self) -> str:
        return self._state.alerting

    @property
    def pending(self) -> int:
        return self._state.pending

    @property
    def catching_up(self) -> Progress | None:
        return self._state.catching_up

    @property
    def retagging(self) -> tuple[int, int] | None:
        return self._state.retagging

    @property
    def taken(self) -> Taken | None:
        return self._state.taken

    def rescan(self, source_uri: str | None = None) -> None:
        self._send(Rescan(source_uri))

    async def retry(self, source_uri: str, uri: str | None = None) -> None:
        """Raises KeyError for a source that is not watched."""
        if (await self._ask(Retry(next(self._numbers), source_uri, uri))).unknown:
            raise KeyError(source_uri)

    async def full_text(self, document: int) -> str:
        """Raises IntakeError."""
        return (await self._ask(FullText(next(self._numbers), document))).said or ""

    async def retag(self) -> Retagged:
        """Raises IntakeError."""
        answered = await self._ask(Retag(next(self._numbers)))
        if answered.retagged is None:
            raise IntakeError(answered.problem or "the archive was not tagged again.")
        return answered.retagged

    async def run(self) -> None:
        """Until cancelled. Raises ArchiveBusyError, and IntakeError when the process ends unasked."""
        process = self._process = await _started(self._given)
        try:
            said, _ = await asyncio.gather(_last_words(process), self._listen(process))
            code = await process.wait()
        finally:
            await self._end(process)
        if self._ended and self._ended.busy:
            raise ArchiveBusyError(self._archive, self._ended.problem)
        raise IntakeError(self._ended.problem if self._ended else _unasked(code, said))

    async def _listen(self, process: Process) -> None:
        assert process.stdout
        while told := await process.stdout.readline():
            with suppress(msgspec.MsgspecError):  # a library's own words, not ours
                self._hear(event(told))

    def _hear(self, told: Event) -> None:
        match told:
            case Ready():
                self._free()
                self._send(Begin())
            case Rang():
                self._doorbell()
            case State():
                self._state = told
            case Answered(number=number):
                if (asked := self._asked.pop(number, None)) and not asked.done():
                    asked.set_result(told)
            case Ended():
                self._ended = told

    def _send(self, request: Request) -> None:
        if self._process and self._process.stdin and not self._process.stdin.is_closing():
            self._process.stdin.write(line(request))

    async def _ask(self, question: Question) -> Answered:
        asked: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._asked[question.number] = asked
        self._send(question)
        answered = await asked
        if answered.problem:
            raise IntakeError(answered.problem)
        return answered

    async def _end(self, process: Process) -> None:
        """Closing its ear tells it to end; it is killed where it does not."""
        self._process = None
        for asked in self._asked.values():
            asked.cancel()
        self._asked.clear()
        if process.returncode is None:
            assert process.stdin
            process.stdin.close()
            try:
                async with asyncio.timeout(PATIENCE):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()


def given(paths: Paths, lexicon: Path, places: Sequence[str]) -> list[str]:
    """The arguments of the process."""
    return [*map(str, (paths.settings, paths.archive, paths.cache, lexicon)), *places]


async def _started(given: Sequence[str]) -> Process:
    """In a session of its own: what the terminal sends to the board does not end it.

    This package is found where it was found here, whatever lies in the folder that one happens to stand in.
    """
    home = str(Path(tui.__file__).parents[1])
    found = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "tui.intake",
        *given,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=LONGEST,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": found},
    )


def _unasked(code: int, said: str) -> str:
    how = f"killed by signal {-code}" if code < 0 else f"exit code {code}: {said}"
    return f"what takes documents in has ended ({how}); it begins again."


async def _last_words(process: Process) -> str:
    """The last line that it wrote to stderr, safe to show."""
    assert process.stderr
    kept = b""
    while some := await process.stderr.read(_WORDS):
        kept = (kept + some)[-_WORDS:]
    lines = [each for each in kept.decode("utf-8", "replace").splitlines() if each.strip()]
    return clean_line(lines[-1], 200) if lines else ""
