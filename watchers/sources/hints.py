"""Whether the system's hints of changes in a folder are asked for, come, and are relied on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Set
from math import inf

from watchers.sources.mounts import silent
from watchers.sources.place import Place
from watchers.sources.watch import Watch

WITHOUT_SECONDS = 2.0
"""How often a folder is looked through where hints are not relied on."""
DISTRUST_SECONDS = 300.0
"""For so long hints are not relied on after one was missed."""
AGAIN_SECONDS = 120.0
"""How often it is tried to be told of changes where the system refused it."""
CLOCKS_SECONDS = 60.0
"""How far the clock of a file server may be from ours."""


class Hints:
    """`wake` is called from another thread when there is something to look at; `begin` and `end` may take a while."""

    def __init__(self, place: Place, wake: Callable[[], None]) -> None:
        self._place, self._wake = place, wake
        self._lock, self._over = threading.Lock(), False
        self._watch: Watch | None = None
        self._refused: str | None = None
        self._unwatched: Set[str] = frozenset()
        self._distrust_until, self._again_at = -inf, inf
        self.doubted_seconds = 0.0
        """How much of a file's age may be the work of another clock."""

    def begin(self) -> None:
        """Asks for hints anew, unless the folder is to be looked through now and then instead."""
        self.stop()
        kind = silent(self._place.path)
        self.doubted_seconds = CLOCKS_SECONDS if kind else 0.0
        self._refused, self._again_at = None, inf
        if kind is not None if self._place.poll is None else self._place.poll:
            return
        watch = Watch(self._place.path, self._wake)
        with self._lock:
            if self._over:
                return
            self._watch = watch
        self._refused = watch.start()
        if self._refused is not None:
            self._watch, self._again_at = None, time.monotonic() + AGAIN_SECONDS

    def end(self) -> None:
        """For good."""
        with self._lock:
            self._over = True
        self.stop()

    def stop(self) -> None:
        """Until `begin`."""
        with self._lock:
            watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    @property
    def must_begin(self) -> bool:
        """They have ended by themselves, or it is time to try once more."""
        return (self._watch is not None and not self._watch.alive) or time.monotonic() >= self._again_at

    @property
    def are_relied_on(self) -> bool:
        """Whether a look at the whole folder can wait."""
        return self._watch is not None and not self._unwatched and time.monotonic() > self._distrust_until

    @property
    def come(self) -> bool:
        return self._watch is not None

    def drain(self) -> tuple[set[str], bool]:
        """The paths hinted at since the last call, and whether everything must be looked at."""
        return self._watch.drain() if self._watch else (set(), False)

    def missed(self) -> None:
        """The system has not told of a change."""
        self._distrust_until = time.monotonic() + DISTRUST_SECONDS

    def cover(self, folders: Set[str], linked: Set[str]) -> None:
        """Looks which of the folders in it, and of those behind links, there will be hints of.

        One that is new may not be watched yet; the limit is told of where it is not at the second look either.
        """
        watch = self._watch
        if watch is None:
            return
        before, self._unwatched = self._unwatched, watch.unwatched(folders)
        lasting = (before & self._unwatched) - linked
        self._refused = "The system's limit of watched folders is reached" if lasting else None
        if not lasting:
            self._again_at = inf
        elif self._again_at == inf:
            self._again_at = time.monotonic() + AGAIN_SECONDS

    def problem(self, pause: float) -> str | None:
        """Why hints that were asked for do not come; `pause` is how often the folder is looked through."""
        return f"{self._refused}; it is looked through every {max(pause, 1):.0f} s instead." if self._refused else None
