"""The analyst's entries as small tables over the compiled lexicon: other actors and places, more names and fewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from watchers.analysis.lexicon.entries import (
    ActorName,
    Country,
    Demonym,
    Entry,
    KnownActor,
    Layer,
    Place,
    PlaceName,
    Silence,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drop:
    """Says of a name that it means no actor or no region: none at all, or not that of an id."""

    of: type[ActorName] | type[PlaceName]
    id: str | None

    def drops(self, entry: Entry) -> bool:
        """Whether this entry is meant; a people's own word goes with the actors, a country's with the regions."""
        match entry:
            case ActorName(actor=actor):
                return self.of is ActorName and self.id in (None, actor.id)
            case PlaceName(place=place):
                return self.of is PlaceName and self.id in (None, place.id)
            case Demonym(country="", state=people):
                return self.of is ActorName and self.id in (None, people)
            case Demonym(region=region):
                return self.of is PlaceName and self.id in (None, region)
            case _:
                return False


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over a compiled lexicon; keys of `names` and `drops` are phrases.

    `told` counts what each file holds, `remarks` are sentences about what has no effect.
    """

    actors: Mapping[str, KnownActor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    countries: Mapping[str, Country] = field(default_factory=dict)
    names: Mapping[str, Sequence[ActorName | PlaceName]] = field(default_factory=dict)
    drops: Mapping[str, Sequence[Drop]] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def actor(self, shipped: KnownActor) -> KnownActor:
        """The same as the analyst has it, also where only something above it is another."""
        own = self.actors.get(shipped.id)
        if own is not None or not self.actors:
            return own or shipped
        for number, above in enumerate(shipped.ancestors):
            if moved := self.actors.get(above):
                return replace(shipped, ancestors=(*shipped.ancestors[: number + 1], *moved.ancestors))
        return shipped

    def place(self, shipped: Place) -> Place:
        """The same as the analyst has it."""
        return self.places.get(shipped.id, shipped)

    def meaning(self, phrase: str, shipped: Sequence[Entry]) -> Sequence[Entry]:
        """What a phrase means: the shipped entries that are left, with the analyst's; the weightiest place first."""
        own = self.names.get(phrase, ())
        left = [entry for entry in shipped if self.keeps(phrase, entry)]
        for entry in own:
            left = _with(left, entry)
        left += self._silences(phrase, shipped, left)
        if not own:
            return tuple(left)
        places = [entry for entry in left if isinstance(entry, PlaceName)]
        others = [entry for entry in left if not isinstance(entry, PlaceName)]
        return (*sorted(places, key=lambda name: (-name.place.weight, name.spelling)), *others)

    def _silences(self, phrase: str, shipped: Sequence[Entry], left: Sequence[Entry]) -> Iterator[Silence]:
        """Where nothing is left of what a name meant, shorter names within it are not meant either."""
        for drop in self.drops.get(phrase, ()):
            more = any(isinstance(entry, drop.of) for entry in left)
            if not more and (drop.id is None or any(drop.drops(entry) for entry in shipped)):
                yield from (Silence(layer) for layer in _LAYERS[drop.of])

    def keeps(self, phrase: str, entry: Entry) -> bool:
        """Whether a shipped entry may still be meant by a name."""
        return not any(drop.drops(entry) for drop in self.drops.get(phrase, ()))

    def may_mean(self, phrase: str, name: PlaceName) -> bool:
        """Whether a name, in whatever spelling, may still mean a place; what the analyst called so always may."""
        own = (entry for entry in self.names.get(phrase, ()) if isinstance(entry, PlaceName))
        return self.keeps(phrase, name) or any(entry.place.id == name.place.id for entry in own)


NOTHING = Overlay()
_LAYERS: Mapping[type, tuple[Layer, ...]] = {ActorName: (Layer.ACTOR,), PlaceName: (Layer.PLACE, Layer.DEMONYM)}


def _with(entries: list[Entry], own: ActorName | PlaceName) -> list[Entry]:
    """An actor is named once, and an own `needs` wins; a place once, by its strictest spelling."""
    for at, entry in enumerate(entries):
        if isinstance(entry, ActorName) and isinstance(own, ActorName) and entry.actor.id == own.actor.id:
            return [*entries[:at], own, *entries[at + 1 :]] if own.needs else entries
        if isinstance(entry, PlaceName) and isinstance(own, PlaceName) and entry.place.id == own.place.id:
            return [*entries[:at], own, *entries[at + 1 :]] if own.spelling < entry.spelling else entries
    return [*entries, own]
