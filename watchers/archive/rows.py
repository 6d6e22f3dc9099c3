"""What the archive answers with: frozen values, never database rows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from watchers.document import ActorKind, Analysis, Document, EventKind, RegionKind, Source, Status

Outcome = Literal["new", "version", "unchanged"]
State = Literal["starting", "live", "waiting", "failing", "off"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a report: `document` is its number in the archive, `version` counts from 1."""

    document: int
    version: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tag:
    """An actor or region as a row shows it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list. `title` is "" and `damaged` says why where the stored row cannot be read.

    `version` is the number of the one that is shown, of `versions` that are kept. `status`, `embargo` and `urgency` are
    as its provider last gave them; a killed story keeps headline and tags of what it was. So many `copies` repeat its
    text, or that of the document whose `copy_of` it is; the documents of a `cluster` tell one story.
    """

    document: int
    title: str
    source: str
    credit: str | None
    received: datetime
    published: datetime | None
    actors: tuple[Tag, ...] = ()
    regions: tuple[Tag, ...] = ()
    event: EventKind | None = None
    mode: str | None = None
    hedged: bool = False
    version: int = 1
    read: bool = False
    starred: bool = False
    gone: bool = False
    damaged: str | None = None
    versions: int = 1
    status: Status | None = None
    embargo: datetime | None = None
    urgency: int | None = None
    advisory: bool = False
    corrected: bool = False
    copies: int = 0
    cluster: int | None = None
    copy_of: int | None = None

    @property
    def when(self) -> datetime:
        """When it was published, else when it came in; never later than that."""
        return min(self.published, self.received) if self.published else self.received


@dataclass(frozen=True, slots=True)
class Related:
    """A document that tells the same story as another: why that is thought so, and whether it is of the same text."""

    row: Row
    why: str
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Also:
    """Who else tells a document's story, the latest first, in how many documents; `why` is what it shares with one."""

    by: tuple[str, ...]
    documents: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document whole, as a brief or a reader shows it.

    `notice` is what its provider said when it was killed, withheld or corrected, in a line; None where it
    said nothing. `note` is what a person wrote to it, `also` is None where nobody else tells its story.
    """

    row: Row
    uri: str
    source: Source
    document: Document
    analysis: Analysis
    notice: str | None = None
    note: str | None = None
    also: Also | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: `number` counts from 1 as they came in, `edition` is what its provider calls it."""

    number: int
    received: datetime
    title: str
    edition: str | None = None
    status: Status | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class VersionText:
    """What a version said."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Reread:
    """A document's current version as it was read, and what is told about it; None where that cannot be decoded."""

    number: int
    version: int
    title: str
    received: datetime
    document: Document | None
    analysis: Analysis | None


@dataclass(frozen=True, slots=True)
class ActorCount:
    """Documents of a filter that name an actor or one of its own; `trend` counts them by equal spans, oldest first."""

    id: str
    name: str
    kind: ActorKind
    count: int
    trend: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionCount:
    """Documents of a filter that name a region or a place in it; `parent` is the id one step up, or None."""

    id: str
    name: str
    kind: RegionKind
    parent: str | None
    count: int


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What the documents say of an actor; `part_of` is an id."""

    name: str
    kind: ActorKind
    country: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What the documents say of a region; `parent` is an id."""

    name: str
    kind: RegionKind
    country: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """Documents of a filter by event kind or source."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Points:
    """Regions with coordinates, most documents first, and where each lies; documents count for what they name itself.

    All are of one length. Of a country or a part of the world, `kind` says so, only a middle is known.
    """

    regions: Sequence[RegionCount]
    latitudes: array[float]
    longitudes: array[float]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many documents of a filter name both, by row, then column; each the most named first."""

    rows: tuple[Tag, ...]
    columns: tuple[Tag, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Health:
    """How a source fares; `problem` is a sentence or None; `set_aside` counts its unreadable documents.

    `said` is what there is to say where nothing is wrong. Until `muted` its documents are kept, but not shown.
    Its documents are 0 where they were not `counted`.
    """

    source: Source
    state: State
    problem: str | None = None
    last_success: datetime | None = None
    next_try: datetime | None = None
    documents: int = 0
    set_aside: int = 0
    said: str | None = None
    muted: datetime | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole archive; `newest` is the highest document number, 0 when it is empty."""

    documents: int
    unread: int
    newest: int
