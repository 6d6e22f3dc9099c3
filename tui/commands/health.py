"""What `wirewatch watch` says on stderr: how sources fare, and how far a catch-up is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tui.commands.complaining import complain
from tui.commands.progress import Counted, counted, lasting
from tui.unkept import later
from watchers.archive.rows import Health
from watchers.clean import clean_line
from watchers.keeping import Keeping
from watchers.progress import Progress
from watchers.service import Service

_TELL_SECONDS = 0.5
_LOG_SECONDS = 10.0


@dataclass(slots=True)
class _Told:
    """What was said of the sources and the archive, and the bar of the catch-up that goes on."""

    archive: Path
    unkept: str | None = None
    problems: dict[str, str | None] = field(default_factory=dict)
    remark: str | None = None
    aside: int = 0
    bar: ExitStack = field(default_factory=ExitStack)
    count: Counted | None = None

    def sources(self, healths: Sequence[Health]) -> None:
        for health in healths:
            name, problem = health.source.name, health.problem
            if problem != self.problems.get(health.source.uri):
                complain(clean_line(f"{name}: {problem or 'fares well again.'}", 500))
            self.problems[health.source.uri] = problem
        aside = sum(health.set_aside for health in healths)
        if aside > self.aside:
            complain(f"{aside:,} set aside that could not be read; wirewatch doctor says which and why.")
        self.aside = aside

    def keeping(self, now: Keeping) -> None:
        if now.problem and now.problem != self.unkept:
            complain(f"{self.archive}: {now.problem} Not kept at present: {later(now.waiting)}")
        elif self.unkept and not now.problem:
            complain(f"{self.archive}: what comes in is kept again.")
        self.unkept = now.problem
        if now.remark and now.remark != self.remark:
            complain(now.remark)
        self.remark = now.remark

    def catch_up(self, progress: Progress | None) -> None:
        if progress is None:
            self.bar.close()
            self.count = None
            return
        if self.count is None:
            self.count = self.bar.enter_context(counted("Catching up", _LOG_SECONDS))
        self.count(progress.done, progress.total, _rate(progress))


async def tell_on(service: Service, archive: Path) -> None:
    """Until cancelled; on stderr, for stdout carries documents only."""
    told = _Told(archive)
    try:
        while True:
            told.catch_up(service.catching_up)
            told.keeping(service.keeping)
            if service.catching_up is None and service.keeping.problem is None:
                told.sources(service.health)
            await asyncio.sleep(_TELL_SECONDS)
    finally:
        told.bar.close()


def _rate(progress: Progress) -> str:
    if progress.seconds_left is None:
        return ""
    return f"{progress.per_second:,.0f} a second, {lasting(progress.seconds_left)} left"
