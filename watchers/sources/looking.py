"""Looks at single files that something was heard of."""

from __future__ import annotations

import os
from collections.abc import Iterable

from watchers.sources.names import file_uri
from watchers.sources.scan import Seen, look


def looks(paths: Iterable[str], begin: int | None = None) -> tuple[list[Seen], list[str]]:
    """The files as they are found, and the addresses of those that are not there.

    With `begin`, where the path below the folder begins, its names must be spelt as their folders list them: some file
    systems find a file under a name that differs in case.
    """
    found, absent = list[Seen](), list[str]()
    listed: dict[str, frozenset[str] | None] = {}
    for path in paths:
        seen = look(path)
        if seen is None or (begin is not None and not _is_spelt(path, begin, listed)):
            absent.append(file_uri(path))
        else:
            found.append(seen)
    return found, absent


def _is_spelt(path: str, begin: int, listed: dict[str, frozenset[str] | None]) -> bool:
    folder = path[:begin]
    for name in path[begin:].split("/"):
        if folder not in listed:
            listed[folder] = _names(folder)
        names = listed[folder]
        if names is not None and name not in names:
            return False
        folder = os.path.join(folder, name)  # noqa: PTH118
    return True


def _names(folder: str) -> frozenset[str] | None:
    """None where it may not be listed, which says nothing of what is in it."""
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return None
