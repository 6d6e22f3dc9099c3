"""Which keys stand in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from tui.board.keys.key import MODAL, Key, Place

_PAIRS: tuple[tuple[Place, Place], ...] = (
    ("list", "board"), ("list", "tree"), ("list", "sources"), ("list", "saved"),
    ("text", "document"), ("text", "versions"), ("text", "problems"),
)  # fmt: skip
"""Places whose keys go at the same time, neither before the other; a panel's own keys may go before the board's."""
WRITTEN: frozenset[Place] = frozenset(
    ["picker", "form", "entry", "adding", "search", "expression", "saving", "alerting", "finding", "help", "palette"]
)
"""Places with a line that is written in: characters go there."""


def clashes(keys: Iterable[Key]) -> Iterator[tuple[Key, Key, str]]:
    """Two that the same key would do, and the key as Textual calls it."""
    held: dict[str, list[Key]] = {}
    for key in keys:
        for name in dict.fromkeys(key.keys.split(",")):
            if name:
                held.setdefault(name, []).append(key)
    for name, several in held.items():
        yield from ((one, other, name) for one, other in combinations(several, 2) if _together(one.place, other.place))


def _together(one: Place, other: Place) -> bool:
    if one == other or (one, other) in _PAIRS or (other, one) in _PAIRS:
        return True
    rest = {one, other} - {"everywhere"}
    return len(rest) == 1 and rest.isdisjoint(MODAL)
