"""Whether an open archive is still the file its path leads to: SQLite would go on writing where nobody finds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Whereabouts = Literal["here", "moved", "deleted", "replaced"]
Identity = tuple[int, int]
"""Device and inode."""
_DESCRIPTORS = Path("/proc/self/fd")


@dataclass(frozen=True, slots=True)
class Found:
    """`at` is where a file lies that was moved, where the system tells; `deleted` ones lie nowhere any more."""

    whereabouts: Whereabouts
    at: Path | None = None
    deleted: bool = False


def identity(path: Path) -> Identity | None:
    """None where nothing is there. Raises OSError where that cannot be looked at."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def there(path: Path) -> Identity | None:
    """The same; None as well where it cannot be looked at."""
    try:
        return identity(path)
    except OSError:
        return None


def found(path: Path, held: Identity) -> Found:
    """What became of the file that was opened under a path. Raises OSError where that cannot be looked at."""
    now = identity(path)
    if now == held:
        return Found("here")
    at, deleted = _open_as(held)
    if now is not None:
        return Found("replaced", at, deleted)
    return Found("deleted", None, deleted) if deleted else Found("moved", at)


def _open_as(held: Identity) -> tuple[Path | None, bool]:
    """Where a file lies that this process has open, and whether it has no name any more; only Linux says so.

    The file is not opened for that: closing it would take SQLite's locks on it away (sqlite.org/howtocorrupt.html).
    """
    try:
        links = list(_DESCRIPTORS.iterdir())
    except OSError:
        return None, False
    for link in links:
        try:
            open_file = link.stat()
            if (open_file.st_dev, open_file.st_ino) == held:
                return (None, True) if not open_file.st_nlink else (link.readlink(), False)
        except OSError:
            continue
    return None, False
