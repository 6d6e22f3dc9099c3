"""What becomes of a document of the stream: it is written to standard output, handed to a command, or both."""

from __future__ import annotations

import sys
from contextlib import suppress
from threading import Lock

from tui.commands.complaining import complain
from tui.commands.crew import Crew, Order
from tui.commands.forms import Form
from tui.commands.pipe import Pipe
from tui.commands.stream import Stream
from watchers.archive.following import Followed

_PATIENCE = 5.0
"""Seconds that a reader has at the end to take what is kept, and that commands have to come to theirs."""


class Teller:
    """`form` is None where nothing is to be written, `order` where no command is to be run."""

    def __init__(self, pipe: Pipe, form: Form | None, order: Order | None) -> None:
        self._pipe, self._form = pipe, form
        self._crew = Crew(order, _Voice()) if order else None

    def tell(self, one: Followed) -> bool:
        """False where no more are wanted; waits for a reader or for commands that are slow."""
        if self._crew and self._crew.stopped:
            return False
        if self._form:
            self._pipe.write(self._form(one))
        return self._crew.hand(one) if self._crew else True

    def abandoned(self) -> bool:
        return self._form is not None and self._pipe.abandoned

    def stop(self) -> None:
        """No more commands are begun."""
        if self._crew:
            self._crew.stop()

    def hurry(self) -> None:
        """Those that run are ended."""
        if self._crew:
            self._crew.cut()

    def end(self, stream: Stream) -> None:
        """Ends the stream and the commands, each in its time, and says on stderr what came of these."""
        stream.end(_PATIENCE)
        if self._crew is None:
            return
        self._crew.end(_PATIENCE)
        after = self._crew.go_on_after(stream.reached)
        self._crew.say(f"{self._crew.account}. Go on with --after {after}.")


class _Voice:
    """Complains from several threads, a line at a time; who closes stderr hears nothing, and ends nothing."""

    def __init__(self) -> None:
        self._lock = Lock()

    def __call__(self, line: str) -> None:
        with self._lock, suppress(OSError, ValueError):
            complain(line)
            sys.stderr.flush()
