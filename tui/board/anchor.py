"""Where a list stands after its documents have changed: nothing moves under a reader's hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True)
class Stand:
    """The item under the cursor, the lines scrolled past, and how many documents came in above since the last look."""

    cursor: int
    scroll: int
    above: int


def followed(old: Sequence[int], new: Sequence[int], stand: Stand, tall: int, same_filter: bool) -> Stand:
    """The stand in `new`, newest first, so that the document under the cursor keeps its place on the screen.

    At the very top the list is followed. A document that is no longer there gives its place to the next older one.
    """
    if not new or not old or (same_filter and stand.cursor == 0 and stand.scroll == 0):
        return Stand(0, 0, 0)
    found = _place(old, new, stand.cursor)
    if found is None:
        return Stand(0, 0, 0) if not same_filter else Stand(len(new) - 1, stand.scroll, stand.above)
    if not same_filter and found == 0:
        return Stand(0, 0, 0)
    scroll = max(0, found * tall - (stand.cursor * tall - stand.scroll))
    above = stand.above + max(0, found - stand.cursor) if same_filter else 0
    return Stand(found, scroll, above)


def _place(old: Sequence[int], new: Sequence[int], cursor: int) -> int | None:
    if cursor < len(old) and (found := _index(new, old[cursor])) is not None:
        return found
    if first_of := getattr(new, "first_of", None):  # of a million, found by the index
        return cast("int | None", first_of(old[cursor:]))
    here = {number: index for index, number in enumerate(new)}
    return next((here[number] for number in old[cursor:] if number in here), None)


def _index(numbers: Sequence[int], number: int) -> int | None:
    try:
        return numbers.index(number)
    except ValueError:
        return None
