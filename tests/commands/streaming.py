"""`wirewatch watch` as a process, for tests that read what it prints, and stop or kill it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import platformdirs

SECONDS = 60.0


class Watch:
    """Runs until the block ends; `lines` reads the next objects it prints."""

    def __init__(self, place: Path, *options: str, program: Sequence[str] = ("-m", "tui", "watch")) -> None:
        settings = place / "settings.toml"
        if not settings.exists():
            settings.write_text("quiet_seconds = 0.15\nrescan_seconds = 0.5\nworkers = 1\n", encoding="utf-8")
        kept = ["--settings", str(settings), "--archive", str(place / "archive.sqlite")]
        self.errors = place / "errors.txt"
        with self.errors.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, *program, *kept, *options, str(place / "in")],
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "XDG_CACHE_HOME": str(platformdirs.user_cache_path())},
            )
        self._buffer = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    @property
    def output(self) -> IO[bytes]:
        assert self.process.stdout
        return self.process.stdout

    def lines(self, count: int) -> list[Any]:
        """Fails the test when they do not come."""
        found: list[Any] = []
        until = time.monotonic() + SECONDS
        while len(found) < count:
            line, newline, rest = self._buffer.partition(b"\n")
            if newline:
                found.append(json.loads(line))
                self._buffer = rest
                continue
            assert time.monotonic() < until, f"{len(found)} of {count} lines; {self.errors.read_text()}"
            if select.select([self.output], [], [], 0.5)[0]:
                piece = os.read(self.output.fileno(), 65536)
                assert piece, f"it has ended; {self.errors.read_text()}"
                self._buffer += piece

        return found

    def stop(self, number: signal.Signals) -> int:
        """The exit code."""
        self.process.send_signal(number)
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode
