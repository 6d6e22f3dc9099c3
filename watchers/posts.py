"""A source with what the service knows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from watchers.archive.reader import Reader
from watchers.archive.rows import Health
from watchers.clean import clean_line
from watchers.document import Source, Unreadable
from watchers.errors import WirewatchError
from watchers.sources.condition import Condition

_SUCCESS_SECONDS = 5.0
"""How often it is kept that a source still fares well."""


class Watched(Protocol):
    """A folder or a feed; `pending` counts what it has brought that is not kept yet."""

    @property
    def source(self) -> Source: ...
    @property
    def condition(self) -> Condition: ...
    @property
    def pending(self) -> int: ...


@dataclass(slots=True)
class Post:
    """`documents` are those the archive has of the source, `aside` the uris of what is set aside."""

    source: Watched
    documents: int = 0
    aside: set[str] = field(default_factory=set)
    failure: str | None = None
    next_try: datetime | None = None

    def health(self, problem: str | None) -> Health:
        """`problem` is the archive's."""
        condition = self.source.condition
        trouble = problem or self.failure
        return Health(
            source=self.source.source,
            state="failing" if trouble else condition.state,
            problem=trouble or condition.problem,
            last_success=condition.last_success,
            next_try=self.next_try or condition.next_try,
            documents=self.documents,
            set_aside=len(self.aside),
            said=condition.said,
            muted=condition.muted,
        )


Posts = dict[str, Post]
"""By the uri of the source."""


def already(path: Path) -> tuple[list[Health], list[Unreadable]]:
    """What an archive has of its sources."""
    reader = Reader.open(path)
    try:
        return reader.sources(), reader.set_aside()
    finally:
        reader.close()


def is_news(health: Health, kept: Health | None) -> bool:
    """Whether it is worth keeping, after what was kept last."""
    if kept is None or _told(health) != _told(kept):
        return True
    if health.last_success is None or health.last_success == kept.last_success:
        return False
    return kept.last_success is None or (health.last_success - kept.last_success).total_seconds() >= _SUCCESS_SECONDS


def _told(health: Health) -> tuple[object, ...]:
    return health.source, health.state, health.problem, health.next_try, health.muted


def why(error: BaseException) -> str:
    """Why a source stopped; a sentence of ours says what to do, and stays whole."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, WirewatchError):
        return str(error)
    said = f"{type(error).__name__}: {clean_line(str(error), 160)}"
    return f"It stopped with an error ({said}); it starts again by itself."
