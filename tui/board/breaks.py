"""The lines between documents: where a day begins, and what was there at the last look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal, TypeVar

from tui.board import words
from tui.board.strips import Run
from watchers.archive.columns import instant, micros

Kind = Literal["look", "day"]
Mark = TypeVar("Mark")
_DAY = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True)
class Break:
    """A line before the document of an index; `when` is where the day begins, or the last look was, in UTC.

    A day has so many documents of the list, 0 where they are not counted; before a look so many are new.
    """

    index: int
    kind: Kind
    when: datetime
    count: int


def steps(count: int, marks: Callable[[Sequence[int]], Sequence[Mark]]) -> list[tuple[int, Mark]]:
    """Where in an ordered list, which is not empty, the mark of an index changes, the first index too.

    Each round halves all stretches whose ends differ, so that marks are asked for a few times, and few of them.
    """
    ends = sorted({0, count - 1})
    known = dict(zip(ends, marks(ends), strict=True))
    open_ones = [(0, count - 1)]
    found = [0]
    while open_ones := [(a, b) for a, b in open_ones if known[a] != known[b]]:
        found += [b for a, b in open_ones if b == a + 1]
        wide = [(a, b, (a + b) // 2) for a, b in open_ones if b > a + 1]
        middles = [middle for _, _, middle in wide]
        known.update(zip(middles, marks(middles), strict=True))
        open_ones = [part for a, b, middle in wide for part in ((a, middle), (middle, b))]
    return [(at, known[at]) for at in sorted(found)]


def breaks(
    count: int, placed: Callable[[Sequence[int]], Sequence[int]], now: datetime, looked: datetime | None
) -> tuple[Break, ...]:
    """The breaks of a list, newest first; `placed` says of some indexes when they came in, in microseconds since 1970.

    What is all of today needs no day, what is all new or all old no look.
    """
    if not count:
        return ()
    seen = -1 if looked is None else micros(looked)
    found = steps(count, lambda some: [(when // _DAY, when > seen) for when in placed(some)])
    days = [at for n, (at, (day, _)) in enumerate(found) if n == 0 or found[n - 1][1][0] != day]
    sizes = {at: end - at for at, end in zip(days, [*days[1:], count], strict=True)}
    if len(days) == 1 and found[0][1][0] == micros(now) // _DAY:
        sizes.clear()
    return tuple(_breaks(found, sizes, looked))


def _breaks(
    found: Sequence[tuple[int, tuple[int, bool]]], sizes: dict[int, int], looked: datetime | None
) -> Iterator[Break]:
    before = True
    for at, (day, new) in found:
        if looked is not None and at and before and not new:
            yield Break(at, "look", looked, at)
        if at in sizes:
            yield Break(at, "day", instant(day * _DAY), sizes[at])
        before = new


class Ruled:
    """The lines of a list of documents of `tall` lines each, with its breaks among them."""

    def __init__(self, breaks: Sequence[Break] = (), tall: int = 1) -> None:
        self.breaks, self.tall = breaks, tall
        self.indexes = [each.index for each in breaks]
        self._lines = [each.index * tall + n for n, each in enumerate(breaks)]

    def top(self, index: int) -> int:
        """The first line that belongs to a document: of the breaks before it, where it has any."""
        return index * self.tall + bisect_left(self.indexes, index)

    def line(self, index: int) -> int:
        """The first line of the document itself."""
        return index * self.tall + bisect_right(self.indexes, index)

    def standing(self, y: int) -> tuple[int, int]:
        """The document that a line belongs to and which of its lines it is; breaks are counted back from -1."""
        before = bisect_right(self._lines, y)
        if before and self._lines[before - 1] == y:
            index = self.indexes[before - 1]
            return index, before - 1 - bisect_right(self.indexes, index)
        return divmod(y - before, self.tall)

    def at(self, index: int, part: int) -> Break:
        """The break that such a line is."""
        return self.breaks[bisect_right(self.indexes, index) + part]

    def day(self, index: int) -> Break | None:
        """The day that a document is listed under; None where days are not told."""
        at = bisect_right(self._days[0], index) - 1
        return self._days[1][at] if at >= 0 else None

    @cached_property
    def _days(self) -> tuple[list[int], list[Break]]:
        found = [each for each in self.breaks if each.kind == "day"]
        return [each.index for each in found], found


def told(one: Break, now: datetime) -> tuple[list[Run], list[Run]]:
    """`Today, Thursday 14 March` and how many; `12 new · seen before 09:12 UTC`."""
    if one.kind == "look":
        return [(f"▲ {words.count(one.count)} new", "warn"), ("  since you looked last, ", "dim"),
                (words.date_and_time(one.when, now), "dim")], []  # fmt: skip
    return [(day(one.when, now), "strong")], [(words.count(one.count), "faint")] if one.count else []


def day(when: datetime, now: datetime) -> str:
    """`Today, Thursday 14 March`, `Tuesday 12 March`, with the year where it is another."""
    near = {now.date(): "Today, ", now.date() - timedelta(days=1): "Yesterday, "}.get(when.date(), "")
    return f"{near}{when:%A} {when.day} {when:%B}{'' if when.year == now.year else f' {when.year}'}"
