"""In what order the panels count, and how that order stays while somebody is in it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from watchers.unusual import Unusual

T = TypeVar("T")
Order = Literal["class", "count", "rise", "name"]


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of a panel: documents of the filter, their trend over its span, and whether there are unusually many.

    An `excluded` one has none, and stands there to be let in again. `group` is the place of its class among others.
    """

    id: str
    name: str
    count: int
    trend: Sequence[int] = ()
    unusual: Unusual | None = None
    excluded: bool = False
    group: int = 0
    sign: str = ""

    @property
    def rise(self) -> tuple[float, int]:
        """How surprising it is now; then how many more documents the later half of the span has than the earlier."""
        half = len(self.trend) // 2
        return (self.unusual.surprise if self.unusual else 0.0), sum(self.trend[half:]) - sum(self.trend[:half])


_KEYS: Mapping[Order, Callable[[Tally], tuple[object, ...]]] = {
    "class": lambda one: (not one.excluded, one.group, -one.count),
    "count": lambda one: (not one.excluded, -one.count),
    "rise": lambda one: (not one.excluded, -one.rise[0], -one.rise[1], -one.count),
    "name": lambda one: (one.name.casefold(),),
}


def ranked(tallies: Iterable[Tally], order: Order) -> list[Tally]:
    """What is left out stands first, where it is found again, but by name; what is equal stays as it comes."""
    return sorted(tallies, key=_KEYS[order])


class Places:
    """The order in which somebody saw the lines: what they saw keeps its place, what comes later stands behind."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}

    def forget(self) -> None:
        """The next order is taken as it comes."""
        self._of.clear()

    def held(self, items: Sequence[T], ids: Callable[[T], str]) -> list[T]:
        """In the places that are remembered, also of what has gone meanwhile and comes back."""
        found = sorted(items, key=lambda one: self._of.get(ids(one), len(self._of)))
        for one in found:
            self._of.setdefault(ids(one), len(self._of))
        return found
