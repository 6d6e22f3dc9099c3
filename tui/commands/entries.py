"""Every tag of a document as an entry of a list: a label, what it is, and the words that earned it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tui import wording
from watchers.document import Actor, Analysis, Attribution, Document, Field, Hedge, Mention, Quote, Region

INKS = {"actor": "yellow", "region": "green", "event": "red", "says": "cyan", "hedge": "magenta"}
"""Colours of the terminal's own palette, which has them legible on its ground."""


@dataclass(frozen=True, slots=True)
class Earned:
    """Words and the rule by which they earned a tag."""

    start: int
    end: int
    text: str
    field: Field
    rule: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag: `label` is its letter and number, `name` what it is called, `detail` runs on behind it."""

    label: str
    ink: str
    name: str
    facts: str
    earned: tuple[Earned, ...]
    detail: str = ""


def told(analysis: Analysis, document: Document) -> dict[str, list[Entry]]:
    """All of them under the heading of their kind, in the order of their weight."""
    called = wording.names(analysis)
    actors = [(actor.name, _of_actor(actor), _of(actor.mentions)) for actor in analysis.actors]
    regions = [(region.name, _of_region(region), _of(region.mentions)) for region in analysis.regions]
    events = [(wording.happening(event, called), "", _of(event.mentions)) for event in analysis.events]
    sayings = [(wording.saying(s), wording.standing(s, called), _of_saying(s)) for s in analysis.attributions]
    hedges = [_of_hedge(hedge, document) for hedge in analysis.hedges]
    return {
        "Actors": list(_numbered("A", "actor", actors)),
        "Regions": list(_numbered("R", "region", regions)),
        "Events": list(_numbered("E", "event", events)),
        "Who says so": list(map(_with_content, _numbered("S", "says", sayings), analysis.attributions)),
        "Hedges": list(_numbered("H", "hedge", hedges)),
    }


def _numbered(letter: str, ink: str, found: Iterable[tuple[str, str, Sequence[Earned]]]) -> Iterator[Entry]:
    for number, (name, facts, earned) in enumerate(found, 1):
        yield Entry(f"{letter}{number}", ink, name, facts, tuple(earned))


def _of(mentions: Iterable[Mention]) -> list[Earned]:
    return [
        Earned(m.start, m.end, m.text, m.field, m.rule, m.role if m.role not in {None, "place"} else "")
        for m in mentions
    ]


def _of_actor(actor: Actor) -> str:
    above = " › ".join(node.name for node in actor.ancestors)
    return " · ".join(filter(None, (actor.kind, actor.id, actor.country, f"of {above}" if above else "")))


def _of_region(region: Region) -> str:
    path = wording.path(region)
    point = f"{region.lat:.2f}, {region.lon:.2f}" if region.lat is not None and region.lon is not None else ""
    within = path.partition(" › ")[2]
    return " · ".join(filter(None, (region.kind, region.id, f"in {within}" if within else "", point)))


def _with_content(entry: Entry, said: Attribution) -> Entry:
    return replace(entry, detail=f" {' '.join(said.content.text.split())}") if said.content else entry


def _of_saying(said: Attribution) -> list[Earned]:
    quotes: list[Quote] = [quote for quote in (said.source, said.cue, *said.via) if quote]
    return [Earned(quote.start, quote.end, quote.text, quote.field, said.rule) for quote in quotes]


def _of_hedge(hedge: Hedge, document: Document) -> tuple[str, str, list[Earned]]:
    text = document.text if hedge.field == "text" else document.headline or ""
    earned = [Earned(hedge.start, hedge.end, hedge.text, hedge.field, hedge.rule)]
    return wording.doubt(hedge, text), "", earned
