"""The whole text of an entry, from the page that it links to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from watchers.clean import clean_line
from watchers.document import Arrival, Document
from watchers.errors import UnreadableError
from watchers.sources.feeds.answers import PAGES, Answer, Asked, Failed, Fetched
from watchers.sources.feeds.identity import Decision
from watchers.sources.feeds.intake import FeedIntake

_LONGER = 1.2
"""How much longer the page's text must be to be taken for the whole."""

Fetch = Callable[[Asked], Awaitable[Answer]]


async def whole(arrival: Arrival, decision: Decision, fetch: Fetch, intake: FeedIntake) -> tuple[Arrival, Decision]:
    """An entry with its page's text and bytes; with the feed's own, and a warning why, where that fails."""
    document = decision.document
    if not document.link:
        return arrival, decision
    answer = await fetch(Asked(document.link, accept=PAGES))
    if not isinstance(answer, Fetched):
        reason = answer.reason if isinstance(answer, Failed) else "It gave no page."
        return arrival, replace(decision, document=_warned(document, reason))
    page = replace(arrival, name="page.html", content=answer.content)
    try:
        read = await intake.read_page(page)
    except UnreadableError as error:
        return arrival, replace(decision, document=_warned(document, error.reason))
    if len(read.text) < _LONGER * len(document.text):
        return arrival, decision
    return replace(page, name=arrival.name), replace(decision, document=filled(document, read))


def filled(document: Document, page: Document) -> Document:
    """What the feed says stands; the page has the text, and what the feed is silent on."""
    return replace(
        document,
        text=page.text,
        abstract=document.abstract or document.text or None,
        headline=document.headline or page.headline,
        byline=document.byline or page.byline,
        published=document.published or page.published,
        language=document.language or page.language,
        dateline=page.dateline or document.dateline,
        dateline_place=page.dateline_place or document.dateline_place,
        dateline_date=page.dateline_date or document.dateline_date,
        links=document.links or page.links,
        media=document.media or page.media,
    )


def _warned(document: Document, reason: str) -> Document:
    said = clean_line(f"The page of this entry could not be read, so this is the feed's own text: {reason}", 400)
    return replace(document, warnings=(*document.warnings, said))
