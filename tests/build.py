"""Reports for tests, whole, from the few things that a test cares about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from watchers.document import (
    Actor,
    ActorKind,
    ActorNode,
    Analysis,
    Arrival,
    Document,
    Event,
    EventKind,
    FileState,
    HedgeLevel,
    Mention,
    Quote,
    Region,
    RegionKind,
    RegionNode,
    Report,
    Source,
    Unreadable,
)

NOON = datetime(2030, 3, 14, 12, tzinfo=UTC)
FOLDER = Source("folder", "Desk", "file:///desk")
WORLD: dict[str, tuple[str, RegionKind, str | None]] = {
    "asia": ("Asia", "world region", None),
    "middle-east": ("Middle East", "world region", "asia"),
    "syria": ("Syria", "country", "middle-east"),
    "rif-dimashq": ("Rif Dimashq", "first-level", "syria"),
    "beit-jinn": ("Beit Jinn", "place", "rif-dimashq"),
    "idlib": ("Idlib", "place", "syria"),
    "golan": ("Golan Heights", "area", "middle-east"),
    "africa": ("Africa", "world region", None),
    "sudan": ("Sudan", "country", "africa"),
    "khartoum": ("Khartoum", "place", "sudan"),
}
"""A small tree of regions: id to name, kind and parent."""

ActorFacts = tuple[str, str, str] | tuple[str, str, str, Sequence[str]]
"""Id, name, kind, and the ids of what it belongs to."""


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def actor(id: str, name: str, kind: str, ancestors: Sequence[str] = (), text: str = "") -> Actor:  # noqa: A002
    """An actor, with a mention where its name stands in the text; its ancestors nearest first."""
    above = tuple(ActorNode(each, each.capitalize(), "state") for each in ancestors)
    part_of = above[0].id if above else None
    return Actor(id, name, cast("ActorKind", kind), None, part_of, above, _mentions(name, text))


def region(id: str, text: str = "", second_parents: Sequence[str] = ()) -> Region:  # noqa: A002
    """A region of WORLD, its path filled in; `second_parents` are ids of WORLD that are not on the path."""
    path = tuple(map(_node, _path(id)))
    name, kind, _ = WORLD[id]
    others = tuple(_node(each) for parent in second_parents for each in _path(parent))
    above = tuple(dict.fromkeys((*path[:-1], *others)))
    return Region(id, name, kind, lat=1.5, lon=2.5, path=path, ancestors=above, mentions=_mentions(name, text))


def event(kind: EventKind, mode: str | None = None, hedged: HedgeLevel | None = None) -> Event:
    return Event(kind, mode, hedged=hedged)


def report(
    title: str = "Ferry service resumes",
    text: str = "The ferry left port at dawn. Nobody was hurt.",
    actors: Sequence[ActorFacts | Actor] = (),
    regions: Sequence[str | Region] = (),
    events: Sequence[EventKind | Event] = (),
    *,
    uri: str | None = None,
    source: Source = FOLDER,
    received: datetime = NOON,
    published: datetime | None = None,
    credit: str | None = None,
    content: bytes | None = None,
    file_state: FileState | None = None,
) -> Report:
    """One report; its uri follows from its title, its bytes from title and text, where they are not given."""
    body = f"{title}\n\n{text}".encode() if content is None else content
    name = f"{title.lower().replace(' ', '-')[:40]}.txt"
    arrival = Arrival(source, uri or f"{source.uri}/{name}", name, body, received, received, file_state)
    document = Document(text, "text", headline=title, published=published, language="en", credit=credit)
    end = text.find(".") + 1 or len(text)
    analysis = Analysis(
        language="en",
        summary=(Quote(0, end, text[:end]),),
        actors=tuple(each if isinstance(each, Actor) else actor(*each, text=text) for each in _padded(actors)),
        regions=tuple(each if isinstance(each, Region) else region(each, text) for each in regions),
        events=tuple(each if isinstance(each, Event) else Event(each) for each in events),
        sentences=((0, end),),
    )
    return Report(arrival, document, title, analysis)


def unreadable(
    name: str = "broken.txt", *, source: Source = FOLDER, since: datetime = NOON, file_state: FileState | None = None
) -> Unreadable:
    uri = f"{source.uri}/{name}"
    return Unreadable(source, uri, name, "The file is empty.", "Save it again.", since, file_state)


def _padded(actors: Sequence[ActorFacts | Actor]) -> list[tuple[str, str, str, Sequence[str]] | Actor]:
    return [
        each if isinstance(each, Actor) else (each[0], each[1], each[2], each[3] if len(each) == 4 else ())
        for each in actors
    ]


def _path(id: str) -> list[str]:  # noqa: A002
    parent = WORLD[id][2]
    return [*(_path(parent) if parent else ()), id]


def _node(id: str) -> RegionNode:  # noqa: A002
    return RegionNode(id, WORLD[id][0], WORLD[id][1])


def _mentions(name: str, text: str) -> tuple[Mention, ...]:
    at = text.find(name)
    return (Mention(at, at + len(name), name, "test:name"),) if at >= 0 else ()
