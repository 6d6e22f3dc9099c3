"""Reads one rested file: whole and unchanged, or not at all."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from watchers.document import Arrival, Source, Unreadable
from watchers.sources.ledger import NO_STATE
from watchers.sources.names import shown
from watchers.sources.scan import Seen, state_of


def taken(seen: Seen, source: Source, received: datetime, max_bytes: int) -> Arrival | Unreadable | None:
    """The bytes, or why not; None where the file changed or vanished meanwhile."""
    if seen.odd:
        return _aside(seen, source, received, f"It is {seen.odd}, not a file.", "Move it out of the folder.")
    if seen.state.size > max_bytes:
        reason = f"It has {seen.state.size:,} bytes, more than the {max_bytes:,} that are read."
        return _aside(seen, source, received, reason, "Split it, or raise max_bytes in the settings.")
    try:
        content = _stable_bytes(seen, max_bytes)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _refused(seen, source, received, error)
    if content is None:
        return None
    modified = _instant(seen.state.mtime_ns)
    return Arrival(source, seen.uri, shown(Path(seen.path).name), content, received, modified, seen.state)


def _refused(seen: Seen, source: Source, received: datetime, error: OSError) -> Unreadable:
    if isinstance(error, PermissionError):
        reason, advice = "It may not be read.", "Give read permission; it is tried again by itself."
    else:
        reason, advice = f"The system could not read it ({error.strerror}).", "It is tried again by itself."
    return replace(_aside(seen, source, received, reason, advice), file_state=NO_STATE)


def _stable_bytes(seen: Seen, max_bytes: int) -> bytes | None:
    """Never waits for a pipe's writer, should a pipe have taken the file's place."""
    number = os.open(seen.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(number, "rb") as file:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode) or _is_another(status, seen):
            return None
        content = file.read(max_bytes + 1)
        if _is_another(os.fstat(number), seen) or len(content) != seen.state.size:
            return None
    return None if _is_another(Path(seen.path).stat(), seen) else content


def _is_another(status: os.stat_result, seen: Seen) -> bool:
    """Whatever has happened to the file: its date may have been set back."""
    return status.st_ctime_ns != seen.changed_ns or state_of(status) != seen.state


def _aside(seen: Seen, source: Source, since: datetime, reason: str, advice: str) -> Unreadable:
    return Unreadable(source, seen.uri, shown(Path(seen.path).name), reason, advice, since, seen.state)


def _instant(mtime_ns: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(mtime_ns / 1e9, UTC)
    except (ValueError, OverflowError, OSError):
        return None
