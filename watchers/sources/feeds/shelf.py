"""Memory for answers that wait for a worker, as the fetcher's room is for those on their way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_LARGE = 2**20


class Shelf:
    """When it is full, small answers still find a place and large ones do not, so that a few senders cannot fill it."""

    def __init__(self, size: int = 32 * 2**20) -> None:
        self._left = size

    @contextmanager
    def place(self, count: int) -> Iterator[bool]:
        """Whether there is room for so many bytes; until the end of the context."""
        found = count <= max(self._left, _LARGE)
        self._left -= count if found else 0
        try:
            yield found
        finally:
            self._left += count if found else 0
