"""Which stretch of time a value of `since`, `before` or `on` lets through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from watchers.filters.times import LAST, span


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` until before `end`, None for no bound; of receipt for the last look, else of publication."""

    start: datetime | None = None
    end: datetime | None = None
    by_receipt: bool = False


def since(value: str, now: datetime, last: datetime | None) -> Stretch | None:
    """Without a last look everything is since then; None for what is no time."""
    if value == LAST:
        return Stretch(last, None, by_receipt=True)
    found = span(value, now)
    return Stretch(found[0]) if found else None


def before(value: str, now: datetime, last: datetime | None) -> Stretch | None:
    """Without a last look nothing is before it."""
    if value == LAST:
        return Stretch(None, last, by_receipt=True) if last else None
    found = span(value, now)
    return Stretch(None, found[0]) if found else None


def within(value: str, now: datetime, last: datetime | None) -> Stretch | None:
    """From its beginning to its end."""
    if value == LAST:
        return since(value, now, last)
    found = span(value, now)
    return Stretch(*found) if found else None
