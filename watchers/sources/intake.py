"""What a source asks of the one who runs it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from watchers.document import Arrival, FileState, Source, Unreadable


class Intake(Protocol):
    """Takes what a source brings; a call returns when the archive has it."""

    async def states(self, source: Source) -> dict[str, FileState]:
        """The state in which each document of the source was last taken or set aside, by uri."""
        ...

    async def take(self, arrival: Arrival) -> None:
        """Reads, tags and keeps an arrival, or sets it aside with the reason."""
        ...

    async def set_aside(self, unreadable: Unreadable) -> None:
        """Keeps why a document could not be taken."""
        ...

    async def gone(self, source: Source, uri: str, when: datetime) -> None:
        """Keeps that a document is no longer there."""
        ...

    def noticed(self) -> None:
        """The source's health, or how much it has before it, is another now."""
        ...
