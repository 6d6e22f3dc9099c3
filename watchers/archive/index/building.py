"""Makes the index of an archive: from its cache where that is good, else in a process of its own, from the tables."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from watchers.archive.database import open_reading
from watchers.archive.index import cache, tables
from watchers.archive.index.answers import Made
from watchers.archive.index.index import Index
from watchers.archive.index.roster import Roster
from watchers.archive.problems import naming_errors
from watchers.errors import ArchiveBusyError, ArchiveError

_TRIES = 20
_LEFT_BEHIND = 3600.0
"""Seconds after which what a killed process was making is removed."""
_NO_INDEX = "its index could not be made. Counting takes longer without it."
_MOVING = "it changes too fast to be read twice at one moment. Counting takes longer until its index is made."


class Making:
    """The index of one archive, made once, in a thread that may wait; `stop` may be called from any thread."""

    def __init__(self, archive: Path, *, anew: bool = False) -> None:
        """With `anew` the cache that is there is not used."""
        self._archive, self._is_anew = archive, anew
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def make(self) -> Made:
        """As new as the archive was at some moment since. Raises ArchiveError."""
        with closing(open_reading(self._archive)) as connection, naming_errors(self._archive):
            index = None if self._is_anew else cache.load(cache.beside(self._archive), connection)
            index = (index and caught_up(index, connection)) or self._anew(connection)
            return Made(index, Roster(connection, "actor"), Roster(connection, "region"))

    def stop(self) -> None:
        """Ends it, so that `make` raises."""
        self._stopped = True
        if self._child is not None:
            self._child.kill()

    def _anew(self, connection: sqlite3.Connection) -> Index:
        with _room(self._archive) as made:
            command = [sys.executable, "-m", __spec__.name, str(self._archive), str(made)]
            silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self._child = subprocess.Popen(command, **silent)  # type: ignore[call-overload]  # noqa: S603
            if self._stopped:
                self._child.kill()
            self._child.wait()
            index = cache.load(made, connection)
            if index is None:
                raise ArchiveError(self._archive, _NO_INDEX)
            if made.parent == self._archive.parent:
                cache.keep(made, self._archive)
        return index


def caught_up(index: Index, connection: sqlite3.Connection) -> Index | None:
    """With what has changed since; None where that is so much that the index is made anew sooner."""
    connection.execute("BEGIN")
    try:
        revision, pruned = connection.execute(tables.REVISION).fetchone()
        changed = connection.execute(tables.CHANGED, (index.revision,)).fetchone()[0]
        if pruned != index.pruned or revision < index.revision or changed > tables.MOST:
            return None
        return index.plus(tables.read(connection, index.revision), revision) if changed else index
    finally:
        connection.execute("ROLLBACK")


def build(archive: Path, path: Path) -> None:
    """Reads the tables two at a time, and writes the index to a file. Raises ArchiveError, OSError, sqlite3.Error."""
    with closing(open_reading(archive)) as one, closing(open_reading(archive)) as other:
        revision, pruned = _same_moment(one, other, archive)
        with ThreadPoolExecutor(1) as beside:
            places = beside.submit(tables.places, other)
            documents, others = tables.documents(one), tables.others(one)
            index = Index.of(tables.joined({**places.result(), **others}, documents), revision, pruned)
        cache.save(path, index, cache.sampled(one, index))


def _same_moment(one: sqlite3.Connection, other: sqlite3.Connection, archive: Path) -> tuple[int, int]:
    """Both connections read the archive as it is now, together; its revision and the last pruning."""
    for _ in range(_TRIES):
        told = []
        for connection in (one, other):
            connection.execute("BEGIN")
            told.append(connection.execute(tables.REVISION).fetchone())
        if told[0] == told[1]:
            return int(told[0][0]), int(told[0][1])
        for connection in (one, other):
            connection.execute("ROLLBACK")
    raise ArchiveBusyError(archive, _MOVING, transient=True)


def writable(folder: Path) -> bool:
    """Whether files can be made in it."""
    return os.access(folder, os.W_OK)


@contextmanager
def _room(archive: Path) -> Iterator[Path]:
    """A name beside the archive, or elsewhere where nothing can be written there; nothing stays under it."""
    stem = f"{cache.beside(archive).name}.making-"
    if not writable(archive.parent):
        with tempfile.TemporaryDirectory(prefix="wirewatch-") as folder:
            yield Path(folder) / stem
        return
    for old in archive.parent.glob(f"{stem}*"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > _LEFT_BEHIND:
                old.unlink()
    handle, name = tempfile.mkstemp(prefix=stem, dir=archive.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
    finally:
        cache.remove(made)


if __name__ == "__main__":
    os.nice(5)  # the screen's keys come first
    build(Path(sys.argv[1]), Path(sys.argv[2]))
