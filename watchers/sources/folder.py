"""A folder as a source: looks at it now and then, and at what the system hints at in between; never writes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from watchers.document import FileState
from watchers.settings import Folder, Settings
from watchers.sources import root
from watchers.sources.intake import Intake
from watchers.sources.ledger import Ledger
from watchers.sources.names import file_path
from watchers.sources.place import Place
from watchers.sources.visit import Visit


@dataclass(frozen=True, slots=True)
class Condition:
    """How a folder fares; `problem` is a sentence or None; `last_success` is the last look at the whole of it."""

    state: root.State = "starting"
    problem: str | None = None
    last_success: datetime | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class FolderSource:
    """Brings in each wanted file once it rests, again when its bytes change, and tells when it is gone."""

    def __init__(
        self, folder: Folder, settings: Settings, clock: Callable[[], datetime] = _now, at_once: int = 4
    ) -> None:
        self.place = Place.of(folder, settings)
        self.source = self.place.source
        self.condition = Condition()
        self._settings, self._clock, self._at_once = settings, clock, at_once
        self._asked: list[set[str] | None] = []
        self._visit: Visit | None = None

    @property
    def pending(self) -> int:
        """Files that have rested and are not kept yet."""
        return self._visit.pending if self._visit else 0

    def rescan(self) -> None:
        """Looks at everything now."""
        if self._visit:
            self._visit.rescan()

    def retry(self, uris: Iterable[str] | None = None) -> None:
        """Takes files again though they are as they were, those at these addresses; None means every file there is.

        At once where it runs, else at the next start; an address of a part of a file stands for the whole file.
        """
        asked = None if uris is None else {uri.partition("#")[0] for uri in uris}
        self._asked.append(asked)
        self._retry()

    def _retry(self) -> None:
        if self._visit:
            for asked in self._asked:
                self._visit.retry(asked)
            self._asked.clear()

    async def run(self, intake: Intake) -> None:
        """Until cancelled. What the archive knows of the folder is asked for at each start."""
        known = await intake.states(self.source)
        ledger = Ledger(self._wanted(known), self._settings.quiet_seconds)
        self._visit = Visit(self.place, self._settings, self._clock, intake, ledger=ledger, fares=self.fares)
        self._retry()
        try:
            await self._visit.run(self._at_once)
        finally:
            self._visit = None

    def _wanted(self, known: Mapping[str, FileState]) -> Mapping[str, FileState]:
        """A file that no pattern asks for any more is left as it is: not looked at, and so not gone either."""
        if self.place.patterns.everything:
            return known
        return {uri: state for uri, state in known.items() if self.place.is_wanted(file_path(uri))}

    def fares(self, state: root.State, problem: str | None, success: datetime | None = None) -> bool:
        """Notes how the folder fares; whether that is another than before."""
        before = self.condition
        self.condition = replace(before, state=state, problem=problem, last_success=success or before.last_success)
        return self.condition != before
