"""The one edge where errors of SQLite and of the file system become ours."""

from __future__ import annotations

import errno
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchers.errors import ArchiveBusyError, ArchiveCorruptError, ArchiveError

_RESET = "Start again with --reset, which keeps this file under another name, or put a copy of yours in its place."
_RIGHTS = "See that its folder is there, and that you may read and write it."
FULL = "the disk is full. Make room on it."
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_LOST = re.compile(r"no such table: |table \w+ already exists")
"""Every archive of a version has the tables of that version."""
_ADVICE = {
    "SQLITE_BUSY": "another process has been writing to it for too long. Close the other wirewatch, or try again.",
    "SQLITE_LOCKED": "another process has been writing to it for too long. Close the other wirewatch, or try again.",
    "SQLITE_READONLY": "it cannot be written. Give yourself the right to write the file and its folder.",
    "SQLITE_CANTOPEN": f"it cannot be opened. {_RIGHTS}",
    "SQLITE_PERM": f"it cannot be opened. {_RIGHTS}",
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": "the disk does not answer as it should. See that it is there and has room.",
}

_NO_NAME = {
    errno.ENAMETOOLONG: "this name is too long.",
    errno.ENOTDIR: "a part of this path is a file, not a folder.",
    errno.ELOOP: "this path leads round in a circle of links.",
    errno.EEXIST: "a part of this path is a file, not a folder.",
}
_FAULTS = {
    errno.EROFS: "its disk may only be read. Have it mounted for writing, or give another place: --archive PATH.",
    errno.EACCES: "you may not read and write there. Give yourself the right, or give another place: --archive PATH.",
    errno.EPERM: "you may not read and write there. Give yourself the right, or give another place: --archive PATH.",
    errno.ENOSPC: FULL,
    errno.EDQUOT: "your share of the disk is used up. Make room in it.",
}
_NO_ROOM = 2**16
"""Bytes: what SQLite shares in memory takes half of that."""
_TRANSIENT = {"BUSY", "LOCKED", "FULL", "IOERR", "CANTOPEN", "READONLY"}
"""Kinds of refusal that have nothing to do with what was to be kept."""


@contextmanager
def naming_errors(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system leave as an `ArchiveError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _named(path, error) from error
    except OSError as error:
        if error.errno in _NO_NAME:
            raise ArchiveError(path, f"{_NO_NAME[error.errno]} Give another name for the archive.") from error
        problem = _FAULTS.get(error.errno or 0, f"it cannot be opened ({error.strerror or error}). {_RIGHTS}")
        raise ArchiveError(path, problem, transient=True) from error
    except UnicodeEncodeError as error:
        raise ArchiveError(path, "a document holds broken characters (lone surrogates), so it was not kept.") from error


def _named(path: Path, error: sqlite3.Error) -> ArchiveError:
    code = getattr(error, "sqlite_errorname", "") or ""
    kind = "_".join(code.split("_")[:2])
    if kind in _DAMAGED or _LOST.match(str(error)):
        return ArchiveCorruptError(path, f"the archive is damaged ({error}). {_RESET}")
    if kind in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
        return ArchiveBusyError(path, _ADVICE[kind], transient=True)
    if kind in {"SQLITE_IOERR", "SQLITE_CANTOPEN"} and is_full(path):
        return ArchiveError(path, FULL, transient=True)
    problem = _ADVICE.get(kind, f"the archive refused ({error}).")
    return ArchiveError(path, problem, transient=kind.removeprefix("SQLITE_") in _TRANSIENT)


def is_full(path: Path) -> bool:
    """SQLite says otherwise where there is no room for what it shares in memory."""
    try:
        return shutil.disk_usage(path.absolute().parent).free < _NO_ROOM
    except OSError:
        return False
