"""The analyst's own two files: what the file system says of them, and what came of taking them over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchers.document import FileState

ACTORS, REGIONS = "actors.toml", "regions.toml"

Signature = tuple[FileState | None, FileState | None]
"""What the file system says of both files; equal ones need not be read again."""
_SECRET = FileState(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking the files over; `told` counts what each holds, `remarks` are about what has no effect.

    With a `problem`, a sentence about the file `path`, what held before holds on.
    """

    signature: Signature = (None, None)
    told: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    path: Path | None = None
    remarks: tuple[str, ...] = ()


def signature(folder: Path) -> Signature:
    """That of a folder's two files as they are now, None for one that is not there, zeros where that is kept secret."""
    return _state(folder / ACTORS), _state(folder / REGIONS)


def _state(path: Path) -> FileState | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return _SECRET
    changed = max(found.st_mtime_ns, found.st_ctime_ns)  # of its rights too: it may be readable now
    return FileState(found.st_size, changed, found.st_ino)
