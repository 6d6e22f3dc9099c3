"""The one way such a file is written: whole before and after, one writer at a time, permissions kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copymode

from filelock import FileLock

from watchers.errors import SettingsError
from watchers.tables.loading import tables_of, text_of

_WAIT_SECONDS = 5.0
"""For another process that writes the same file."""
_PRIVATE = 0o600
"""Of a new file: addresses of paid feeds hold keys, filters tell what is worked on."""


def write(path: Path, kind: str, change: Callable[[str], str]) -> None:
    """Puts what `change` makes of the file's text in its place. Raises SettingsError, and what `change` raises.

    The text is read under the lock, so that no other writer's change is lost.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f".{target.name}.lock"), timeout=_WAIT_SECONDS):
            _change(path, target, kind, change)
    except TimeoutError as error:
        raise SettingsError(path, "another wirewatch is writing it. Try again.") from error
    except OSError as error:
        raise SettingsError(path, f"cannot be written: {error.strerror or error}.") from error


def _change(path: Path, target: Path, kind: str, change: Callable[[str], str]) -> None:
    before = text_of(target)
    tables_of(before, path, kind)
    try:
        after = change(before)
    except SettingsError as error:
        raise SettingsError(path, error.problem, error.line) from error
    if after != before:
        marked = target.exists() and target.read_bytes().startswith(b"\xef\xbb\xbf")
        _replace(target, after.encode("utf-8-sig" if marked else "utf-8"))


def _replace(target: Path, content: bytes) -> None:
    scratch = target.with_name(f".{target.name}.new")
    try:
        scratch.unlink(missing_ok=True)
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
            if target.exists():
                copymode(target, scratch)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
