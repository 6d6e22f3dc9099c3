"""Which words of a document earned which tag, and which one shows where several claim the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tui import wording
from tui.board import words
from tui.board.wrapping import Span
from watchers.document import Analysis, Document, Field, Mention

Kind = Literal["actor", "region", "event", "hedge", "says"]
_ORDER = {"actor": 1, "region": 2, "event": 3, "hedge": 4, "says": 5}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the document, the tag they earned as a person reads it, and the id of the rule."""

    start: int
    end: int
    words: str
    kind: Kind
    tag: str
    rule: str
    field: Field = "text"
    role: str = ""


def evidence(analysis: Analysis, document: Document | None = None) -> list[Evidence]:
    """All of it in reading order, the title first; with the document, the words that a hedge reaches over too."""
    found = [*_actors(analysis), *_regions(analysis), *_events(analysis), *_sayers(analysis)]
    found += _hedges(analysis, document)
    return sorted(found, key=lambda e: (e.field != "title", e.start, -e.end, _ORDER[e.kind]))


def _actors(analysis: Analysis) -> Iterator[Evidence]:
    for actor in analysis.actors:
        yield from (_of(mention, "actor", actor.name) for mention in actor.mentions)


def _regions(analysis: Analysis) -> Iterator[Evidence]:
    for region in analysis.regions:
        yield from (_of(mention, "region", region.name) for mention in region.mentions)


def _events(analysis: Analysis) -> Iterator[Evidence]:
    called = wording.names(analysis)
    for event in analysis.events:
        told = wording.happening(event, called, words.EVENTS[event.kind])
        yield from (_of(mention, "event", told) for mention in event.mentions)


def _hedges(analysis: Analysis, document: Document | None) -> Iterator[Evidence]:
    for hedge in analysis.hedges:
        text = "" if document is None else document.text if hedge.field == "text" else document.headline or ""
        told = wording.doubt(hedge, text)
        yield Evidence(hedge.start, hedge.end, hedge.text, "hedge", told, hedge.rule, hedge.field)


def _sayers(analysis: Analysis) -> Iterator[Evidence]:
    called = wording.names(analysis)
    for said in analysis.attributions:
        if quote := said.source or said.cue:
            told = f"{wording.saying(said)} — {wording.standing(said, called)}"
            yield Evidence(quote.start, quote.end, quote.text, "says", told, said.rule, quote.field)


def _of(mention: Mention, kind: Kind, tag: str) -> Evidence:
    role = mention.role or ""
    return Evidence(mention.start, mention.end, mention.text, kind, tag, mention.rule, mention.field, role)


def coloured(found: Iterable[Evidence], field: Field, marked: Evidence | None = None) -> list[Span]:
    """Spans apart from each other, in reading order; `marked` words stand out above all others.

    The longer words win ("Free Syrian Army" over "Syrian"); of equal ones a place over an actor, unless the place
    only stands for who acts there, then actors, regions, events, hedges.
    """
    taken = [marked] if marked and marked.field == field else []
    for item in sorted((e for e in found if e.field == field and e.kind != "says"), key=_claim):
        at = bisect_left(taken, item.start, key=lambda other: other.start)
        free_before = at == 0 or taken[at - 1].end <= item.start
        free_after = at == len(taken) or item.end <= taken[at].start
        if free_before and free_after:
            taken.insert(at, item)
    return [Span(e.start, e.end, "marked" if e is marked else f"in-{e.kind}") for e in taken]


def _claim(item: Evidence) -> tuple[int, int, int]:
    place = item.kind == "region" and item.role in {"place", ""}
    return item.start - item.end, 0 if place else _ORDER[item.kind], item.start
