"""Hints from the system that something in a folder changed; they may be late, doubled or lost."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Set
from contextlib import suppress
from typing import TYPE_CHECKING

from watchers.sources import losses

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

_MANY = 5000
"""Paths beyond which a look at the whole folder is cheaper."""
_TELLING = frozenset(["created", "modified", "attrib", "moved", "deleted", "closed"])
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
            losses.listen(self)
            begun = self._begin()
            if isinstance(begun, str):
                return begun
            self._observer = begun
            return None

    @property
    def alive(self) -> bool:
        """Whether hints can still come."""
        observer = self._observer
        if observer is None or not observer.is_alive():
            return False
        reader = getattr(observer, "_inotify_fd", None)
        return all(e.is_alive() for e in observer.emitters) and (reader is None or reader.is_alive())

    def unwatched(self, folders: Set[str]) -> Set[str]:
        """Those of the folders in it of which there will be no hints, as far as the system's library lets that be seen.

        It passes over folders that the system's limit leaves no room for, and over those behind a link.
        """
        observer = self._observer
        groups = [getattr(emitter, "_inotify", None) for emitter in (observer.emitters if observer else ())]
        tables = [getattr(group, "_active_callbacks_by_path", None) for group in groups]
        if not tables or any(table is None for table in tables):
            return frozenset()
        watched = {self._named(os.fsdecode(path)) for table in tables for path in list(table or ())}
        return {folder for folder in folders if folder not in watched}

    def doubt(self) -> None:
        """Hints were lost: everything must be looked at."""
        with self._lock:
            self._everything = True
        self._wake()

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
            losses.leave(self)
            if self._observer is not None:
                _end(self._observer)

    def _begin(self) -> BaseObserver | str:
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

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
                self._paths.update(self._named(p) for p in paths if p.startswith(self._real))

    def _named(self, path: str) -> str:
        """A path as the folder is called by us, which may be over a link."""
        return self._folder + path[len(self._real) :]


def _end(observer: BaseObserver) -> None:
    """All its threads; the library may wait for one of them without end, and we do not."""
    ending = threading.Thread(target=_stop_all, args=(observer,), daemon=True)
    ending.start()
    ending.join(_STOP_SECONDS)


def _stop_all(observer: BaseObserver) -> None:
    """Also where the library stumbles over its own tables."""
    emitters = list(observer.emitters)
    queues = [getattr(getattr(emitter, "_inotify", None), "_move_event_grouper", None) for emitter in emitters]
    parts = [observer.stop, *(emitter.stop for emitter in emitters)]
    parts += [part.stop for part in [getattr(observer, "_inotify_fd", None)] if part is not None]
    for end in (*parts, *(queue.close for queue in queues if queue is not None)):
        with suppress(Exception):
            end()
    if observer.is_alive():
        observer.join(_STOP_SECONDS)


def _in_words(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EMFILE}:
        return "The system's limit of watched folders is reached"
    return f"The system does not tell of changes here ({error.strerror})"
