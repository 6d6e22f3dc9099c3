"""Where a list stands after its documents have changed: nothing moves under a reader's hands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

Line = Callable[[int], int]
"""The first line of the document of an index."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The item under the cursor, the lines scrolled past, and how many documents came in above since the last look."""

    cursor: int
    scroll: int
    above: int


@dataclass(frozen=True, slots=True)
class Lined:
    """Documents in their order, and the lines that they stand on."""

    numbers: Sequence[int]
    line: Line


def followed(old: Lined, new: Lined, stand: Stand, same_filter: bool, held: bool = False) -> Stand:
    """The stand in `new`, newest first, so that the document under the cursor keeps its place on the screen.

    At the very top the list is followed, unless it is held. A document that is no longer there gives its place to the
    next older one, else to the next newer one.
    """
    at_top = same_filter and not held and stand.cursor == 0 and stand.scroll == 0
    found = None if at_top or not new.numbers or not old.numbers else _place(old.numbers, new.numbers, stand.cursor)
    if found is None or (not same_filter and found == 0):
        return Stand(0, 0, 0)
    scroll = max(0, new.line(found) - (old.line(stand.cursor) - stand.scroll))
    above = stand.above + max(0, found - stand.cursor) if same_filter else 0
    return Stand(found, scroll, above)


def _place(old: Sequence[int], new: Sequence[int], cursor: int) -> int | None:
    if cursor < len(old) and (found := index_of(new, old[cursor])) is not None:
        return found
    older = first_of(new, old[cursor:])
    return first_of(new, old[:cursor][::-1]) if older is None else older


def index_of(numbers: Sequence[int], number: int) -> int | None:
    """Where a document stands; None where it does not."""
    try:
        return numbers.index(number)
    except ValueError:
        return None


def first_of(numbers: Sequence[int], others: Sequence[int]) -> int | None:
    """Where the first of other documents stands that is among these."""
    if quick := getattr(numbers, "first_of", None):  # of a million, found by the index
        return cast("int | None", quick(others))
    if others and (found := index_of(numbers, others[0])) is not None:
        return found
    here = {number: index for index, number in enumerate(numbers)}
    return next((here[number] for number in others if number in here), None)
