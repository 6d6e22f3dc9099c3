"""An open archive that is left when its file is not where it was, and taken up again where one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from watchers.archive.database import refuse_foreign
from watchers.archive.presence import Found, Identity, found, identity
from watchers.archive.problems import naming_errors
from watchers.archive.rescue import beside, clear, make_whole, place_for_replaced, write_again
from watchers.archive.writing import Archive
from watchers.errors import ArchiveError

T = TypeVar("T")

_DELETED = "it was deleted while it was open. It is being put back from what is still open."
_REPLACED = "another archive was put in its place just now."
_MOVED = "Put it back, or end this and start with --archive and its new place"
_GONE = f"it is not there any more: it was moved, or its disk was taken away. {_MOVED}."


class Holding:
    """Used from one thread. `remark` is what was last done about one that was not where it was; None for nothing.

    A moved one is made whole and left: what comes in waits until one is back, since a new one in an empty place would
    hide what comes back there. A deleted one is put back from what is still open. Where another archive took its place
    that one is gone on with; what was replaced stays, and where nothing holds it any more it is kept beside.
    """

    def __init__(self, path: Path) -> None:
        """Raises ArchiveError."""
        self.path = path
        self.remark: str | None = None
        self._left: dict[Path, Identity] = {}
        self._gone = _GONE
        self._told = False
        self._archive: Archive | None = None
        self._open()

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def do(self, work: Callable[[Archive], T]) -> T:
        """What was written where nobody finds it counts as not done. Raises ArchiveError."""
        archive = self._present()
        result = work(archive)
        self._look(archive)
        if self._archive is not archive:
            raise ArchiveError(self.path, _REPLACED, transient=True)
        return result

    def _open(self) -> Archive:
        archive = Archive.open(self.path)
        held = identity(self.path)
        if held is None:
            archive.close()
            raise ArchiveError(self.path, _GONE, transient=True)
        self._archive, self._held = archive, held
        return archive

    def _present(self) -> Archive:
        """The archive that lies under the path."""
        if self._archive is not None:
            self._look(self._archive)
        return self._archive or self._return()

    def _look(self, archive: Archive) -> None:
        """Leaves an archive that is not there, and says why in an ArchiveError."""
        with naming_errors(self.path):
            where = found(self.path, self._held)
        if where.whereabouts == "here":
            self._left = beside(self.path)
            self._told = False
        elif where.whereabouts == "moved":
            self._leave(archive)
            self._gone = _GONE if where.at is None else f"it was moved to {where.at}. {_MOVED}."
            raise ArchiveError(self.path, self._gone, transient=True)
        elif where.whereabouts == "deleted":
            self._put_back(archive)
        else:
            self._replace(archive, where)

    def _put_back(self, archive: Archive) -> None:
        """Told first, for it may take long."""
        if not self._told:
            self._told = True
            raise ArchiveError(self.path, _DELETED, transient=True)
        write_again(archive.connection, self.path)
        self._leave(archive)
        self.remark = f"{self.path.name} was deleted while it was open, and has been put back whole."

    def _replace(self, archive: Archive, where: Found) -> None:
        try:
            refuse_foreign(self.path)
        except ArchiveError as error:
            raise ArchiveError(self.path, f"another file took its place: {error.problem}", transient=True) from error
        kept = where.at
        if where.deleted:
            kept = place_for_replaced(self.path)
            write_again(archive.connection, kept)
        self._leave(archive)
        before = f"; the one before is kept as {kept.name}" if kept else ""
        self.remark = f"another archive was put in the place of {self.path.name}{before}."

    def _leave(self, archive: Archive) -> None:
        make_whole(archive.connection, self.path)
        archive.close()
        self._archive = None
        clear(self._left)
        self._left = {}

    def _return(self) -> Archive:
        """Never makes a new one."""
        with naming_errors(self.path):
            if identity(self.path) is None:
                raise ArchiveError(self.path, self._gone, transient=True)
        try:
            return self._open()
        except ArchiveError as error:
            raise ArchiveError(self.path, error.problem, transient=True) from error
