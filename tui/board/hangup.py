"""Ends a board whose terminal has gone: with its window, or with the connection that it came over.

Without one nobody sees the board, Textual would read the end of its input again and again, and what is written to it
would fail in a thread for whose queue the board waits.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable
from threading import Event, Thread

from textual.app import App

TERMINATED = 128 + signal.SIGTERM
HUNG_UP = 128 + signal.SIGHUP
"""What a shell calls the exit of a program that was told to end, or whose terminal has gone."""
GRACE = 10.0
"""Seconds to leave in once the terminal has gone."""


def watch(app: App[None], leave: Callable[[], None]) -> None:
    """Calls `leave`, in the app's own thread, once the terminal has gone, and sees to it that the program ends."""
    if app.is_headless or app.is_web or sys.__stdin__ is None or not sys.__stdin__.isatty():
        return
    number = sys.__stdin__.fileno()
    Thread(target=_watch, args=(app, number, leave), name="hangup", daemon=True).start()


def _watch(app: App[None], number: int, leave: Callable[[], None]) -> None:
    if not hasattr(select, "poll"):
        return
    line = select.poll()
    line.register(number, 0)
    if not any(told & select.POLLHUP for _, told in line.poll()):
        return  # a system that cannot tell
    nowhere = os.open(os.devnull, os.O_RDWR)
    for each in range(3):
        os.dup2(nowhere, each)
    app.call_later(leave)
    Event().wait(GRACE)
    os._exit(HUNG_UP)
