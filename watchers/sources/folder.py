"""A folder as a source: looks at it now and then, and at what the system hints at in between; never writes there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from watchers.document import Source
from watchers.settings import Settings
from watchers.sources import root
from watchers.sources.intake import Intake
from watchers.sources.ledger import Ledger
from watchers.sources.names import file_uri, shown
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
    """Brings in each file once it rests, again when its bytes change, and tells when it is gone."""

    def __init__(
        self, folder: Path, settings: Settings, clock: Callable[[], datetime] = _now, at_once: int = 4
    ) -> None:
        self.path = os.path.normpath(Path(folder).absolute())
        self.source = Source("folder", shown(Path(self.path).name or self.path), file_uri(self.path))
        self.condition = Condition()
        self._settings, self._clock, self._at_once = settings, clock, at_once
        self._visit: Visit | None = None

    @property
    def pending(self) -> int:
        """Files that have rested and are not kept yet."""
        return self._visit.pending if self._visit else 0

    def rescan(self) -> None:
        """Looks at everything now."""
        if self._visit:
            self._visit.rescan()

    async def run(self, intake: Intake) -> None:
        """Until cancelled. What the archive knows of the folder is asked for at each start."""
        known = await intake.states(self.source)
        ledger = Ledger(known, self._settings.quiet_seconds)
        at = (self.path, self.source, self._settings, self._clock)
        self._visit = Visit(*at, intake, ledger=ledger, fares=self.fares)
        try:
            await self._visit.run(self._at_once)
        finally:
            self._visit = None

    def fares(self, state: root.State, problem: str | None, success: datetime | None = None) -> bool:
        """Notes how the folder fares; whether that is another than before."""
        before = self.condition
        self.condition = replace(before, state=state, problem=problem, last_success=success or before.last_success)
        return self.condition != before
