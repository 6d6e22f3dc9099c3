"""What is being read again, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tui.board import words
from tui.board.content import safe
from watchers.document import Unreadable

PATIENCE = timedelta(seconds=20)
"""So long is a document called being read again; after that it has to wait its turn."""


class Retrying:
    """`waiting` are the uris of what is being read again, with the time at which it was last tried."""

    def __init__(self) -> None:
        self.waiting: dict[str, datetime] = {}
        self._names: dict[str, str] = {}
        self._read: list[str] = []
        self._failed: list[str] = []
        self._end: datetime | None = None

    def begin(self, those: Iterable[Unreadable], now: datetime) -> None:
        """Counts anew."""
        self._read, self._failed, self._end = [], [], now + PATIENCE
        for one in those:
            self.waiting[one.uri], self._names[one.uri] = one.tried or one.since, safe(one.name, 60)

    def seen(self, found: Iterable[Unreadable]) -> str:
        """What has come of it all by the present list; "" while some of it is still on its way."""
        if not self.waiting:
            return ""
        tried = {one.uri: one.tried or one.since for one in found}
        for uri, before in list(self.waiting.items()):
            if tried.get(uri) != before:
                del self.waiting[uri]
                (self._failed if uri in tried else self._read).append(self._names[uri])
        return "" if self.waiting else self._said()

    def late(self, now: datetime) -> str:
        """Gives up what takes too long, and says so; "" before."""
        if self._end is None or now < self._end or not self.waiting:
            return ""
        left = len(self.waiting)
        self.waiting.clear()
        return (
            f"{words.many(left, 'document')} not read again yet: {'it waits' if left == 1 else 'they wait'} for a turn"
        )

    def _said(self) -> str:
        told = [_those(self._read, "off the list"), _those(self._failed, "still cannot be read")]
        return " · ".join(filter(None, told))


def _those(names: list[str], what: str) -> str:
    """`a.pdf still cannot be read`, `12 documents still cannot be read`."""
    if not names:
        return ""
    return f"{names[0] if len(names) == 1 else words.many(len(names), 'document')} {what}"
