"""What came from a feed's address: a feed, or else what it is, so that its health can say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from watchers.document import Arrival, Document, FeedFacts
from watchers.errors import UnreadableError
from watchers.reading import feed, given_of, jsonfeed
from watchers.reading.formats import WORDS, Format
from watchers.reading.given import Given
from watchers.reading.sniff import sniff

Trouble = Literal["page", "empty", "unreadable"]

_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed|item|entry)(?=[\s>])", re.I)
_ADVICE = "Look for the page's own feed with `wirewatch feeds add ADDRESS`."
_AGAIN = "It is read as soon as a feed answers."
_NEAR = 65_536


class NoFeedError(UnreadableError):
    """What answered is no feed that can be read; `trouble` is what it is."""

    def __init__(self, name: str, reason: str, advice: str, trouble: Trouble) -> None:
        super().__init__(name, reason, advice)
        self.trouble: Trouble = trouble

    def __reduce__(self) -> tuple[type[NoFeedError], tuple[str, str, str, Trouble]]:  # type: ignore[override]
        return type(self), (self.name, self.reason, self.advice, self.trouble)


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed's facts and its entries in its order; `warnings` are what was repaired. It may hold no entry.

    `marks` are digests of the entries as they stood in the feed, 0 where they cannot be told; `skipped` those of the
    entries that were left out because they were known. `originals` are the entries, each as a feed of its own, b"" for
    one that cannot be told from the others.
    """

    facts: FeedFacts
    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    skipped: frozenset[int] = frozenset()
    originals: tuple[bytes, ...] = ()


def read_feed(arrival: Arrival, known: frozenset[int] = frozenset()) -> ReadFeed:
    """The feed in the bytes from an address, whatever media type was told. Raises NoFeedError only.

    Entries of `known` marks are not read, which is most of the work: they are as they were when they were read.
    """
    given = given_of(arrival)
    if not given.content.strip():
        raise NoFeedError(given.name, "The answer is empty.", _AGAIN, "empty")
    try:
        form = _form(given)
        opened = (jsonfeed if form == "jsonfeed" else feed).opened(given, known)
        told = list(opened.entries)
    except NoFeedError:
        raise
    except UnreadableError as error:
        raise NoFeedError(given.name, error.reason, error.advice, "unreadable") from None
    repaired = given.__dict__.get("decoded")
    warnings = (*(repaired.warnings if repaired else ()), *opened.warnings)
    marks, originals = opened.marks or (0,) * len(told), opened.originals or (b"",) * len(told)
    kept = [n for n, document in enumerate(told) if _says_something(document)]
    return ReadFeed(
        opened.facts,
        tuple(replace(told[n], warnings=warnings) for n in kept),
        warnings,
        tuple(marks[n] for n in kept),
        opened.skipped,
        tuple(originals[n] for n in kept),
    )


def _says_something(document: Document) -> bool:
    return bool(document.text.strip() or document.headline or document.link)


def _form(given: Given) -> Format:
    """One of the forms of feeds; the root of one may stand behind what a broken server says before it."""
    try:
        form = sniff(given)
    except UnreadableError:
        if _ROOT.search(given.text[:_NEAR]):
            return "rss"
        raise
    if form in {"rss", "atom", "jsonfeed"}:
        return form
    if form == "json" and '"items"' in given.text[:_NEAR]:
        return "jsonfeed"
    if _ROOT.search(given.text[:_NEAR]) and form in {"html", "text", "markdown"}:
        return "rss"
    if form == "html":
        raise NoFeedError(given.name, "A web page answers instead of a feed.", _ADVICE, "page")
    raise NoFeedError(given.name, f"The answer is {WORDS[form]}, not a feed.", _ADVICE, "unreadable")
