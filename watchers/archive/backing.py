"""A copy of a living archive, made through SQLite's own backup and looked through before it gets its name."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.errors import ArchiveCorruptError, ArchiveError

Counted = Callable[[int, int], None]
"""Called with how many pages are copied, and how many there are."""
_PAGES = 2048
"""Of one step, after which it is told how far it is."""


@dataclass(frozen=True, slots=True)
class Backup:
    """Where it lies; `size` is in bytes."""

    path: Path
    documents: int
    size: int


def place_for(archive: Path, to: Path | None, now: datetime) -> Path:
    """`archive-20300131T235959Z.sqlite` beside the archive, or in the folder given; else the very name given."""
    name = f"{archive.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{archive.suffix}"
    if to is None:
        return archive.with_name(name)
    return to / name if to.is_dir() else to


def back_up(archive: Path, to: Path, counted: Counted = lambda _done, _total: None) -> Backup:
    """Whole or not at all, and never over a file that is there; documents come in meanwhile. Raises ArchiveError.

    It holds what the archive held when it began. The copy needs no log beside it, so it may lie where nobody can write.
    """
    with naming_errors(to):
        if to.exists() or to.is_symlink():
            raise ArchiveError(to, "this is there already, and is not written over. Give another name for the backup.")
        to.parent.mkdir(parents=True, exist_ok=True)
    begun = to.with_name(f"{to.name}.part")
    with closing(open_reading(archive)) as source:
        try:
            _copy(source, archive, begun, to, counted)
            documents = _whole(begun, archive)
            publish(begun, to)
        finally:
            with naming_errors(to):
                _clear(begun)
    return Backup(to, documents, to.stat().st_size)


def copy_whole(source: sqlite3.Connection, to: Path, counted: Counted = lambda _done, _total: None) -> None:
    """What a connection sees, in a new file. The errors are those of SQLite."""
    source.execute("BEGIN")  # one moment of the archive: without it, each write beside would have it begin again
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(to, isolation_level=None)) as copy:
            source.backup(copy, pages=_PAGES, progress=lambda _, left, total: counted(total - left, total), sleep=0)
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")


def _whole(begun: Path, archive: Path) -> int:
    """How many documents the copy has; raises ArchiveCorruptError of the archive, which is what a person knows of."""
    try:
        return looked_through(begun)
    except ArchiveCorruptError as error:
        problem = "the archive is damaged, so no copy was made of it. wirewatch archive check says what of it is."
        raise ArchiveCorruptError(archive, problem) from error


def looked_through(path: Path) -> int:
    """How many documents a copy has; raises ArchiveCorruptError where SQLite finds it damaged."""
    with naming_errors(path), closing(sqlite3.connect(path)) as copy:
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise ArchiveCorruptError(path, f"the copy is damaged ({found}). See that its disk is sound.")
        count: int = copy.execute("SELECT count(*) FROM document").fetchone()[0]
    return count


def publish(begun: Path, to: Path) -> None:
    """Gives a finished file its name, on the disk too, and never over one that is there."""
    with naming_errors(to):
        _sync(begun)
        try:
            os.link(begun, to)
        except FileExistsError:
            raise ArchiveError(to, "this came to be meanwhile, and is not written over. Give another name.") from None
        except OSError:  # a file system without links
            begun.rename(to)
        begun.unlink(missing_ok=True)
        _sync(to.parent)


def _copy(source: sqlite3.Connection, archive: Path, begun: Path, to: Path, counted: Counted) -> None:
    with naming_errors(to):
        _clear(begun)
        pages, size = (source.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        free = shutil.disk_usage(begun.parent).free
        if free < pages * size:
            needed = f"a copy needs {pages * size / 2**20:,.0f} MiB, and the disk has {free / 2**20:,.0f} MiB free."
            raise ArchiveError(to, f"{needed} Make room on it, or give another place for the backup.")
        copy_whole(source, begun, counted)
        begun.chmod(archive.stat().st_mode & 0o777)


def _clear(begun: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        begun.with_name(begun.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """To the disk; a folder only where the system opens it."""
    if path.is_dir() and os.name != "posix":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
