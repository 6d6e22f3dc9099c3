"""What the lexicon knows, one frozen dataclass a kind; and the layers in which a phrase may be known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, Self

from watchers.document import ActorKind, RegionKind, RegionNode


class Layer(StrEnum):
    """PLACE, ACTOR and DEMONYM, and one for each file of `lexicons/words/`. Layers nest, they do not compete."""

    PLACE = "place"
    ACTOR = "actor"
    DEMONYM = "demonym"
    AGENT = "agent"
    TITLE = "title"
    ROLE = "role"
    FIRST_NAME = "first-name"
    COMMON = "common"
    FEATURE = "feature"
    ORGANISATION_HEAD = "organisation-head"
    LOCATIVE = "locative"
    STEM = "stem"
    CUE = "cue"
    HEDGE = "hedge"
    NEGATION = "negation"
    CALENDAR = "calendar"


class Case(IntEnum):
    """How a phrase must be written to count."""

    ANY = 0
    CAPITAL = 1
    ACRONYM = 2


class Spelling(IntEnum):
    """By which of its keys a place was found: the looser, the more the document must support it."""

    EXACT = 0
    ALTERNATE = 1
    ARTICLE = 2
    HEADLESS = 3
    FOLDED = 4
    ABBREVIATED = 5
    """`Pa.`, `IN`: counts only after a comma, or where nothing else can be meant."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of a word layer: `value` is what it stands for ("assault.aerial"), `data` what the TOML adds."""

    layer: Layer
    value: str
    case: Case = Case.ANY
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demonym:
    """`country` is ISO 3166-1 alpha-2, or "" where `state` names a people without one; `noun` as in "Syrians"."""

    country: str
    state: str
    noun: bool = False
    region: str | None = None
    """The region's id: that of the country, or where a people lives, if that can be said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `parents` are region ids, the administrative one first; `population` 0: not known.

    `weight` is how likely its name means it before the document is read: log10 of the population, from 1 to 9.2, plus
    4 for an area, water or world region, 3 for a country, 1.5 for a first-level region, 1 for a capital.
    """

    id: str
    name: str
    kind: RegionKind
    country: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    parents: tuple[str, ...] = ()
    capital: bool = False
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name that may mean a place, and the spelling by which it does."""

    place: Place
    spelling: Spelling
    case: Case = Case.CAPITAL


@dataclass(frozen=True, slots=True)
class Office:
    """An office and when it was held; a missing bound is open."""

    title: str
    of: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the TOML lexicons. `ancestors` follow `part_of`, nearest first."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    part_of: str | None = None
    ancestors: tuple[str, ...] = ()
    backed_by: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    since: date | None = None
    until: date | None = None
    media: str | None = None


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name that may mean an actor; of `needs`, country codes or actor ids, the document must mention one."""

    actor: KnownActor
    case: Case
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """A phrase that means nothing of a layer, nor do shorter ones within it: an analyst has discarded it."""

    layer: Layer


Entry = PlaceName | ActorName | Demonym | Term | Silence


class Meaning(tuple[Entry, ...]):
    """What a phrase means; `heard` keeps what of it counts in each way of writing, for the same words come again."""

    heard: dict[int, tuple[tuple[Layer, tuple[Entry, ...]], ...]]

    def __new__(cls, entries: Iterable[Entry] = ()) -> Self:
        """Of the entries, in their order."""
        meaning = super().__new__(cls, entries)
        meaning.heard = {}
        return meaning


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory as a source of composed tags; `state` is its actor id ("united-states")."""

    iso: str
    state: str
    name: str
    adjective: str
    region: RegionNode
