"""How a thing is written in an expression so that just it is meant: by name, as `Georgia (United States)`, by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchers.filters.meaning import Named, NameKey, Names


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
