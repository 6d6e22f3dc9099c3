"""Which words of a document its filter asks for: the mentions of the tags that match, and the words that are sought."""

from __future__ import annotations

from collections.abc import Iterator

from watchers.document import Actor, Analysis, Document, Event, Mention, Region
from watchers.filters import Filter, Group, Term

_MOST = 6
_LONGEST = 60


def words_of(wanted: Filter, title: str, document: Document, analysis: Analysis) -> tuple[str, ...]:
    """As they stand there, each once; nothing for what a filter leaves out."""
    found = dict.fromkeys(
        " ".join(said.split())[:_LONGEST]
        for term in _asked(wanted.terms)
        for said in _said(term, title, document, analysis)
    )
    return tuple(found)[:_MOST]


def _asked(terms: tuple[Term, ...]) -> Iterator[Term]:
    for term in terms:
        if term.negated:
            continue
        if isinstance(term, Group):
            yield from _asked(term.parts)
        else:
            yield term


def _said(term: Term, title: str, document: Document, analysis: Analysis) -> Iterator[str]:
    if term.key == "text":
        yield from _sought(term, f"{title}\n{document.text}")
        return
    for mentions in _tags(term, analysis):
        yield from (mention.text for mention in mentions[:1])


def _tags(term: Term, analysis: Analysis) -> Iterator[tuple[Mention, ...]]:
    """The mentions of each tag that meets a term."""
    wanted = set(term.values)
    if term.key == "actor":
        yield from (each.mentions for each in analysis.actors if wanted & _of_actor(each, exact=term.exact))
    elif term.key == "region":
        yield from (each.mentions for each in analysis.regions if wanted & _of_region(each, exact=term.exact))
    elif term.key == "event":
        yield from (each.mentions for each in analysis.events if wanted & _of_event(each))


def _of_actor(actor: Actor, *, exact: bool) -> set[str]:
    return {actor.id} if exact else {actor.id, *(node.id for node in actor.ancestors)}


def _of_region(region: Region, *, exact: bool) -> set[str]:
    return {region.id} if exact else {region.id, *(node.id for node in (*region.path, *region.ancestors))}


def _of_event(event: Event) -> set[str]:
    return {event.kind, f"{event.kind}.{event.mode}"} if event.mode else {event.kind}


def _sought(term: Term, text: str) -> Iterator[str]:
    """The values that stand there as they are written; of another spelling the value itself."""
    low = text.casefold()
    for value in term.values:
        bare = value.strip('*"“” ')
        at = low.find(bare.casefold())
        if bare and at >= 0 and len(low) == len(text):
            yield text[at : at + len(bare)]
        elif bare and len(term.values) == 1:
            yield bare
