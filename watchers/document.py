"""The stages of a document, one frozen dataclass each: it arrives, is read, is analysed, is stored.

All instants are aware datetimes in UTC; all offsets are code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from watchers.settings import Columns

SourceKind = Literal["file", "folder", "feed", "stdin"]
ActorKind = Literal[
    "state", "government", "military", "police", "armed group", "party", "organisation", "company", "person", "people"
]
RegionKind = Literal["world region", "country", "first-level", "second-level", "place", "area", "water", "unresolved"]
Role = Literal["place", "demonym", "metonym"]
Field = Literal["title", "text"]
EventKind = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
AttributionKind = Literal[
    "official", "spokesperson", "agency", "media", "document", "witness", "organisation", "unnamed"
]
Status = Literal["usable", "withheld", "cancelled"]
HedgeLevel = Literal["alleged", "reported", "likely", "denied", "unconfirmed"]
Tense = Literal["past", "present", "future"]
Modality = Literal["intended", "demanded", "possible", "conditional"]
Coverage = Literal["full", "names"]


# ------------------------------------------------------------------------------------------- it arrives
@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from; `uri` identifies it in the archive, `name` is shown."""

    kind: SourceKind
    name: str
    uri: str


@dataclass(frozen=True, slots=True)
class FileState:
    """What the file system says of a file; equal states mean that it need not be read again."""

    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document's bytes as they came in. `uri` is the same for every version of one document.

    `home` is the region its source reports from, `US` or `US-KY` after ISO 3166, where the source says so; `columns`
    are those of its tables.
    """

    source: Source
    uri: str
    name: str
    content: bytes
    received: datetime
    modified: datetime | None = None
    file_state: FileState | None = None
    home: str | None = None
    columns: Columns | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that could not be taken: a full sentence why, and one that says what to do.

    `since` is when it was first so, `tried` when it was last tried again.
    """

    source: Source
    uri: str
    name: str
    reason: str
    advice: str
    since: datetime
    file_state: FileState | None = None
    tried: datetime | None = None


# ----------------------------------------------------------------------------------------------- is read
@dataclass(frozen=True, slots=True)
class Subject:
    """A code of a controlled vocabulary, `medtop:20000065` in scheme `medtop`, and its name where it is known."""

    code: str
    scheme: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address, http or https only; `type` is a media type, `title` a caption or the words of the link.

    A picture with a caption and no address of the web has "" for it.
    """

    href: str
    rel: str | None = None
    type: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What a feed says of itself, for an entry read from it.

    `every` are the seconds that it asks readers to wait between visits, hours (UTC) and weekdays (Monday is 0) are to
    be skipped; `address` is its own and `hub` that of a WebSub hub, as it gives them.
    """

    title: str | None = None
    link: str | None = None
    language: str | None = None
    updated: datetime | None = None
    every: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    address: str | None = None
    hub: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read, safe to show. `headline` is None where the text has none of its own.

    `guid`, `uri`, `version` and `status` are as the provider gives them; `urgency` is 1 (flash) to 9. `abstract` is the
    standfirst or a feed's summary, `media` are pictures and films with their captions. Nothing absent is guessed.
    """

    text: str
    format: str
    headline: str | None = None
    published: datetime | None = None
    language: str | None = None
    byline: str | None = None
    dateline: str | None = None
    dateline_place: str | None = None
    dateline_date: date | None = None
    credit: str | None = None
    link: str | None = None
    warnings: tuple[str, ...] = ()
    guid: str | None = None
    uri: str | None = None
    version: str | None = None
    status: Status | None = None
    abstract: str | None = None
    slugline: str | None = None
    copyright: str | None = None
    ednote: str | None = None
    genre: str | None = None
    urgency: int | None = None
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first_created: datetime | None = None
    version_created: datetime | None = None
    updated: datetime | None = None
    embargo: datetime | None = None
    word_count: int | None = None
    links: tuple[Link, ...] = ()
    media: tuple[Link, ...] = ()
    feed: FeedFacts | None = None


# ------------------------------------------------------------------------------------------- is analysed
@dataclass(frozen=True, slots=True)
class Mention:
    """The words that earned a tag, and the id of the rule that gave it."""

    start: int
    end: int
    text: str
    rule: str
    field: Field = "text"
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the text, as it stands there."""

    start: int
    end: int
    text: str
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class ActorNode:
    """An actor that another belongs to: what a filter on it catches by."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """`ancestors` are the actors it belongs to, nearest first."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    part_of: str | None = None
    ancestors: tuple[ActorNode, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionNode:
    """A place in the tree of regions: what a filter on it catches by."""

    id: str
    name: str
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Region:
    """`path` runs from the widest region to the place itself; `ancestors` holds those of second parents too."""

    id: str
    name: str
    kind: RegionKind
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    path: tuple[RegionNode, ...] = ()
    ancestors: tuple[RegionNode, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where; actor, target and region are ids. `hedged` is None where it is told as fact.

    `modality` is None for what is told as happening; a `negated` event is one that the text says did not happen.
    """

    kind: EventKind
    mode: str | None = None
    actor: str | None = None
    target: str | None = None
    region: str | None = None
    hedged: HedgeLevel | None = None
    mentions: tuple[Mention, ...] = ()
    tense: Tense | None = None
    negated: bool = False
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the source's words, the cue ("said"), what is said; `actor` is the source's id.

    `via` are those who pass it on, nearest to the source first: officials said, according to Reuters, citing the mayor.
    """

    source: Quote | None
    cue: Quote | None
    content: Quote | None
    actor: str | None
    kind: AttributionKind
    hedged: HedgeLevel | None = None
    rule: str = "attribution:said"
    via: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that say how sure it is; `scope` is the stretch they reach over, in the same field."""

    start: int
    end: int
    text: str
    level: HedgeLevel
    field: Field = "text"
    rule: str = "hedge:word"
    scope: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What a document is compared with others by.

    `whole` is a digest of all its words, `sketch` the least digests of its runs of four words, none for a short text;
    `terms` are what its story is told from, with their weights, the heaviest first.
    """

    whole: int
    sketch: tuple[int, ...] = ()
    terms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything told about a document, the most important first; mentions in reading order.

    With coverage `names` only places, countries and named actors are told: the language is not one of the rules'.
    `trace` is not kept with the rest, and is None where the analysis comes from an archive.
    """

    language: str | None = None
    coverage: Coverage = "full"
    summary: tuple[Quote, ...] = ()
    actors: tuple[Actor, ...] = ()
    regions: tuple[Region, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    trace: Trace | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker hands to the archive: the arrival, a document read from it, and its analysis.

    `part` tells the documents of one arrival apart: their guid, or their number; "" where there is only one.
    `backlog` is what was there before anybody watched: it counts as read, and stands where its own time puts it.
    """

    arrival: Arrival
    document: Document
    title: str
    analysis: Analysis
    part: str = ""
    backlog: bool = False

    @property
    def uri(self) -> str:
        """The same for every version of this document."""
        return f"{self.arrival.uri}#{self.part}" if self.part else self.arrival.uri
