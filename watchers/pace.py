"""How fast a backlog shrinks. Decides; no clock."""

from __future__ import annotations

from collections import deque

from watchers.progress import Progress

MANY = 50
"""Files that wait when a catch-up begins."""
_FEW = 5
_LATELY = 15.0
"""Seconds over which the rate is taken."""
_STEP = 0.5


class CatchUp:
    """A catch-up begins when many files wait and ends when few do; what comes meanwhile is added to it."""

    def __init__(self) -> None:
        self._done = 0
        self._marks: deque[tuple[float, int]] = deque()
        self._now = 0.0
        self._waiting = 0

    def look(self, now: float, waiting: int) -> None:
        """So many files wait at an instant of a monotonic clock."""
        self._now, self._waiting = now, waiting
        if self._marks and waiting < _FEW:
            self._marks.clear()
        elif not self._marks and waiting >= MANY:
            self._done = 0
            self._marks.append((now, 0))

    def count(self, now: float, waiting: int) -> None:
        """One more is done, and so many still wait."""
        self._done += 1
        self.look(now, waiting)
        if self._marks and now - self._marks[-1][0] >= _STEP:
            self._marks.append((now, self._done))
            while now - self._marks[0][0] > _LATELY:
                self._marks.popleft()

    @property
    def progress(self) -> Progress | None:
        """None between two catch-ups."""
        if not self._marks:
            return None
        began, done = self._marks[0]
        lately = self._now - began
        rate = (self._done - done) / lately if lately >= _STEP else 0.0
        left = self._waiting / rate if rate else None
        return Progress(self._done, self._done + self._waiting, rate, left)
