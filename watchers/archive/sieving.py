"""An archive followed for several filters at once; documents that nobody is shown are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from watchers.alerts import Match
from watchers.alerts.evidence import words_of
from watchers.archive.columns import micros
from watchers.archive.following import Followed, Follower
from watchers.archive.matching import MARKS, Words, facts, marks_of, matches
from watchers.filters import Filter

_MUTED = "SELECT 1 FROM source WHERE uri = ? AND muted > ?"


class Sieve(Follower):
    """Used from one thread."""

    def __init__(self, path: Path) -> None:
        """An archive that is there; raises ArchiveError."""
        super().__init__(path)
        self._words = Words()
        self._last = self.last_look()

    def close(self) -> None:
        self._words.close()
        super().close()

    def matching(
        self, one: Followed, wanted: Sequence[Filter], unwanted: Sequence[Filter], now: datetime
    ) -> list[Match | None]:
        """For each of the filters that are wanted, what is to be told of the document; None where it does not match.

        What is damaged or killed, was there before anybody watched, is of a muted source or matches what is unwanted
        is no news to anyone.
        """
        row = self._ask(MARKS, one.document)
        nothing: list[Match | None] = [None] * len(wanted)
        if one.read is None or not row:
            return nothing
        marks = marks_of(row[0])
        if marks.backlog or marks.status in {"cancelled", "withheld"}:
            return nothing
        if self._ask(_MUTED, one.source.uri, micros(now)):
            return nothing
        told = facts(self._words, one.source, one.title, one.read, marks)
        if any(matches(each, told, now, self._last) for each in unwanted):
            return nothing
        return [match_of(one, each) if matches(each, told, now, self._last) else None for each in wanted]


def match_of(one: Followed, wanted: Filter) -> Match:
    """What is to be told of a document that can be read and that a filter lets through."""
    assert one.read
    document, analysis = one.read
    origin = document.credit or one.source.name
    words = words_of(wanted, one.title, document, analysis)
    return Match(one.document, one.title, one.source.name, origin, one.received, words, document.link)
