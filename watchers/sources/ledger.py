"""What is known of each file of a folder, what has to rest, what waits to be read. Decides; no I/O, no clock."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from datetime import datetime
from math import inf

from watchers.document import FileState
from watchers.sources.backlog import Backlog, Ready
from watchers.sources.quiet import Sighting, sighted
from watchers.sources.scan import Seen, Sweep

NO_STATE = FileState(-1, -1, -1)
"""A state that no file has: what is known so is tried again at each look."""


class Ledger:
    """`known` is what the archive has, by uri; `quiet` the seconds that a file must rest.

    `marks` are instants of change, after the system's clock, of files that have been looked at and are as known: they
    tell of a file that was written anew and given its old size and date. The archive does not keep them.
    """

    def __init__(self, known: Mapping[str, FileState], quiet: float) -> None:
        self.known = dict(known)
        self.marks: dict[str, int] = {}
        self.backlog = Backlog()
        self._quiet = quiet
        self._resting: dict[str, Sighting] = {}
        self._dues: list[tuple[float, str]] = []
        self._prints: dict[str, int] = {}

    def see(self, seen: Seen, now: float, wall_ns: int, believed: float) -> None:
        """A look at a file, at `now` of a monotonic clock; `believed` seconds of its age count as rest."""
        if self._is_known(seen) or self.backlog.has(seen):
            self._resting.pop(seen.uri, None)
            return
        before = self._resting.get(seen.uri)
        sighting = sighted(seen, before, now, (wall_ns - seen.changed_ns) / 1e9, believed)
        if sighting is not before:
            self._resting[seen.uri] = sighting
            heapq.heappush(self._dues, (sighting.due(self._quiet), seen.uri))

    def _is_known(self, seen: Seen) -> bool:
        if self.known.get(seen.uri) != seen.state:
            return False
        return self.marks.setdefault(seen.uri, seen.changed_ns) == seen.changed_ns

    def is_news(self, seen: Seen) -> bool:
        """A file, or a state of it, that nobody has told of yet."""
        resting = self._resting.get(seen.uri)
        return not self.backlog.has(seen) and (resting is None or resting.seen != seen)

    def is_copy(self, seen: Seen, fingerprint: int) -> bool:
        """Its content is what was taken last: only something about the file is another, its permissions or a link."""
        return self.known.get(seen.uri) == seen.state and self._prints.get(seen.uri) == fingerprint

    def take(self, seen: Seen, fingerprint: int) -> None:
        """The archive has the file as it was seen; `fingerprint` is of its content."""
        self.known[seen.uri], self.marks[seen.uri], self._prints[seen.uri] = seen.state, seen.changed_ns, fingerprint

    def refuse(self, seen: Seen, state: FileState) -> None:
        """The archive has it that the file cannot be taken while it is in this state."""
        self.known[seen.uri], self.marks[seen.uri] = state, seen.changed_ns
        self._prints.pop(seen.uri, None)

    def missing(self, swept: Sweep) -> list[str]:
        """Files that a look at the whole folder should have met and has not."""
        met = swept.present.keys()
        if self.known.keys() <= met and self._resting.keys() <= met:  # as always, and quick
            return []
        return [uri for uri in (self.known.keys() | self._resting.keys()) - met if swept.is_missing(uri)]

    def forget(self, uri: str) -> bool:
        """The file is no longer there; whether the archive had it."""
        self._resting.pop(uri, None)
        self.marks.pop(uri, None)
        self._prints.pop(uri, None)
        self.backlog.drop(uri)
        return self.known.pop(uri, None) is not None

    def doubt(self, uris: Iterable[str] | None) -> list[str]:
        """What is known of files, of all where it is None, is no longer believed; those of them that are known."""
        doubted = list(self.known) if uris is None else [uri for uri in uris if uri in self.known]
        self.known.update(dict.fromkeys(doubted, NO_STATE))
        return doubted

    def ripen(self, now: float, received: datetime, most: int = 2**62) -> bool:
        """What has rested long enough goes to the backlog, with that instant of receipt; whether there may be more."""
        while self._dues and self._dues[0][0] <= now and most:
            due, uri = heapq.heappop(self._dues)
            sighting = self._resting.get(uri)
            if sighting is not None and sighting.due(self._quiet) == due:
                del self._resting[uri]
                self.backlog.put(Ready(sighting.seen, received))
                most -= 1
        return not most

    def next_due(self) -> float:
        """When the next file may have rested; infinity where none rests."""
        return self._dues[0][0] if self._dues else inf

    def unsettle(self) -> None:
        """Nothing rests any more: the folder is away."""
        self._resting.clear()
        self._dues.clear()
