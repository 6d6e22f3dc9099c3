"""The file in which stands what went wrong within the board: for whoever mends it, bounded, safe to read."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

MOST = 512 * 1024
"""Bytes after which what stands there becomes the one file before, in place of that."""
AGAIN = 60.0
"""Seconds in which the same is not written twice."""
LONGEST = 20_000
"""Characters of one entry."""


class Journal:
    """`path` is made when there is something to write; a journal that cannot be written ends nothing."""

    def __init__(self, path: Path | None, clock: Callable[[], float] = monotonic) -> None:
        self.path, self._clock = path, clock
        self._written: dict[str, float] = {}

    def write(self, error: BaseException, where: str) -> None:
        """The error with its traceback, and in what it happened."""
        told = _shown("".join(traceback.format_exception(error)))
        now, before = self._clock(), self._written.get(told)
        if self.path is None or (before is not None and now - before < AGAIN):
            return
        self._written = {said: at for said, at in self._written.items() if now - at < AGAIN} | {told: now}
        try:
            _append(self.path, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} in {_shown(where)}\n{told}\n")
        except OSError:  # a full or read-only disk is no reason to fail a second time
            return


def previous(path: Path) -> Path:
    """Where the entries before those of `path` stand."""
    return path.with_name(f"{path.name}.1")


def _append(path: Path, entry: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > MOST:
        path.replace(previous(path))
    with path.open("a", encoding="utf-8", errors="replace") as file:
        file.write(entry)


def _shown(text: str) -> str:
    """Printable characters and line ends: the text of a document may stand in an error."""
    kept = text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}\n…\n{text[-LONGEST // 2 :]}"
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in kept)
