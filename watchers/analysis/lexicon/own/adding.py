"""Entries appended to the analyst's own TOML: what stands there stays as it is, comments and order too."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copyfile, copymode
from tempfile import TemporaryDirectory
from typing import Protocol

from filelock import FileLock

from watchers.analysis.lexicon.own.entry import Entry, OwnActor, block
from watchers.analysis.lexicon.own.reading import ActorChange, RegionChange, read_own_actors, read_own_regions
from watchers.analysis.own import ACTORS, REGIONS
from watchers.errors import EntryError, LexiconError

_Read = Callable[[Path], tuple[Sequence[ActorChange | RegionChange], object]]
_HEADERS = {
    ACTORS: """\
# Your own actors, over those that wirewatch brings. An entry has id, name and kind, and may have country, part_of
# and aliases; one with the id of a known actor adds to it. [[discard]] with a name: it means no actor.
# More in docs/lexicons.md; wirewatch doctor tells whether all is well here.
""",
    REGIONS: """\
# Your own regions, over those that wirewatch brings. An entry has id, name and kind, and may have country, parents,
# lat, lon and aliases; one with the id of a known region adds to it. [[discard]] with a name: it means no region.
# More in docs/lexicons.md; wirewatch doctor tells whether all is well here.
""",
}
_READERS: dict[str, _Read] = {ACTORS: read_own_actors, REGIONS: read_own_regions}
_WAIT_SECONDS = 5.0
"""For another process that writes the same file."""


class Lexicon(Protocol):
    """What is asked of the lexicon that the files are laid over."""

    def with_own(self, folder: Path) -> object: ...


def file_of(entry: Entry) -> str:
    """The name of the file that it is written in."""
    return ACTORS if isinstance(entry, OwnActor) else REGIONS


def add(folder: Path, entry: Entry, lexicon: Lexicon) -> None:
    """Appends an entry to a folder's file, once the lexicon has been opened with it.

    Raises EntryError where it cannot be opened with it, LexiconError where something is wrong with the files.
    """
    try:
        with TemporaryDirectory(prefix="wirewatch-") as scratch:
            _try(folder, Path(scratch), entry, lexicon)
    except OSError as error:
        raise LexiconError(folder / file_of(entry), f"cannot be tried: {error.strerror or error}.") from error
    append(folder, entry)


def append(folder: Path, entry: Entry) -> None:
    """Only this part of `add`; the file is whole before and after. Raises EntryError where the id is there already."""
    path = folder / file_of(entry)
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f".{target.name}.lock"), timeout=_WAIT_SECONDS):
            _append(path, target, entry)
    except OSError as error:  # of the lock too, which is a TimeoutError where another process keeps it
        raise LexiconError(path, f"cannot be written: {error.strerror or error}.") from error


def _try(folder: Path, trial: Path, entry: Entry, lexicon: Lexicon) -> None:
    for name in (ACTORS, REGIONS):
        with suppress(FileNotFoundError):
            copyfile(folder / name, trial / name)
    try:
        append(trial, entry)
        lexicon.with_own(trial)
    except LexiconError as error:
        raise _told_of(folder, entry, error) from error


def _told_of(folder: Path, entry: Entry, error: LexiconError) -> LexiconError:
    """What is wrong in the copy, told of the file; without the line where the entry is not written yet."""
    path = folder / error.path.name
    if isinstance(error, EntryError) or error.entry in (entry.name, entry.id):
        return EntryError(path, error.problem, entry=entry.name or entry.id)
    return LexiconError(path, error.problem, error.line, error.entry)


def _append(path: Path, target: Path, entry: Entry) -> None:
    read = _READERS[path.name]
    before = target.read_bytes() if target.exists() else _HEADERS[path.name].encode()
    if target.exists() and entry.id in {change.id for change in read(path)[0]}:
        problem = f"“{entry.id}” is there already. Add to that entry, or choose another id."
        raise EntryError(path, problem, entry=entry.name or entry.id)
    newline = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if not before else newline if before.endswith(b"\n") else newline * 2
    _replace(path, target, before + gap.encode() + newline.join([*block(entry), ""]).encode(), read)


def _replace(path: Path, target: Path, content: bytes, read: _Read) -> None:
    """Puts a file in the place of another, once it could be read."""
    scratch = target.with_name(f".{target.name}.new")
    try:
        with scratch.open("wb") as file:
            if target.exists():
                copymode(target, scratch)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _check(path, scratch, read)
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)


def _check(path: Path, scratch: Path, read: _Read) -> None:
    """Raises what reading it raises, told of the file that it was to become."""
    try:
        read(scratch)
    except LexiconError as error:
        raise LexiconError(path, error.problem, error.line, error.entry) from error
