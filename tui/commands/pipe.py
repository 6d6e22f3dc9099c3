"""Standard output as a number of the system: past Python's own buffer, and with an eye on whether it is still read."""

from __future__ import annotations

import os
import select
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pipe:
    """`number` is that of a file, pipe or terminal."""

    number: int

    def write(self, line: bytes) -> None:
        """Waits for its reader; raises OSError, BrokenPipeError where that has gone.

        Python's own buffer has a lock that a thread which waits here would take along at the end.
        """
        left = memoryview(line)
        while left:
            try:
                left = left[os.write(self.number, left) :]
            except BlockingIOError:  # whoever shares it with us has made it so
                select.select([], [self.number], [])

    @property
    def abandoned(self) -> bool:
        """Whether nobody will ever read it; a file is never abandoned."""
        if not hasattr(select, "poll"):
            return False
        asked = select.poll()
        asked.register(self.number, 0)
        return any(event & (select.POLLERR | select.POLLNVAL) for _, event in asked.poll(0))
