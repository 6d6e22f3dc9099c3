"""What is known of each file of a folder, what has to rest, what waits to be read. Decides; no I/O, no clock."""

from __future__ import annotations

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
    """`known` is what the archive has, by uri; `quiet` the seconds that a file must rest."""

    def __init__(self, known: Mapping[str, FileState], quiet: float) -> None:
        self.known = dict(known)
        self.backlog = Backlog()
        self._quiet = quiet
        self._resting: dict[str, tuple[Seen, Sighting]] = {}

    def see(self, seen: Seen, now: float, wall_ns: int, believed: float) -> None:
        """A look at a file, at `now` of a monotonic clock; `believed` seconds of its age count as rest."""
        if self.known.get(seen.uri) == seen.state or self.backlog.has(seen):
            self._resting.pop(seen.uri, None)
            return
        before = self._resting.get(seen.uri)
        age = (wall_ns - seen.changed_ns) / 1e9
        self._resting[seen.uri] = (seen, sighted(seen.state, before[1] if before else None, now, age, believed))

    def is_news(self, seen: Seen) -> bool:
        """A file, or a state of it, that nobody has told of yet."""
        resting = self._resting.get(seen.uri)
        return not self.backlog.has(seen) and (resting is None or resting[0].state != seen.state)

    def missing(self, swept: Sweep) -> list[str]:
        """Files that a look at the whole folder should have met and has not."""
        tracked = [*self.known, *self._resting.keys() - self.known.keys()]
        return [uri for uri in tracked if swept.is_missing(uri)]

    def forget(self, uri: str) -> bool:
        """The file is no longer there; whether the archive had it."""
        self._resting.pop(uri, None)
        self.backlog.drop(uri)
        return self.known.pop(uri, None) is not None

    def doubt(self, uris: Iterable[str] | None) -> list[str]:
        """What is known of files, of all where it is None, is no longer believed; those of them that are known."""
        doubted = list(self.known) if uris is None else [uri for uri in uris if uri in self.known]
        self.known.update(dict.fromkeys(doubted, NO_STATE))
        return doubted

    def ripen(self, now: float, received: datetime) -> None:
        """What has rested long enough goes to the backlog, all with one instant of receipt."""
        for uri, (seen, sighting) in list(self._resting.items()):
            if sighting.due(self._quiet) <= now:
                del self._resting[uri]
                self.backlog.put(Ready(seen, received))

    def next_due(self) -> float:
        """When the next file will have rested; infinity where none rests."""
        return min((sighting.due(self._quiet) for _, sighting in self._resting.values()), default=inf)

    def unsettle(self) -> None:
        """Nothing rests any more: the folder is away."""
        self._resting.clear()
