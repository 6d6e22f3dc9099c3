"""A copy of an older archive, made beside it before it is brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def place_of(path: Path, version: int) -> Path:
    """NAME.before-v2 for the step to version 2."""
    return path.with_name(f"{path.name}.before-v{version}")


def copy_before(connection: sqlite3.Connection, path: Path, version: int) -> Path | None:
    """Through SQLite's own backup, whole or not at all; None where an earlier start has made one, which stays."""
    target = place_of(path, version)
    if target.exists():
        return None
    begun = target.with_name(f"{target.name}.part")
    begun.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(begun)) as copy:
            connection.backup(copy)
        begun.chmod(path.stat().st_mode & 0o777)
        begun.rename(target)
    finally:
        begun.unlink(missing_ok=True)
    return target
