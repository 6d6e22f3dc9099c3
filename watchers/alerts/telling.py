"""An alert in words, and as JSON: what a line, a notification and a command are given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from watchers.alerts.alert import Alert, Match


def headline(alert: Alert) -> str:
    """`Goma: 3 documents, 2 sources: Rebels enter the town` or, of one, `Goma: Rebels enter the town`."""
    first = alert.matches[0].title if alert.matches else ""
    if alert.count == 1:
        return f"{alert.filter}: {first}"
    of = f" from {alert.origins} sources" if alert.origins > 1 else ""
    return f"{alert.filter}: {alert.count:,} documents{of}, the last: {first}"


def held(alert: Alert) -> str:
    """`12 came in quiet hours, 3 within the cooldown`; "" where it came at once."""
    quiet = f"{alert.hushed:,} came in quiet hours" if alert.hushed else ""
    cooled = f"{alert.cooled:,} came within the cooldown" if alert.cooled else ""
    return ", ".join(filter(None, [quiet, cooled]))


def as_json(alert: Alert) -> dict[str, Any]:
    """For programs; its documents are the newest of them."""
    return {
        "filter": alert.filter,
        "at": stamp(alert.at),
        "since": stamp(alert.since),
        "count": alert.count,
        "origins": alert.origins,
        "held_by_cooldown": alert.cooled,
        "held_by_quiet_hours": alert.hushed,
        "documents": [_document(match) for match in alert.matches],
    }


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _document(match: Match) -> dict[str, Any]:
    return {
        "document": match.document,
        "title": match.title,
        "source": match.source,
        "origin": match.origin,
        "received": stamp(match.at),
        "words": list(match.words),
        "link": match.link,
    }
