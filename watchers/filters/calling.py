"""What names mean in an expression, and how a thing is written so that just it is meant: `Georgia (United States)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

NameKey = Literal["actor", "region", "source"]


@dataclass(frozen=True, slots=True)
class Named:
    """Something a name may mean: `id` as the archive has it, `aside` tells it from others of the same name."""

    id: str
    name: str
    aside: str = ""


class Names(Protocol):
    """Who and what is called how, in any spelling; an id is a name too, and `Name (what tells it apart)`."""

    def named(self, key: NameKey, text: str) -> Sequence[Named]:
        """What is meant: one where that is clear, else all that may be, the likeliest first."""
        ...

    def near(self, key: NameKey, text: str) -> Sequence[str]:
        """Names written much alike, the nearest first."""
        ...


def called(names: Names, key: NameKey, meant: Named) -> str:
    """The shortest text that is taken for it alone; without quotes."""
    return next((text for text in _ways(meant) if means(names.named(key, text), meant.id)), meant.id)


def means(found: Sequence[Named], id_: str) -> bool:
    """Whether just this one has been found."""
    return len(found) == 1 and found[0].id == id_


def _ways(meant: Named) -> Iterator[str]:
    yield meant.name
    kind, *above = meant.aside.split(", ") if meant.aside else [""]
    for told in (*above, kind, meant.aside):
        if told:
            yield f"{meant.name} ({told})"
