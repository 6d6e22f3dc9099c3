"""Putting a damaged archive aside, so that a new one can begin."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from watchers.archive.problems import naming_errors


def move_aside(path: Path, now: datetime | None = None) -> Path:
    """Renames the archive and its log to NAME.damaged-20300131T235959Z; never over a file that is there."""
    stamp = f"{(now or datetime.now(UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    name = f"{path.name}.damaged-{stamp}"
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    target = next(free for free in map(path.with_name, names) if not free.exists())
    with naming_errors(path):
        path.rename(target)
        for suffix in ("-wal", "-shm"):
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(target.with_name(target.name + suffix))
    return target
