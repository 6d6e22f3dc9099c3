"""The head of an answer: its headers as text, and what they say of asking again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from watchers.clean import clean_line
from watchers.sources.feeds.answers import Hints, Tokens

WEEK = 7 * 24 * 3600
_LONGEST_TOKEN = 1_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NUMBER = re.compile(r"\d{1,12}")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-z0-9:_.+-]{1,40})", re.IGNORECASE)


class Head:
    """Status and headers of one answer; values are Latin-1 text, so that they can be sent back to the byte."""

    def __init__(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self.status = status
        self._values: dict[str, list[str]] = {}
        for name, value in headers:
            self._values.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1").strip())

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def first(self, name: str) -> str:
        """The first value, "" where there is none."""
        return next(iter(self.all(name)), "")

    @property
    def location(self) -> str:
        """Where a redirect leads; UTF-8 where the bytes are, for servers send it unquoted."""
        value = self.first("location")
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return value

    @property
    def tokens(self) -> Tokens:
        """Fit to send back; one that is too long or holds control characters is none."""
        return Tokens(_token(self.first("etag")), _token(self.first("last-modified")))

    @property
    def media_type(self) -> str:
        found = _MEDIA_TYPE.match(self.first("content-type").lower())
        return clean_line(found[0], 80) if found else ""

    @property
    def charset(self) -> str:
        found = _CHARSET.search(self.first("content-type")[:300])
        return found[1].lower() if found else ""

    def hints(self, now: datetime) -> Hints:
        """What is said of asking again; nonsense says nothing, and nothing is longer than a week."""
        directives = _directives(self.all("cache-control"))
        date = _date(self.first("date"))
        age = _seconds(self.first("age")) or 0
        max_age = _seconds(directives.get("max-age", ""))
        expires = self.first("expires") if "max-age" not in directives else ""
        return Hints(
            max_age=None if max_age is None else max(0, max_age - age),
            expires=_until(expires, date or now) if expires else None,
            no_cache="no-cache" in directives,
            no_store="no-store" in directives,
            retry_after=_retry(self.first("retry-after"), date or now),
            date=date,
        )


def _token(value: str) -> str | None:
    return value if value and len(value) <= _LONGEST_TOKEN and not _CONTROL.search(value) else None


def _directives(values: list[str]) -> dict[str, str]:
    parts = (part.partition("=") for value in values for part in value[:1_000].split(","))
    return {name.strip().lower(): value.strip(' "') for name, _, value in parts}


def _seconds(value: str) -> int | None:
    """Whole seconds, at most a week; digits without end are a long time."""
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return min(int(value), WEEK)
    return WEEK if value.isascii() and value.isdigit() else None


def _until(value: str, start: datetime) -> int:
    """Seconds to a date; what is none, like the common `0`, has passed already (RFC 9111, 5.3)."""
    date = _date(value)
    return 0 if date is None else max(0, min(int((date - start).total_seconds()), WEEK))


def _retry(value: str, start: datetime) -> int | None:
    seconds = _seconds(value)
    return _until(value, start) if seconds is None and _date(value) else seconds


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value[:100])
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
