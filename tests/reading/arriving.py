"""Arrivals for tests of reading."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from watchers.document import Arrival, Document, Source
from watchers.reading import read

RECEIVED = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOCUMENTS = Path(__file__).parents[1] / "documents"


def arrival(content: bytes, name: str = "note.txt", received: datetime = RECEIVED) -> Arrival:
    """As a folder would bring it."""
    return Arrival(Source("folder", "desk", "file:///desk"), f"file:///desk/{name}", name, content, received)


def document(content: bytes | str, name: str = "note.txt", received: datetime = RECEIVED) -> Document:
    """The only document of some bytes."""
    content = content.encode() if isinstance(content, str) else content
    (found,) = read(arrival(content, name, received))
    return found


def shared(name: str) -> Document:
    """The only document of a file that all tests share."""
    return document((DOCUMENTS / name).read_bytes(), name)
