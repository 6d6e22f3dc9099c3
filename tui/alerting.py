"""Alerts in whatever process takes documents in: of a board, or of `wirewatch watch`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tui.commands.alerts.doing import Doing
from watchers.alerting import Alerting, Desk, Given
from watchers.archive.naming import KnownNames
from watchers.filters.calling import Names


@dataclass(frozen=True, slots=True)
class Alarms:
    """`alerting` decides, `doing` runs commands."""

    alerting: Alerting
    doing: Doing

    def start(self) -> None:
        """Before anything comes in; asks the archive, so in a thread."""
        self.alerting.start()

    def end(self) -> None:
        """Commands that run are ended."""
        self.doing.cut()
        self.alerting.end()


def alarms(
    archive: Path, filters: Path, lexicon: Path, own: Path | None, given: Given, wrong: Callable[[str], None]
) -> Alarms:
    """`given` is called after alerts were kept, `wrong` with why none can be given, from another thread."""

    @contextmanager
    def names() -> Iterator[Names]:
        with closing(KnownNames.open(archive, lexicon, own or filters.parent)) as known:
            yield known

    doing = Doing(filters.parent)
    return Alarms(Alerting(Desk(archive, filters, names, doing, given, wrong)), doing)
