"""The files of an archive, each read as the document that it is; what cannot be read is named, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import documents
from watchers.reading.given import Given
from watchers.reading.packed import take

DEEPEST = 3
_NAMED = 5
_ONLY = "The only file in it"
_FURNITURE = frozenset([".ds_store", "thumbs.db", "desktop.ini"])

Member = tuple[str, Callable[[], bytes]]
"""A name as the archive gives it, and what unpacks it, which raises UnreadableError."""


def read_members(given: Given, members: Iterable[Member]) -> Iterator[Document]:
    """The documents of an archive's files as they are unpacked; which could not be read is remarked at the end.

    Raises UnreadableError, for damage and limits after the documents that lie before.
    """
    if given.depth >= DEEPEST:
        raise UnreadableError(given.name, f"It lies more than {DEEPEST} archives deep.", "Unpack it by hand.")
    unread = _Unread()
    found = False
    for document in _documents(given, members, unread):
        found = True
        yield document
    if not found:
        raise _nothing(given, unread.named)
    if unread.named:
        given.spare.remarks.append(_told(given, unread))


@dataclass(slots=True)
class _Unread:
    """The files that could not be read, of so many."""

    count: int = 0
    named: list[tuple[str, UnreadableError]] = field(default_factory=list)


def _documents(given: Given, members: Iterable[Member], unread: _Unread) -> Iterator[Document]:
    for name, unpack in members:
        if is_furniture(name):
            continue
        unread.count += 1
        take(given, 0, files=1)
        try:
            yield from documents(given.inner(unpack(), name))
        except UnreadableError as error:
            if given.spare.size < 0 or given.spare.files < 0:
                raise
            unread.named.append((name, error))


def is_furniture(name: str) -> bool:
    """Whether a file is one that a file manager leaves in archives."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith("._") or path.name.lower() in _FURNITURE


def _told(given: Given, unread: _Unread) -> str:
    archive = given.name if given.depth else "it"
    return f"{len(unread.named)} of {unread.count} files in {archive} could not be read: {_listed(unread.named)}."


def _nothing(given: Given, failed: list[tuple[str, UnreadableError]]) -> UnreadableError:
    if not failed:
        return UnreadableError(given.name, "There are no files in it.", "Pack it again.")
    if len(failed) == 1:
        name, error = failed[0]
        if error.reason.startswith(_ONLY):  # archive in archive: the innermost says it all
            return UnreadableError(given.name, error.reason, error.advice)
        return UnreadableError(given.name, f"{_ONLY}, {name}, could not be read: {error.reason}", error.advice)
    reason = f"None of the {len(failed)} files in it could be read: {_listed(failed)}."
    return UnreadableError(given.name, reason, "Unpack it by hand.")


def _listed(failed: list[tuple[str, UnreadableError]]) -> str:
    named = "; ".join(f"{name} ({error.reason.rstrip('.')})" for name, error in failed[:_NAMED])
    return named if len(failed) <= _NAMED else f"{named}; and {len(failed) - _NAMED:,} more"
