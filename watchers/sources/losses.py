"""Learns that hints were lost: the library that watches only logs it, warns, or ends one of its threads."""

from __future__ import annotations

import logging
import threading
import warnings
import weakref
from contextlib import suppress
from typing import Protocol


class Doubtful(Protocol):
    """One who relies on hints."""

    def doubt(self) -> None:
        """Hints were lost; called from any thread."""
        ...


_LISTENING: weakref.WeakSet[Doubtful] = weakref.WeakSet()
_lock = threading.Lock()


def listen(one: Doubtful) -> None:
    """Until `leave`. Nothing that the library says reaches the screen from here on."""
    with _lock:
        _LISTENING.add(one)
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)  # a new folder, twice
        log = logging.getLogger("watchdog")
        log.propagate = False
        if not any(isinstance(handler, _Log) for handler in log.handlers):
            log.addHandler(_Log())
        if not isinstance(threading.excepthook, _Threads):
            threading.excepthook = _Threads()


def leave(one: Doubtful) -> None:
    with _lock:
        _LISTENING.discard(one)


def _tell() -> None:
    with _lock:
        listening = list(_LISTENING)
    for one in listening:
        with suppress(Exception):  # the periodic look finds what was lost
            one.doubt()


class _Log(logging.Handler):
    """The system's queue ran over."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            _tell()


class _Threads:
    """A thread of the library ended with an error, which is nobody's business but ours; others go their usual way."""

    def __init__(self) -> None:
        self._usual = threading.excepthook

    def __call__(self, failed: threading.ExceptHookArgs) -> None:
        if type(failed.thread).__module__.startswith("watchdog."):
            _tell()
        else:
            self._usual(failed)
