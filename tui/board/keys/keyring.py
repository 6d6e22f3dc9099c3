"""The keys as they are bound on one board."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tui.board.keys.key import Key, Place
from tui.board.keys.spelling import face

_ID = re.compile(r"\{([\w-]+)\}")
NEVER = "never"
"""A key that nobody can press: under it stands what has no key, so that it can be given one."""


@dataclass(frozen=True)
class Keyring:
    """`all` are the keys of the tables, bound as they are now; `changed` has those that differ from the tables."""

    all: tuple[Key, ...]
    changed: Mapping[str, str]

    @cached_property
    def _by_id(self) -> dict[str, Key]:
        return {key.id: key for key in self.all}

    def __getitem__(self, id_: str) -> Key:
        return self._by_id[id_]

    def of(self, *places: Place) -> Iterator[Key]:
        """In the order of the tables."""
        return (key for key in self.all if key.place in places)

    def face(self, id_: str) -> str:
        """The key that does it, as a person knows it; where there is none, the palette's."""
        shown = faces(self[id_])
        return shown[0] if shown else f"{self.face('palette')} “{self[id_].words}”"

    def told(self, text: str) -> str:
        """A sentence in which `{id}` stands for the key that does it."""
        return "".join(piece for piece, _ in self.pieces(text))

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """The same in pieces, and whether each is a key."""
        for at, piece in enumerate(_ID.split(text)):
            is_key = at % 2 == 1
            if piece:
                yield (self.face(piece), True) if is_key else (piece, False)

    def names(self, id_: str) -> list[str]:
        """The keys that do it, as Textual calls them."""
        return [name for name in self[id_].keys.split(",") if name]

    @property
    def keymap(self) -> dict[str, str]:
        """As Textual takes it: what differs."""
        return {id_: keys or NEVER for id_, keys in self.changed.items()}


def ring(table: tuple[Key, ...], bound: Mapping[str, str]) -> Keyring:
    """`bound` has keys by id, several parted by commas, in place of those of the table."""
    changed = {key.id: bound[key.id] for key in table if key.id in bound and bound[key.id] != key.keys}
    return Keyring(tuple(replace(k, keys=changed[k.id]) if k.id in changed else k for k in table), changed)


def faces(key: Key) -> list[str]:
    """The keys that do it, as a person knows them."""
    return list(dict.fromkeys(face(name) for name in key.keys.split(",") if name))
