"""Hints from the system that something in a folder changed; they may be late, doubled or lost."""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

_MANY = 5000
"""Paths beyond which a look at the whole folder is cheaper."""
_TELLING = frozenset(["created", "modified", "moved", "deleted", "closed"])
_STOP_SECONDS = 2.0


class Watch:
    """Watches a folder with its sub-folders until stopped; `wake` is called from another thread."""

    def __init__(self, folder: str, wake: Callable[[], None]) -> None:
        self._folder, self._wake = folder, wake
        self._real = os.path.realpath(folder)
        self._lock, self._switch = threading.Lock(), threading.Lock()
        self._stopped = False
        self._paths: set[str] = set()
        self._everything = False
        self._observer: BaseObserver | None = None

    def start(self) -> str | None:
        """Why there will be no hints, or None; after `stop` it starts nothing."""
        with self._switch:
            if self._stopped:
                return None
            begun = self._begin()
            if isinstance(begun, str):
                return begun
            self._observer = begun
            return None

    @property
    def alive(self) -> bool:
        """Whether hints can still come."""
        observer = self._observer
        return observer is not None and observer.is_alive() and all(e.is_alive() for e in observer.emitters)

    def drain(self) -> tuple[set[str], bool]:
        """The paths hinted at since the last call, and whether everything must be looked at."""
        with self._lock:
            paths, everything = self._paths, self._everything
            self._paths, self._everything = set(), False
        return paths, everything

    def stop(self) -> None:
        """Ends its threads, after a `start` that is under way in another one."""
        with self._switch:
            self._stopped = True
            if self._observer is not None:
                _end(self._observer)

    def _begin(self) -> BaseObserver | str:
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

        quiet = logging.getLogger("watchdog")
        quiet.propagate = False
        if not quiet.handlers:
            quiet.addHandler(logging.NullHandler())
        handler = FileSystemEventHandler()
        handler.dispatch = self._hinted  # type: ignore[method-assign]
        observer = Observer()
        try:
            observer.schedule(handler, self._real, recursive=True)
            observer.start()
        except OSError as error:
            _end(observer)
            return _in_words(error)
        return observer

    def _hinted(self, event: FileSystemEvent) -> None:
        """In watchdog's thread, which an exception would end."""
        try:
            if event.event_type in _TELLING and not (event.is_directory and event.event_type == "modified"):
                self._note(event)
                self._wake()
        except Exception:  # the periodic look finds what this one hint was about
            self._everything = True

    def _note(self, event: FileSystemEvent) -> None:
        paths = [os.fsdecode(p) for p in (event.src_path, event.dest_path) if p]
        with self._lock:
            if event.is_directory or len(self._paths) > _MANY:
                self._everything = True
            else:
                self._paths.update(self._folder + p[len(self._real) :] for p in paths if p.startswith(self._real))


def _end(observer: BaseObserver) -> None:
    observer.stop()
    if observer.is_alive():
        observer.join(_STOP_SECONDS)


def _in_words(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EMFILE}:
        return "The system's limit of watched folders is reached"
    return f"The system does not tell of changes here ({error.strerror})"
