"""When and how a filter alerts, as its person has set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

EVERY = timedelta(minutes=15)
WITHIN = timedelta(hours=1)
"""What holds where nothing is said."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of the day to another, over midnight where the first is the later; never the same."""

    begin: time
    end: time

    def covers(self, moment: datetime, zone: tzinfo | None) -> bool:
        """Whether nobody is to be disturbed then; `zone` is the person's, None that of this machine."""
        there = moment.astimezone(zone).time()
        if self.begin < self.end:
            return self.begin <= there < self.end
        return there >= self.begin or there < self.end

    def over(self, moment: datetime, zone: tzinfo | None) -> datetime:
        """When they are next over, after a moment; in its own time zone."""
        day = moment.astimezone(zone).date()
        after = next(end for n in range(3) if (end := _at(day + n * _DAY, self.end, zone)) > moment)
        return after.astimezone(moment.tzinfo)

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"


def _at(day: date, clock: time, zone: tzinfo | None) -> datetime:
    """Without a zone it is read as this machine's, whatever the season."""
    moment = datetime.combine(day, clock, zone)
    return moment.astimezone(zone)


@dataclass(frozen=True, slots=True)
class Rule:
    """`at_least` documents from `origins` sources within `within` are needed; no two alerts come within `every`.

    `command` is a list of arguments, `file` a path as it was written; every alert is kept and counted besides.
    """

    bell: bool = False
    title: bool = False
    desktop: bool = False
    command: tuple[str, ...] = ()
    file: str | None = None
    every: timedelta = EVERY
    quiet: Quiet | None = None
    at_least: int = 1
    within: timedelta = WITHIN
    origins: int = 1

    @property
    def ways(self) -> tuple[str, ...]:
        """The names of the ways in which it tells, as they are set."""
        return tuple(way for way in ("bell", "title", "desktop", "command", "file") if getattr(self, way))
