"""Sizes and ages as people write them, and as they read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from watchers.subscriptions.spans import span_of

_AMOUNT = re.compile(r"(?P<n>\d{1,15}(?:\.\d{1,6})?)\s*(?P<unit>[a-z]*)", re.I)
_SIZES = {
    "": 1, "b": 1, "byte": 1, "bytes": 1,
    "k": 10**3, "kb": 10**3, "m": 10**6, "mb": 10**6, "g": 10**9, "gb": 10**9, "t": 10**12, "tb": 10**12,
    "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40,
}  # fmt: skip
_LONG = {"month": 30, "months": 30, "mo": 30, "y": 365, "year": 365, "years": 365}
"""Days."""
_LONGEST = timedelta(days=36_500)


def size_of(text: str) -> int | None:
    """Bytes of `2GB`, `500 MB`, `1.5 GiB`; None for anything else."""
    found = _AMOUNT.fullmatch(text.strip())
    unit = _SIZES.get(found["unit"].lower()) if found else None
    return round(float(found["n"]) * unit) if found and unit else None


def sized(size: int) -> str:
    """`812 bytes`, `1.4 MB`, `2.0 GB`; a thousand of each make the next."""
    if size < 1000:
        return f"{size} bytes"
    amount, units = float(size), iter(("KB", "MB", "GB", "TB"))
    unit = "bytes"
    while amount >= 999.95 and (larger := next(units, None)):
        amount, unit = amount / 1000, larger
    return f"{amount:,.1f} {unit}"


def before(text: str, now: datetime) -> datetime | None:
    """The instant so long ago: `90d`, `3 months`, `2 years`, or the beginning of a day, `2026-01-31`, in UTC.

    None for what is no age, or one of more than a century.
    """
    span = span_of(text) or _long_span(text)
    if span is not None:
        return now - span if span <= _LONGEST else None
    try:
        return datetime.combine(datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC), time(), UTC)
    except ValueError:
        return None


def _long_span(text: str) -> timedelta | None:
    found = _AMOUNT.fullmatch(text.strip())
    days = _LONG.get(found["unit"].lower()) if found else None
    if not found or not days:
        return None
    return min(timedelta(days=min(float(found["n"]) * days, 40_000)), timedelta(days=40_000))
