"""One export under way, whatever its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tui.commands.export.asking import Asked, Plan
from tui.commands.export.heading import About
from tui.commands.progress import Counted
from watchers.archive.originals import Captured, Snapshot
from watchers.filters import Filter


@dataclass(slots=True)
class Export:
    """What is to be written, and what came of it: `damaged` and `held` count versions, `said` are sentences."""

    asked: Asked
    plan: Plan
    snapshot: Snapshot
    chosen: Sequence[int]
    meaning: Filter
    now: datetime
    lexicon: str
    counted: Counted
    damaged: int = 0
    held: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def about(self) -> About:
        return About(self.asked.expression, self.now, len(self.chosen))

    def documents(self) -> Iterator[Captured]:
        """The shown version of each."""
        for done, one in enumerate(self.snapshot.shown(self.chosen), 1):
            self.damaged += one.read is None
            self.counted(done, len(self.chosen), "")
            yield one


def many(count: int, what: str) -> str:
    """`3 files`."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
