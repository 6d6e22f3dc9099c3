"""An archive that is there before a command begins."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.build import minutes, report
from watchers.archive.writing import Archive
from watchers.document import Report

NOW = datetime.now(UTC)


def stories(count: int, text: str = "Iran signs. Nobody was hurt.") -> list[Report]:
    """`Story 1`, `Story 2` …, the last of them received last."""
    made = range(1, count + 1)
    actors = [("iran", "Iran", "state")]
    return [report(f"Story {n}", text, actors, ["idlib"], received=NOW - minutes(count - n)) for n in made]


def keep(place: Path, reports: Iterable[Report]) -> Path:
    """The archive of a place, with these in it; `place` is made ready to be watched."""
    path = place / "archive.sqlite"
    (place / "in").mkdir(exist_ok=True)
    with closing(Archive.open(path)) as archive:
        for each in reports:
            archive.store(each)
    return path
