"""A real terminal for tests and measurements: a program on a pty, and the screen that it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import selectors
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte
from wcwidth import wcwidth


class Terminal:
    """Runs a command on a pty of the given size; `read` feeds what it prints to the emulated screen."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 120, lines: int = 36
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.printed = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.modes = termios.tcgetattr(slave)
        self._slave, self._gone = slave, False
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**_inherited(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            start_new_session=True,
        )
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._master, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if not self._gone:
            self.hang_up()

    def type(self, keys: str) -> None:
        """Sends keys as the terminal would."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Makes the window another size, as a person drags it."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Takes the terminal away, as a window that is closed or a connection that breaks."""
        self._selector.unregister(self._master)
        os.close(self._slave)
        os.close(self._master)
        self._gone = True

    def read(self, seconds: float) -> bytes:
        """What is printed within the time; returns at the first bytes."""
        if not self._selector.select(seconds):
            return b""
        try:
            printed = os.read(self._master, 1 << 16)
        except OSError:
            return b""
        self.printed += printed
        self._stream.feed(printed)
        return printed

    def until(self, seen: Callable[[str], bool], seconds: float) -> float:
        """Reads until the screen satisfies `seen`; returns how long it took, raises TimeoutError with the screen."""
        started = time.monotonic()
        while not seen(self.text):
            left = started + seconds - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"after {seconds} s the screen shows:\n{self.text}")
            self.read(min(left, 0.05))
        return time.monotonic() - started

    def exit_code(self, seconds: float) -> int:
        """Reads until the program ends."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"still running after {seconds} s:\n{self.text}")
            self.read(0.05)
        while self.read(0):
            pass
        return int(self.process.returncode)

    def cells(self) -> list[list[str]]:
        """Each line as what stands in its columns, "" behind a wide letter, without what has no width.

        pyte drops the rest of a text behind some letters without width, which no terminal does.
        """
        screen = pyte.Screen(self.screen.columns, self.screen.lines)
        printed = self.printed.decode("utf-8", "replace")
        pyte.Stream(screen).feed("".join(c for c in printed if c < " " or wcwidth(c) != 0))
        return [[screen.buffer[line][column].data for column in range(screen.columns)] for line in range(screen.lines)]

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)


def _inherited() -> dict[str, str]:
    """The environment but for the size of another terminal, which would go before that of ours."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
