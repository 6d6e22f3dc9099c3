"""A range of documents in a list, from where it was begun to the cursor, or all that were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui.board.anchor import first_of


@dataclass(frozen=True, slots=True)
class Range:
    """Indexes, both included; it grows from `begun` to the cursor, or stays as it is for None."""

    first: int
    last: int
    begun: int | None = None

    def __contains__(self, index: int) -> bool:
        return self.first <= index <= self.last

    def __len__(self) -> int:
        return self.last - self.first + 1

    def to(self, cursor: int) -> Range:
        """As far as the cursor."""
        return self if self.begun is None else Range(min(self.begun, cursor), max(self.begun, cursor), self.begun)

    def followed(self, old: Sequence[int], new: Sequence[int]) -> Range | None:
        """The same documents after the list has changed; None where none of them is left."""
        inside = old[self.first : self.last + 1]
        first, last = first_of(new, inside), first_of(new, inside[::-1])
        if first is None or last is None:
            return None
        if self.begun is None:
            return replace(self, first=first, last=last)
        return Range(first, last, first if self.begun == self.first else last)
