"""Files and standard input as they are named on a command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from watchers.document import Arrival, Source
from watchers.errors import UnreadableError

STDIN = Source("stdin", "standard input", "stdin:")


def source_of(path: Path) -> Source:
    """Of a file, which need not be there."""
    return Source("file", path.name, path.absolute().as_uri())


def arrival_of(path: Path, most: int, home: str | None = None) -> Arrival:
    """A file of at most so many bytes. Raises OSError, UnreadableError for what is no file or larger."""
    if path.exists() and not path.is_file():
        raise UnreadableError(str(path), "This is no ordinary file.", "Give a file, or - for standard input.")
    state = path.stat()
    if state.st_size > most:
        raise _too_large(str(path), most)
    content = path.read_bytes()
    uri = path.resolve().as_uri()
    modified = datetime.fromtimestamp(state.st_mtime, UTC)
    return Arrival(Source("file", path.name, uri), uri, path.name, content, datetime.now(UTC), modified, home=home)


def arrival_from(stream: BinaryIO, most: int) -> Arrival:
    """The one document on standard input. Raises UnreadableError where it has more bytes."""
    content = stream.read(most + 1)
    if len(content) > most:
        raise _too_large(STDIN.name, most)
    return Arrival(STDIN, STDIN.uri, "", content, datetime.now(UTC))


def _too_large(name: str, most: int) -> UnreadableError:
    return UnreadableError(name, f"It has over {most:,} bytes.", "Split it, or raise max_bytes in the settings.")
