"""What is being laid over the shipped lexicon, and what is asked of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from watchers.analysis.lexicon.entries import ActorName, Country, Entry, KnownActor, Place, PlaceName
from watchers.analysis.lexicon.own.overlay import Drop
from watchers.analysis.lexicon.phrases import phrase
from watchers.analysis.lexicon.tables import Table


class Shipped(Protocol):
    """What is asked of the compiled lexicon."""

    def entries(self, phrase: str) -> Sequence[Entry]: ...
    def spelled(self, name_key: str) -> Sequence[PlaceName]: ...
    def actor(self, id_: str) -> KnownActor | None: ...
    def actor_ids(self) -> Iterable[str]: ...
    def place(self, id_: str) -> Place: ...
    def country(self, code: str) -> Country | None: ...


@dataclass(slots=True)
class Desk:
    """What is being laid: entries taken in so far, over the shipped lexicon."""

    shipped: Shipped
    actors: dict[str, KnownActor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    names: defaultdict[str, list[ActorName | PlaceName]] = field(default_factory=lambda: defaultdict(list))
    drops: defaultdict[str, list[Drop]] = field(default_factory=lambda: defaultdict(list))
    remarks: list[str] = field(default_factory=list)

    def country(self, table: Table, text: str | None) -> str | None:
        """The ISO code of a country that is given by its code, or by the id of its state."""
        if text is None:
            return None
        country = self.shipped.country(text) or self.shipped.country(text.upper())
        if country is None:
            raise table.error(f"country “{text}” is not known; give its ISO code, such as SY.", "country")
        return country.iso

    def name(self, table: Table, name: str, entry: ActorName | PlaceName) -> str | None:
        """Notes that a name means something more; its phrase."""
        key = self._key(table, name)
        if key is not None:
            self.names[key].append(entry)
        return key

    def drop(self, table: Table, name: str, drop: Drop) -> None:
        """Notes that a name means something no more, and a remark where it never meant that."""
        key = self._key(table, name)
        if key is None:
            return
        self.drops[key].append(drop)
        if drop.id and not any(drop.drops(entry) for entry in (*self.shipped.entries(key), *self.shipped.spelled(key))):
            self.remark(table, f"“{name}” does not mean {drop.id} anyway; nothing is discarded.")

    def _key(self, table: Table, name: str) -> str | None:
        key = phrase(name)
        if key is None:
            self.remark(table, f"no text can hold “{name}” as one run of words, nine at most; it is not looked for.")
        return key

    def remark(self, table: Table, said: str) -> None:
        """Notes what is no error, but has no effect."""
        line = f", line {table.line()}" if table.line() else ""
        self.remarks.append(f"{table.path.name}{line}: {said}")
