"""The archive of a board's run: the one that was meant, or where that cannot be written, one in temporary space."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.complaining import complain
from watchers.errors import ArchiveCorruptError, ArchiveError

if TYPE_CHECKING:
    from watchers.archive.lock import Lock


@dataclass(frozen=True, slots=True)
class Opened:
    """The archive of this run, and its lock; None where another board writes it already.

    `unkept` is why it is one in temporary space, "" where it is the one that was meant; `notices` are to be said once.
    """

    path: Path
    lock: Lock | None
    unkept: str = ""
    notices: tuple[str, ...] = ()


@contextmanager
def opened(archive: Path, *, reset: bool) -> Iterator[Opened]:
    """The archive, made or migrated; where it cannot be written, another for this run."""
    with ExitStack() as held:
        try:
            ready = _writing(archive, held, reset=reset)
        except ArchiveError as error:
            if not error.transient:
                raise
            held.close()
            ready = _standing_in(archive, error, held)
        yield ready


def _writing(archive: Path, held: ExitStack, *, reset: bool) -> Opened:
    from watchers.archive.lock import Lock
    from watchers.archive.network import remark

    lock = Lock(archive)
    share = tuple(filter(None, [remark(archive)]))
    if not lock.acquire():
        return Opened(archive, None, notices=share)
    held.callback(lock.release)
    copy = _prepare(archive, reset=reset)
    moved = (f"the archive of an earlier wirewatch is up to date now; as it was, it lies in {copy}",) if copy else ()
    return Opened(archive, lock, notices=(*moved, *share))


def _standing_in(archive: Path, error: ArchiveError, held: ExitStack) -> Opened:
    from watchers.archive.lock import Lock
    from watchers.archive.presence import there
    from watchers.archive.standin import stand_in

    other = held.enter_context(stand_in(archive, error))
    lock = Lock(other.path)
    lock.acquire()
    held.callback(lock.release)
    empty = " Its documents are not shown in this run." if there(archive) and not other.copied else ""
    return Opened(other.path, lock, f"{error.problem}{empty}")


def _prepare(archive: Path, *, reset: bool) -> Path | None:
    """Where an older one was copied to before it was brought up to date. Raises ArchiveError."""
    from watchers.archive.writing import Archive

    try:
        return _made_ready(archive)
    except ArchiveCorruptError as error:
        if not reset:
            complain(error)
            if not _agreed(f"Keep {archive.name} under another name and begin a new archive? [y/N] "):
                raise SystemExit(1) from error
        kept = Archive.reset(archive)
        complain(f"the damaged archive is kept as {kept}.")
        return _made_ready(archive)


def _made_ready(archive: Path) -> Path | None:
    from watchers.archive import outdated
    from watchers.archive.database import refuse_full
    from watchers.archive.writing import Archive

    if told := outdated.remark(archive):
        complain(told)
    made = Archive.open(archive)
    made.close()
    refuse_full(archive)
    return made.copy


def _agreed(question: str, ask: Callable[[str], str] = input) -> bool:
    try:
        return ask(question).strip().lower() in {"y", "yes"}
    except EOFError:
        return False
