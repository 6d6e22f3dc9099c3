"""Opening the archive's file, which is looked at before anything is done to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from watchers.archive import migrations, primers
from watchers.archive.before import copy_before
from watchers.archive.network import journal_for
from watchers.archive.problems import FULL, is_full, naming_errors
from watchers.archive.schema import APPLICATION_ID
from watchers.errors import ArchiveBusyError, ArchiveError

BUSY_SECONDS = 5.0
_LEAST_ROOM = 2**20
"""Bytes free, which a document with its share of the log may take."""
_NONE_YET = "there is no archive here yet. Start wirewatch on a folder to make one."
_OLDER = "an older wirewatch made this archive. Start wirewatch once to bring it up to date."
_READ_ONLY = "the file may not be written. Give yourself the right to, or give another name for the archive."
_SWITCHED = "another program holds it, so it cannot be made ready for where it lies. Close that, or try again."
_PARTIAL = {
    "document_unread": "WHERE read = 0",
    "document_starred": "WHERE starred = 1",
    "document_story": "WHERE story IS NOT NULL",
    "document_status": "WHERE status IS NOT NULL",
    "document_embargo": "WHERE embargo IS NOT NULL",
    "document_urgency": "WHERE urgency IS NOT NULL",
    "document_advisory": "WHERE advisory = 1",
    "document_corrected": "WHERE corrected = 1",
    "document_gone": "WHERE gone IS NOT NULL",
    "document_versions": "WHERE versions > 1",
    "document_cluster": "WHERE cluster IS NOT NULL",
    "document_unclustered": "WHERE cluster IS NULL",
    "document_copy": "WHERE copy_of IS NOT NULL",
}


def open_writing(path: Path, copied: Callable[[Path], None] = lambda _: None) -> sqlite3.Connection:
    """The archive at its newest version; made, folders and all, where there is none or an empty file.

    An older one is copied before it is brought up to date; `copied` is told where to, once it is up to date.

    With `synchronous = FULL` a document is on the disk, not only in the system's memory, when its transaction ends.
    """
    with naming_errors(path):
        _refuse_folder(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _writable(path):
            raise ArchiveError(path, _READ_ONLY, transient=True)
        connection = _connect(path, "rwc")
    with closing_on_error(connection), naming_errors(path):
        _refuse_foreign(connection, path, fresh=True)
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # says nothing to an archive that has tables
        _set_journal(connection, path)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        copy = _copy_older(connection, path)
        with transaction(connection):
            migrations.migrate(connection)
        if copy:
            copied(copy)
        primers.learn(path, connection)
        connection.execute("PRAGMA foreign_keys = ON")  # before, making a table anew would take what refers to it along
        _touch_every_table(connection)
    return connection


def open_marking(path: Path) -> sqlite3.Connection:
    """An archive that is there, for short writes."""
    connection = _open_existing(path, "rw")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def refuse_foreign(path: Path) -> None:
    """Raises ArchiveError for what is no archive of this wirewatch or an earlier one; makes nothing beside the file."""
    with naming_errors(path):
        _refuse_folder(path)
        connection = _connect(path, "ro&immutable=1")
        with closing(connection):
            _refuse_foreign(connection, path, fresh=False)


def refuse_full(path: Path) -> None:
    """Raises ArchiveError where the disk has no room for even a few documents more."""
    with naming_errors(path):
        if shutil.disk_usage(path.absolute().parent).free < _LEAST_ROOM:
            raise ArchiveError(path, FULL, transient=True)


def open_pruning(path: Path) -> sqlite3.Connection:
    """An archive that is there, for many short writes beside whoever else writes."""
    connection = open_marking(path)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def open_reading(path: Path) -> sqlite3.Connection:
    """An archive that is there, never written through this connection."""
    with naming_errors(path):
        mode = "ro&immutable=1" if _cannot_change(path) else "ro"
    return _open_existing(path, mode)


def used_bytes(connection: sqlite3.Connection) -> int:
    """What the archive holds, without the room in its file that is free for more."""
    pages = _number(connection, "page_count") - _number(connection, "freelist_count")
    return pages * _number(connection, "page_size")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and durable when it is left."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def closing_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """`check_same_thread` is off because a pool's thread may open what the loop's thread closes at the end."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    connection.text_factory = _text
    return connection


def _text(value: bytes) -> str:
    """One damaged character must not hide the rows around it."""
    return value.decode("utf-8", "replace")


def _open_existing(path: Path, mode: str) -> sqlite3.Connection:
    with naming_errors(path):
        _refuse_folder(path)
        if not path.exists() or not path.stat().st_size:
            raise ArchiveError(path, _NONE_YET)
        connection = _connect(path, mode)
    with closing_on_error(connection), naming_errors(path):
        _refuse_foreign(connection, path, fresh=False)
        if _number(connection, "user_version") < migrations.NEWEST:
            raise ArchiveError(path, _OLDER)
        primers.learn(path, connection)
    return connection


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise ArchiveError(path, "this is a folder, and the archive is a file. Give the file's name.")
    if path.exists() and not path.is_file():
        raise ArchiveError(path, "this is no ordinary file. Give another name for the archive.")


def _refuse_foreign(connection: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    """Raises for a file of something else, and for an archive of a newer wirewatch."""
    owner = _number(connection, "application_id")
    tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not fresh and not owner and not tables:
        raise ArchiveError(path, _NONE_YET)
    if owner != APPLICATION_ID and (tables or owner):
        what = "this is a SQLite file of another program, not an archive of wirewatch."
        raise ArchiveError(path, f"{what} Give another name for the archive.")
    version = _number(connection, "user_version")
    if version > migrations.NEWEST:
        newer = f"a newer wirewatch made this archive (version {version}; this one knows {migrations.NEWEST})."
        raise ArchiveError(path, f"{newer} Update wirewatch, or give another name for the archive.")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    value: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return value


def _set_journal(connection: sqlite3.Connection, path: Path) -> None:
    wanted = journal_for(path)
    if connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0].upper() != wanted:
        raise ArchiveBusyError(path, _SWITCHED, transient=True)


def _copy_older(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Where the copy lies; None for an archive that is new, or up to date, or has been copied before."""
    if _number(connection, "user_version") in {0, migrations.NEWEST}:
        return None
    return copy_before(connection, path, migrations.NEWEST)


def _touch_every_table(connection: sqlite3.Connection) -> None:
    """Walks down the edge of each table and index; a whole check would take longer than the first paint may."""
    for kind, name, table in connection.execute(
        "SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index') AND rootpage > 0"
    ).fetchall():
        through = f"INDEXED BY {name}" if kind == "index" and not name.startswith("sqlite_autoindex") else ""
        where = _PARTIAL.get(name, "")
        connection.execute(f"SELECT * FROM {table} {through} {where} LIMIT 1").fetchone()


def _cannot_change(path: Path) -> bool:
    """Where nothing can be made beside it, a reader of a log-less archive has to be told that nobody else writes."""
    log = path.with_name(f"{path.name}-wal")
    no_log = not log.exists() or not log.stat().st_size
    return path.exists() and no_log and (not _writable(path.parent) or is_full(path))


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
