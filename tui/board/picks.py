"""What a person has marked in a picker, and what Enter then means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from watchers.filters import Filter, Key

Pair = tuple[str, str]


def present(filter: Filter, key: Key) -> dict[str, str]:  # noqa: A002
    """The values of a kind that the filter asks for now, with their labels."""
    return {
        value: label
        for term in filter.of(key)
        if not term.negated
        for value, label in zip(term.values, term.labels or term.values, strict=False)
    }


@dataclass
class Picks:
    """Marks by value, with labels; `touched` once the person has marked or unmarked anything."""

    marks: dict[str, str] = field(default_factory=dict)
    touched: bool = False

    def turn(self, value: str, label: str) -> None:
        """Marks, or takes the mark away."""
        self.touched = True
        if self.marks.pop(value, None) is None:
            self.marks[value] = label

    def applied(self, under_cursor: Pair | None, sought: bool) -> Sequence[Pair] | None:
        """The pairs that Enter picks; None leaves the filter as it is.

        Own marks count; else the line under the cursor replaces what was picked, unless nothing was done at all.
        """
        if self.touched:
            return list(self.marks.items())
        if under_cursor is None or (self.marks and not sought):
            return None
        return [under_cursor]
