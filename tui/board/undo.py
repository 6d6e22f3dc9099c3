"""What `u` takes back: the last changes of filter, marks, the list of feeds and the saved filters."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Literal, Protocol

from watchers.archive.rows import Row
from watchers.filters import Filter


class Pen(Protocol):
    """What writes marks."""

    def read(self, documents: Iterable[int], read: bool) -> Sequence[int]: ...
    def star(self, documents: Iterable[int], starred: bool) -> Sequence[int]: ...
    def note(self, document: int, text: str, when: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it is to be; None leaves that kind as it is, "" takes a note away."""

    document: int
    read: bool | None = None
    starred: bool | None = None
    note: str | None = None

    def opposite(self) -> Mark:
        """The mark before a change that did change it."""
        read, starred = (None if value is None else not value for value in (self.read, self.starred))
        return Mark(self.document, read, starred)

    def on(self, row: Row) -> Row:
        """The row as it is with the mark."""
        read = row.read if self.read is None else self.read
        return replace(row, read=read, starred=row.starred if self.starred is None else self.starred)

    def written(self) -> Callable[[Pen], None]:
        """What a pen does for it."""
        return partial(_write, self)


@dataclass(frozen=True, slots=True)
class Sweep:
    """A mark of many documents as it was before, of those alone that it changed."""

    documents: Sequence[int]
    kind: Literal["read", "starred"]
    value: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the list of feeds or of filters: `back` makes its text what it was, which `said` then tells."""

    said: str
    back: Callable[[str], str]
    of: Literal["feeds", "filters"] = "feeds"


@dataclass(frozen=True, slots=True)
class Deed:
    """Any other change: `back` takes it back, and says so unless that takes a while."""

    back: Callable[[], str]


Change = Filter | Mark | Sweep | Edit | Deed


def _write(mark: Mark, pen: Pen) -> None:
    if mark.read is not None:
        pen.read([mark.document], mark.read)
    if mark.starred is not None:
        pen.star([mark.document], mark.starred)
    if mark.note is not None:
        pen.note(mark.document, mark.note, datetime.now(UTC))


@dataclass
class Undo:
    """Filters, marks and edits as they were before each change, the last at the end."""

    past: deque[Change] = field(default_factory=lambda: deque(maxlen=200))

    def keep(self, before: Change) -> None:
        """Remembers what was."""
        self.past.append(before)

    def last(self) -> Change | None:
        """What was before the last change, and forgets it."""
        return self.past.pop() if self.past else None
