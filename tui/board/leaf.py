"""An open document as blocks to read: what is said of its use, its headline and origin, its summary, its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tui.board import life, telling
from tui.board.highlights import Evidence, coloured
from tui.board.typesetting import paragraphs
from tui.board.wrapping import Block, Span, grounded, over
from watchers.archive.rows import StoredDocument
from watchers.document import Field

BEFORE_TEXT = -1
SHARE = 0.6
"""Of its text, at most, a summary is worth showing above it."""
SUMMARY = "Summary"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is found in a document."""

    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Look:
    """What of a document is inked: the words of its tags, those `shown` now, places of a search and one of those.

    `stretch` is the sentence that one has gone to.
    """

    found: Sequence[Evidence] = ()
    shown: Evidence | None = None
    places: Sequence[Place] = ()
    at: int = -1
    stretch: tuple[int, int] | None = None


def blocks(stored: StoredDocument, now: datetime, look: Look, width: int) -> list[Block]:
    """All of it; of an embargoed one only that it is there."""
    document, row = stored.document, stored.row
    if row.damaged is not None:
        return [Block("This document cannot be shown.", ink="bad"), Block(row.damaged, ink="dim")]
    withheld = life.until(stored, now) is not None
    title = Block(row.title, tuple(inks(look, "title")) if document.headline else (), "title", start=BEFORE_TEXT)
    above = [*telling.banner(stored, now, BEFORE_TEXT), title]
    if withheld:
        return [*above, Block(telling.origin(stored, now), ink="dim"), Block(""), Block(telling.WITHHELD, ink="dim")]
    text = paragraphs(document.text, inks(look, "text"), width=width)
    if not text:
        text = [Block("It has no text.", ink="dim")]
    return [*above, *_origin(stored, now), *_gap(), *_summary(stored), *text]


def inks(look: Look, field: Field) -> list[Span]:
    """Spans apart from each other: what a search found above the words of tags, all upon the sentence gone to."""
    tags = coloured(look.found, field, look.shown)
    found = [
        Span(p.start, p.end, "marked" if at == look.at else "found")
        for at, p in enumerate(look.places)
        if p.field == field
    ]
    spans = over(found, tags) if found else tags
    return grounded(look.stretch, "cursor", spans, "strong") if look.stretch and field == "text" else spans


def _origin(stored: StoredDocument, now: datetime) -> Iterator[Block]:
    """Where it comes from, what is unusual about it, who else tells it, and what a person wrote to it."""
    document, row = stored.document, stored.row
    lines = [telling.origin(stored, now), *filter(None, [document.byline, document.link, *document.warnings])]
    yield from (Block(each, ink="dim", start=BEFORE_TEXT) for each in dict.fromkeys(lines))
    yield from (Block(each, ink="warn", start=BEFORE_TEXT) for each in [*life.flags(row), *["hedged"] * row.hedged])
    yield from telling.also(stored.also, BEFORE_TEXT)
    yield from telling.note(stored.note, BEFORE_TEXT)


def _summary(stored: StoredDocument) -> Iterator[Block]:
    """Numbered sentences that lead to their places; none where they are most of the text."""
    told = [quote for quote in stored.analysis.summary if quote.field == "text"]
    if not told or sum(len(quote.text) for quote in told) > SHARE * len(stored.document.text):
        return
    yield Block(SUMMARY, ink="faint", start=BEFORE_TEXT)
    for number, quote in enumerate(told, 1):
        lead = ((f"{number} " if number < 10 else "· ", "key"),)
        yield Block(
            " ".join(quote.text.split()), ink="dim", lead=lead, start=BEFORE_TEXT, leads=(quote.start, quote.end)
        )
    yield from _gap()
    yield Block("─" * 8, ink="line", start=BEFORE_TEXT)
    yield from _gap()


def _gap() -> list[Block]:
    return [Block("", start=BEFORE_TEXT)]
