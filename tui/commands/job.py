"""One run of a command: a document on its standard input, what it says, and its end in time.

It has a session of its own, so that ^c is ours to hand on, and what it started in turn ends with it.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector, DefaultSelector
from threading import Event
from time import monotonic
from typing import IO

from watchers.clean import clean_line

_PIECE = 1 << 16
_PIPE = 1 << 20
"""Bytes that a pipe holds at most."""
_LOOK_SECONDS = 0.1
"""How often it is looked whether it is to be cut short, or has ended while another still holds its pipes."""
_GRACE = 2.0
"""Seconds between asking a command to end and ending it."""
_KEPT = 4096
"""Bytes of a line, and of the end of standard error, that are kept."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is None where it could not begin, negative where a signal ended it; `said` is its last line on stderr."""

    code: int | None
    said: str = ""
    late: bool = False
    cut: bool = False

    @property
    def well(self) -> bool:
        return self.code == 0 and not self.late and not self.cut

    @property
    def problem(self) -> str:
        """`exit code 3`, `ended by SIGSEGV`, `took too long and was ended`."""
        if self.code is None:
            return "could not be run"
        if self.late:
            return "took too long and was ended"
        return f"ended by {_signal(-self.code)}" if self.code < 0 else f"exit code {self.code}"


def run(arguments: tuple[str, ...], document: bytes, seconds: float, cut: Event, say: Say) -> Outcome:
    """Lines of its standard output go to `say`, clean. When `cut` is set it is ended at once, as when it takes longer
    than `seconds`."""
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own command
            arguments, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, start_new_session=True
        )
    except OSError as error:
        return Outcome(None, clean_line(error.strerror or str(error)))
    until = monotonic() + seconds
    with process:
        talk = _Talk(process, document, say)
        while talk.goes_on() and monotonic() < until and not cut.is_set():
            talk.step(_LOOK_SECONDS)
        while not talk.ended and monotonic() < until and not cut.is_set():
            _wait(process, _LOOK_SECONDS)
        forced = not talk.ended
        if forced:
            _end(process)
        talk.finish()
        stopped = cut.is_set()
    return Outcome(process.returncode, talk.last, late=forced and not stopped, cut=forced and stopped)


@dataclass(slots=True)
class _Talk:
    process: subprocess.Popen[bytes]
    left: bytes
    say: Say
    out: bytes = b""
    errors: bytes = b""
    selector: BaseSelector = field(default_factory=DefaultSelector)

    def __post_init__(self) -> None:
        for name, event in (("stdin", EVENT_WRITE), ("stdout", EVENT_READ), ("stderr", EVENT_READ)):
            stream = self._stream(name)
            os.set_blocking(stream.fileno(), False)
            self.selector.register(stream, event)

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    @property
    def last(self) -> str:
        """The last line of its standard error that says anything."""
        lines = (clean_line(line) for line in reversed(self.errors.decode("utf-8", "replace").splitlines()))
        return next(filter(None, lines), "")

    def goes_on(self) -> bool:
        return bool(self.selector.get_map()) and not self.ended

    def step(self, seconds: float) -> bool:
        """Whether anything was passed."""
        ready = self.selector.select(seconds)
        for key, event in ready:
            self._write() if event == EVENT_WRITE else self._read(key.fileobj)  # type: ignore[arg-type]
        return bool(ready)

    def finish(self) -> None:
        """What still lies in its pipes; what it started may hold them open, and write on for ever."""
        pieces = _PIPE // _PIECE + 2
        while pieces and self.selector.get_map() and self.step(0):
            pieces -= 1
        self._tell_lines(b"\n")
        self.selector.close()

    def _write(self) -> None:
        stdin = self._stream("stdin")
        with suppress(BrokenPipeError):  # it need not read what it is given
            self.left = self.left[os.write(stdin.fileno(), self.left[:_PIECE]) :]
            if self.left:
                return
        self._close(stdin)

    def _read(self, stream: IO[bytes]) -> None:
        piece = os.read(stream.fileno(), _PIECE)
        if not piece:
            self._close(stream)
        elif stream is self.process.stderr:
            self.errors = (self.errors + piece)[-_KEPT:]
        else:
            self._tell_lines(piece)

    def _tell_lines(self, piece: bytes) -> None:
        *lines, rest = (self.out + piece).split(b"\n")
        self.out = rest[-_KEPT:]
        for line in lines:
            if said := clean_line(line[:_KEPT].decode("utf-8", "replace")):
                self.say(said)

    def _close(self, stream: IO[bytes]) -> None:
        self.selector.unregister(stream)
        stream.close()

    def _stream(self, name: str) -> IO[bytes]:
        stream: IO[bytes] = getattr(self.process, name)
        return stream


def _end(process: subprocess.Popen[bytes]) -> None:
    """It and all that it started: asked first, then forced."""
    _send(process, signal.SIGTERM)
    _wait(process, _GRACE)
    _send(process, signal.SIGKILL)
    process.wait()


def _send(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
