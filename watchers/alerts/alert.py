"""What an alert is made of: the documents that earned it, with the words by which they match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Match:
    """A document that a filter lets through; `at` is when it came in.

    `origin` is who reports it, the agency where one is credited: two feeds with one agency's text are one origin.
    `words` are those of the document that its filter asks for; without any where it asks for none.
    """

    document: int
    title: str
    source: str
    origin: str
    at: datetime
    words: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """`count` documents matched the filter of that name since `since`; `matches` are the newest of them, newest first.

    Of these `cooled` were held back because an alert had just been given, `hushed` because it was a quiet hour.
    """

    filter: str
    at: datetime
    since: datetime
    count: int
    origins: int
    matches: tuple[Match, ...]
    cooled: int = 0
    hushed: int = 0
