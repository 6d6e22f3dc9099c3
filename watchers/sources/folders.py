"""Several folders beside each other: each file belongs to one of them, and each has a name of its own."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from watchers.settings import Folder
from watchers.sources.names import shown

_SIGNS = re.compile(r"[\[*?]")
"""What a pattern does not take for itself."""


def distinct(folders: Iterable[Folder]) -> list[Folder]:
    """Each folder once, however its path is written: as it is first given. Each has a name.

    Of one that lies in another, the outer one leaves alone what is the inner one's.
    """
    first: dict[str, Folder] = {}
    for folder in folders:
        first.setdefault(folder.place, folder)
    each = [_without(folder, first) for folder in first.values()]
    return [replace(folder, name=name) for folder, name in zip(each, _names(each), strict=True)]


def _without(folder: Folder, others: Iterable[str]) -> Folder:
    root = folder.place.rstrip("/") + "/"
    inner = [_SIGNS.sub(r"[\g<0>]", place.removeprefix(root)) for place in others if place.startswith(root)]
    return replace(folder, exclude=(*folder.exclude, *inner)) if inner else folder


def _names(folders: Sequence[Folder]) -> list[str]:
    """`wire`; where another has that name too, with as much of the path before it as tells them apart."""
    parts = [Path(os.path.normpath(folder.path.absolute())).parts for folder in folders]
    depths = [1] * len(folders)
    while True:
        names = [_name(folder, path, depth) for folder, path, depth in zip(folders, parts, depths, strict=True)]
        many = Counter(names)
        longer = [many[name] > 1 and depth < len(path) for name, path, depth in zip(names, parts, depths, strict=True)]
        if not any(longer):
            return names
        depths = [depth + more for depth, more in zip(depths, longer, strict=True)]


def _name(folder: Folder, parts: Sequence[str], depth: int) -> str:
    if folder.name and depth == 1:
        return shown(folder.name)
    path = shown(str(Path(*parts[-depth:])))
    return f"{shown(folder.name)} ({path})" if folder.name else path
