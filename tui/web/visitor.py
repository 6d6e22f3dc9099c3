"""A visitor's own board: a process that paints into a pipe, in packets of Textual's web driver."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import tui
from watchers.clean import clean_line

WIDTHS, HEIGHTS = (20, 600), (5, 300)
"""Cells of a visitor's screen, whatever the browser says."""
LONGEST = 16 * 2**20
"""Bytes of a packet; a screen of text has a thousandth."""
PATIENCE, GRACE = 4.0, 2.0
"""Seconds that a board has to end when asked to, and then when told to."""
_BEGUN = b"__GANGLION__\n"
_WORDS = 2000
Send = Callable[[bytes], Awaitable[None]]
Tell = Callable[[str], Awaitable[None]]


class Visitor:
    """`send` gets what the terminal paints, `tell` messages to the page.

    `ended` says why where nobody asked it to; `left` whether the person on the board did.
    """

    def __init__(self, command: Sequence[str], send: Send, tell: Tell) -> None:
        self._command, self._send, self._tell = command, send, tell
        self._process: Process | None = None
        self.left = self._dismissed = False
        self.ended = ""

    async def run(self, width: int, height: int) -> None:
        """Until the board ends."""
        process = self._process = await _started(self._command, within(width, WIDTHS), within(height, HEIGHTS))
        words = asyncio.create_task(_last_words(process))
        try:
            await self._listen(process)
        except (asyncio.IncompleteReadError, ValueError, ConnectionError):
            pass  # it has ended, or what it says is no packet: then it is ended
        finally:
            await self._end(process)
            said = await words
            self.left = not self._dismissed and process.returncode == 0
            if process.returncode and not self._dismissed:
                self.ended = said or f"exit code {process.returncode}"

    async def hear(self, message: str) -> None:
        """What the page says; what is none of its words is passed over."""
        match _heard(message):
            case ["stdin", str(typed)]:
                await self._pass_on(b"D", typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                size = {"width": within(width, WIDTHS), "height": within(height, HEIGHTS)}
                await self._meta({"type": "resize", **size})
            case ["ping", str(sent)]:
                await self._tell(json.dumps(["pong", sent[:40]]))
            case ["focus" | "blur" as kind, *_]:
                await self._meta({"type": kind})

    async def leave(self) -> None:
        """The visitor has gone, or must."""
        self._dismissed = True
        await self._meta({"type": "quit"})

    async def _listen(self, process: Process) -> None:
        assert process.stdout
        while await process.stdout.readline() not in {_BEGUN, b""}:
            continue
        while True:
            head = await process.stdout.readexactly(5)
            size = int.from_bytes(head[1:], "big")
            if size > LONGEST:
                raise ValueError(size)
            body = await process.stdout.readexactly(size)
            if head[:1] == b"D":
                await self._send(body)
            elif head[:1] == b"M":
                await self._hear_board(json.loads(body))

    async def _hear_board(self, told: object) -> None:
        match told:
            case {"type": "open_url", "url": str(address)} if is_web(address):
                await self._tell(json.dumps(["open_url", {"url": address, "new_tab": True}]))

    async def _meta(self, told: dict[str, str | int]) -> None:
        await self._pass_on(b"M", json.dumps(told).encode())

    async def _pass_on(self, kind: bytes, body: bytes) -> None:
        ear = self._process.stdin if self._process else None
        if ear is not None and not ear.is_closing():
            with suppress(ConnectionError, RuntimeError):
                ear.write(kind + len(body).to_bytes(4, "big") + body)
                await ear.drain()

    async def _end(self, process: Process) -> None:
        for number, seconds in ((None, PATIENCE), (signal.SIGTERM, GRACE), (signal.SIGKILL, None)):
            if number is not None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await _drained(process)
                    return


def within(asked: int, limits: tuple[int, int]) -> int:
    """Not below, not above."""
    return max(limits[0], min(limits[1], asked))


def is_web(address: str) -> bool:
    """Whether a browser may be sent there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and address.isprintable()


def _heard(message: str) -> object:
    try:
        return json.loads(message)
    except (ValueError, RecursionError):
        return None


async def _drained(process: Process) -> None:
    """Reads on until it has ended: one that waits for its words to be taken does not end."""
    assert process.stdout
    while await process.stdout.read(1 << 16):
        continue
    await process.wait()


async def _started(command: Sequence[str], width: int, height: int) -> Process:
    """Found where this package is; a session of its own, so that ^c in the server's terminal is not for it."""
    home = str(Path(tui.__file__).parents[1])
    own = {
        "PYTHONPATH": os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")])),
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "tui.web",
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=LONGEST,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if name != "WIREWATCH_TOKEN"} | own,
    )


async def _last_words(process: Process) -> str:
    """The last line that it wrote to stderr, safe to show."""
    assert process.stderr
    kept = b""
    while some := await process.stderr.read(_WORDS):
        kept = (kept + some)[-_WORDS:]
    lines = [each for each in kept.decode("utf-8", "replace").splitlines() if each.strip()]
    return clean_line(lines[-1], 300) if lines else ""
