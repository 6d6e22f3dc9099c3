"""`wirewatch serve` as a process, on a folder of documents and an archive of its own."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import platformdirs

from tests.waiting import until

SECONDS = 60.0
FERRY = """Ferry service to Zanzibar resumes after storm

DAR ES SALAAM, Nov 20 (Reuters) - Tanzania's port authority said on Friday that ferries to Zanzibar sail again.
"""
BORDER = """Iranian army opens border post near Zahedan

TEHRAN, Nov 21 (AFP) - The Iranian army said on Saturday that it had opened a border post near Zahedan,
a move that Pakistan welcomed.
"""


class Served:
    """`said` are its lines on stderr; `address` is where the first of them says that the board is."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.said: list[str] = []

    async def listen(self) -> None:
        assert self.process.stderr
        while line := await self.process.stderr.readline():
            self.said.append(line.decode())

    @property
    def address(self) -> str:
        found = re.search(r"http://\S+", "".join(self.said))
        return found.group() if found else ""

    @property
    def port(self) -> int:
        return int(re.split(r"[:/]", self.address)[4])

    def boards(self) -> list[int]:
        """The processes of visitors' boards that run now."""
        return [number for number in _children(self.process.pid) if b"tui.web" in _command(number)]

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        async with asyncio.timeout(SECONDS):
            return await self.process.wait()


@asynccontextmanager
async def served(path: Path, *options: str, token: str = "", ready: bool = True) -> AsyncIterator[Served]:
    """Serving two documents; what is left of it is killed at the end."""
    folder = path / "in"
    folder.mkdir(exist_ok=True)
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "border.txt").write_text(BORDER, encoding="utf-8")
    settings = path / "settings.toml"
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n", encoding="utf-8")
    kept = ["--archive", str(path / "a.sqlite"), "--settings", str(settings)]
    process = await _started(["serve", *kept, *options, str(folder)], token)
    running = Served(process)
    listening = asyncio.create_task(running.listen())
    try:
        if ready:
            await until(lambda: running.address or process.returncode is not None, SECONDS, "its address")
        yield running
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        await listening


async def _started(arguments: Sequence[str], token: str) -> Process:
    kept = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path()), "WIREWATCH_TOKEN": token}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", *arguments, stderr=PIPE, env={**os.environ, **kept}, start_new_session=True
    )


def _children(parent: int) -> list[int]:
    try:
        told = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(number) for number in told.split()]


def _command(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""
