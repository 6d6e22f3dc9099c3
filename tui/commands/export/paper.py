"""What a page shows of a document, in whatever markup: plain values, nothing of it escaped yet.

What was read is safe to show since it was read; addresses are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from watchers.archive.originals import Captured
from watchers.clean import clean_line
from watchers.document import Analysis, Document, Event, Mention
from watchers.filters.events import label

DAMAGED = "What the archive kept of it is damaged. Take it in again from where it came."
_WRONG = {
    "cancelled": "Killed by its provider: not to be used.",
    "withheld": "Withheld by its provider: not to be used yet.",
}
_ADDRESS = "/:?#[]@!$&*+,;=%~-._"
"""What stays in an address; brackets and quotes do not, so that it ends nowhere too early."""
_WORDS = 3
"""Of those that earned a tag, so many are shown."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag, and the words that earned it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document; `line` says who and when, `tags` are lists by their heading, `link` is http or https or None."""

    number: int
    title: str
    line: tuple[str, ...]
    wrong: str | None
    notice: str | None
    summary: tuple[str, ...]
    tags: tuple[tuple[str, tuple[Tagged, ...]], ...]
    paragraphs: tuple[str, ...]
    link: str | None
    where: str
    digest: str
    language: str | None


def paper(one: Captured) -> Paper:
    """Of a version as it is kept."""
    document, analysis = one.read or (Document("", "text"), Analysis())
    wrong = _WRONG.get(one.status or "") if one.read else DAMAGED
    return Paper(
        one.document,
        one.title or "(no headline)",
        tuple(_line(one, document)),
        wrong,
        clean_line(one.notice, 2000) if one.notice else None,
        tuple(quote_.text for quote_ in analysis.summary),
        tuple((heading, tags) for heading, tags in _tags(analysis) if tags),
        tuple(part for part in document.text.split("\n\n") if part.strip()),
        address(document.link) or address(one.uri),
        clean_line(one.uri, 2000),
        one.digest,
        analysis.language,
    )


def said(moment: datetime) -> str:
    """`22 Nov 2026, 14:31 UTC`."""
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def address(text: str | None) -> str | None:
    """One that a page may link to: http and https only, with every character that ends an address elsewhere escaped."""
    try:
        parts = urlsplit(text or "")
        usable = text and parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        return None
    return quote(clean_line(text, 4000), safe=_ADDRESS) if usable and text else None


def _line(one: Captured, document: Document) -> Iterator[str]:
    yield one.source.name
    if document.credit and document.credit != one.source.name:
        yield document.credit
    if document.byline:
        yield document.byline
    if document.published:
        yield f"published {said(document.published)}"
    yield f"received {said(one.received)}"
    if one.versions > 1:
        yield f"version {one.version} of {one.versions}"


def _tags(analysis: Analysis) -> Iterator[tuple[str, tuple[Tagged, ...]]]:
    yield "Actors", tuple(Tagged(each.name, _words(each.mentions)) for each in analysis.actors)
    yield "Regions", tuple(Tagged(each.name, _words(each.mentions)) for each in analysis.regions)
    names = {actor.id: actor.name for actor in analysis.actors}
    yield "Events", tuple(Tagged(_event(each, names), _words(each.mentions)) for each in analysis.events)


def _event(event: Event, names: dict[str, str]) -> str:
    what = label(f"{event.kind}.{event.mode}" if event.mode else event.kind)
    who = [names.get(each or "", "") for each in (event.actor, event.target)]
    between = " → ".join(each for each in who if each)
    sure = [said_ for said_ in ("did not happen" if event.negated else "", event.modality, event.hedged) if said_]
    doubt = f" [{', '.join(sure)}]" if sure else ""
    return f"{what}{f' ({between})' if between else ''}{doubt}"


def _words(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.text for mention in mentions))[:_WORDS]
