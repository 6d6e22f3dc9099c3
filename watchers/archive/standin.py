"""An archive for one run, in temporary space, where the one that was meant cannot be written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from watchers.archive.backing import copy_whole
from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.archive.writing import Archive
from watchers.errors import ArchiveError

_ROOM = 64 * 2**20
"""Bytes free below which a place is not taken."""
_LARGEST = 256 * 2**20
"""Bytes of an archive that is copied; a larger one would keep the person waiting."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Where it lies, and whether it began with what the archive holds that was meant."""

    path: Path
    copied: bool


@contextmanager
def stand_in(meant: Path, error: ArchiveError) -> Iterator[StandIn]:
    """Gone when it is left. Raises `error`, why the archive cannot be written, where no place has room either."""
    place = _place()
    if place is None:
        raise error
    with TemporaryDirectory(prefix="wirewatch-", dir=place, ignore_cleanup_errors=True) as folder:
        path = Path(folder) / meant.name
        copied = _copy(meant, path)
        Archive.open(path).close()
        yield StandIn(path, copied)


def _place() -> Path | None:
    """The usual place for temporary files, else memory."""
    named = (os.environ.get("TMPDIR"), "/tmp", "/var/tmp", "/dev/shm", os.environ.get("XDG_RUNTIME_DIR"))  # noqa: S108
    for place in map(Path, filter(None, named)):
        with suppress(OSError):
            if os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free >= _ROOM:
                return place
    return None


def _copy(meant: Path, path: Path) -> bool:
    """What can be read of it is there as well, so that nothing of it comes in a second time."""
    try:
        with naming_errors(meant):
            size = meant.stat().st_size if meant.exists() else 0
            if not 0 < size <= min(_LARGEST, shutil.disk_usage(path.parent).free // 3):
                return False
            with closing(open_reading(meant)) as source:
                copy_whole(source, path)
    except ArchiveError:
        path.unlink(missing_ok=True)
        return False
    return True
