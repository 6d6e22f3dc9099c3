"""Memory for bodies on their way: a fixed room for all; when it is full, the largest body has to leave."""

from __future__ import annotations

from collections.abc import Callable


class Room:
    """So that many servers that send much and end never cannot take a machine's memory, nor a small feed's turn."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._held: list[Held] = []

    def enter(self, leave: Callable[[], None]) -> Held:
        """A place for one body; `leave` is called, once, when it has to give way."""
        held = Held(self, leave)
        self._held.append(held)
        return held

    def take(self, held: Held, count: int) -> None:
        if held not in self._held:  # it had to leave already
            return
        self._left -= count
        held.size += count
        if self._left < 0:
            largest = max(self._held, key=lambda each: each.size)
            self.clear(largest)
            largest.leave()

    def clear(self, held: Held) -> None:
        if held in self._held:
            self._held.remove(held)
            self._left += held.size


class Held:
    """What one body takes up; as a context it is given back at the end."""

    def __init__(self, room: Room, leave: Callable[[], None]) -> None:
        self.size, self.leave, self._room = 0, leave, room

    def take(self, count: int) -> None:
        """Counts bytes that were just kept."""
        self._room.take(self, count)

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_: object) -> None:
        self._room.clear(self)
