"""What the file system says of a folder: a walk with `stat`, no reading."""

from __future__ import annotations

import heapq
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from watchers.document import FileState
from watchers.patterns import Patterns
from watchers.sources.names import file_uri, is_skipped, quoted

_ODD = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

EVERYTHING = Patterns()


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as one look found it. `changed_ns` is when its content or its place last changed, by the system's clock.

    `odd` names what it is where it is no regular file.
    """

    uri: str
    path: str
    state: FileState
    changed_ns: int
    odd: str | None = None


@dataclass(slots=True)
class Sweep:
    """A look at a whole folder: all addresses with the instant of change, and the files that are not as known.

    `blind` are the addresses of folders that could not be listed, `folders` the paths of those that were, of which
    `linked` were reached over a link. Paths below the folder begin at `begin`; only what `patterns` ask for is told.
    """

    present: dict[str, int] = field(default_factory=dict)
    changed: list[Seen] = field(default_factory=list)
    blind: list[str] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    begin: int = 0
    patterns: Patterns = EVERYTHING

    def is_missing(self, uri: str) -> bool:
        """Not there, and not below a folder that could not be listed."""
        return uri not in self.present and not any(uri.startswith(folder) for folder in self.blind)


def sweep(
    root: str, known: Mapping[str, FileState], marks: Mapping[str, int], patterns: Patterns = EVERYTHING
) -> Sweep:
    """Walks the folder, following links to folders but never in a circle; real folders go first.

    A file is as known where its state is, and its instant of change too if there is a mark of that.
    """
    result = Sweep(begin=len(root.rstrip("/")) + 1, patterns=patterns)
    visited: set[tuple[int, int]] = set()
    above = _ancestors(root)
    folders, links = [(root, file_uri(root.rstrip("/")) + "/", False)], list[tuple[str, str, bool]]()
    while folders or links:
        path, uri, linked = folders.pop() if folders else heapq.heappop(links)
        for entry in _entries(path, uri, visited, above, result):
            if is_skipped(entry.name):
                continue
            below = _met(entry, uri + quoted(entry.name), known, marks, result)
            if below and entry.is_symlink():
                heapq.heappush(links, (entry.path, below, True))
            elif below:
                folders.append((entry.path, below, linked))
        if linked:
            result.linked.add(path)
    return result


def look(path: str) -> Seen | None:
    """One file, None where there is none or where it is a folder."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return None if stat.S_ISDIR(status.st_mode) else seen(path, file_uri(path), status)


def seen(path: str, uri: str, status: os.stat_result) -> Seen:
    """What `stat` says, in our words."""
    state = state_of(status)
    return Seen(uri, path, state, status.st_ctime_ns, odd_kind(status.st_mode))


def state_of(status: os.stat_result) -> FileState:
    """What tells that a file need not be read again."""
    return FileState(status.st_size, status.st_mtime_ns, status.st_ino)


def odd_kind(mode: int) -> str | None:
    """What something is that cannot be read like a file."""
    if stat.S_ISREG(mode):
        return None
    return _ODD.get(stat.S_IFMT(mode), "something else")


def _entries(
    path: str, uri: str, visited: set[tuple[int, int]], above: set[tuple[int, int]], result: Sweep
) -> Iterator[os.DirEntry[str]]:
    try:
        status = Path(path).stat()
        place = (status.st_dev, status.st_ino)
        if place in visited or (visited and place in above):
            return
        visited.add(place)
        with os.scandir(path) as entries:
            yield from entries
        result.folders.add(path)
    except FileNotFoundError:
        return
    except OSError:
        result.blind.append(uri)


def _met(
    entry: os.DirEntry[str], address: str, known: Mapping[str, FileState], marks: Mapping[str, int], result: Sweep
) -> str | None:
    """The address of a folder that is to be entered; a file is noted."""
    try:
        if entry.is_dir():
            return address + "/" if result.patterns.enters(entry.path[result.begin :]) else None
        if not result.patterns.wants(entry.path[result.begin :]):
            return None
        status = entry.stat()
    except OSError:  # vanished, a dangling link, a link that leads to itself
        return None
    changed_ns = result.present[address] = status.st_ctime_ns
    if not _is_as(status, known.get(address)) or marks.get(address, changed_ns) != changed_ns:
        result.changed.append(seen(entry.path, address, status))
    return None


def _is_as(status: os.stat_result, known: FileState | None) -> bool:
    """Compared field by field, for there are many files and few that changed."""
    return (
        known is not None
        and known.mtime_ns == status.st_mtime_ns
        and known.size == status.st_size
        and known.inode == status.st_ino
    )


def _ancestors(root: str) -> set[tuple[int, int]]:
    """The folders that the root lies in: a link to one of them would bring in what nobody asked for."""
    places = set()
    real = Path(root).resolve()
    for folder in (real, *real.parents):
        with suppress(OSError):
            status = folder.stat()
            places.add((status.st_dev, status.st_ino))
    return places
