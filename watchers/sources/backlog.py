"""Rested files that wait to be read, the newest first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime

from watchers.sources.scan import Seen


@dataclass(frozen=True, slots=True)
class Ready:
    """A rested file, and the instant of the look that found it so."""

    seen: Seen
    received: datetime


class Backlog:
    """At most one entry a file, and none taken while an earlier state of it is in hand."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, str]] = []
        self._ready: dict[str, Ready] = {}
        self._in_hand: dict[str, Seen] = {}

    def __len__(self) -> int:
        return len(self._ready) + len(self._in_hand)

    def put(self, ready: Ready) -> None:
        """In place of an earlier state of the file."""
        self._ready[ready.seen.uri] = ready
        heapq.heappush(self._heap, (-ready.seen.state.mtime_ns, ready.seen.uri))

    def take(self) -> Ready | None:
        """The newest that may be read now; `done` must follow."""
        held: list[tuple[int, str]] = []
        found = None
        while self._heap and found is None:
            place = heapq.heappop(self._heap)
            if place[1] in self._in_hand:
                held.append(place)
            else:
                found = self._ready.pop(place[1], None)
        for place in held:
            heapq.heappush(self._heap, place)
        if found is not None:
            self._in_hand[found.seen.uri] = found.seen
        return found

    def done(self, uri: str) -> None:
        """It is read and kept, or given up."""
        self._in_hand.pop(uri, None)

    def has(self, seen: Seen) -> bool:
        """Whether the file waits, or is in hand, just as it is seen."""
        waiting = self._ready.get(seen.uri)
        held = waiting.seen if waiting else self._in_hand.get(seen.uri)
        return held == seen

    def drop(self, uri: str) -> None:
        """The file is no longer there."""
        self._ready.pop(uri, None)
