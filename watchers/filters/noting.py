"""What an expression is taken to mean where a name of it may mean something else too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from watchers.filters.calling import Named, NameKey, Names, called
from watchers.filters.folding import folded
from watchers.filters.tokens import pieces
from watchers.filters.writing import plain

_TOLD = 3
_NAMED: tuple[NameKey, ...] = ("actor", "region")


class Knowing(Names, Protocol):
    """Names, and what else each may mean."""

    def others(self, key: NameKey, text: str) -> Sequence[Named]: ...


def notes(expression: str, names: Knowing) -> list[str]:
    """A sentence for each such name of an expression that can be parsed."""
    found = [
        note
        for piece in pieces(expression)
        for key in _NAMED
        if piece.key == key
        for value in piece.values
        for note in _note(key, " ".join(value.text.split()), names)
    ]
    return list(dict.fromkeys(found))


def _note(key: NameKey, text: str, names: Knowing) -> Iterator[str]:
    taken = names.named(key, text)
    if len(taken) != 1 or text == taken[0].id:
        return
    others = names.others(key, text)
    aside = f" ({taken[0].aside})" if taken[0].aside else ""
    said = f"“{text[:80]}” is taken for {taken[0].name}{aside}"
    if others:
        written = [f"{key}:{plain(called(names, key, each))}" for each in others[:_TOLD]]
        more = f" and {len(others) - _TOLD} more" if len(others) > _TOLD else ""
        yield f"{said}; there is {', '.join(written)}{more}."
    elif set(folded(text).split()) < set(folded(taken[0].name).split()) and key == "actor":
        yield f"{said}."
