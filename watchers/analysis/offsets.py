"""From offsets into headline and text laid one behind the other back to offsets into each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from watchers.document import Attribution, Event, Hedge, Mention, Quote

Placed = TypeVar("Placed", Mention, Quote)


@dataclass(frozen=True, slots=True)
class Fields:
    """`body` is where the text begins behind the headline; 0 where there is no headline."""

    body: int

    def place(self, told: Placed) -> Placed:
        """The same in its own field."""
        if not self.body:
            return told
        if told.start >= self.body:
            return replace(told, start=told.start - self.body, end=told.end - self.body)
        return replace(told, field="title")

    def hedge(self, told: Hedge) -> Hedge:
        """The same with its scope."""
        if not self.body:
            return told
        if told.start < self.body:
            return replace(told, field="title")
        scope = (told.scope[0] - self.body, told.scope[1] - self.body) if told.scope else None
        return replace(told, start=told.start - self.body, end=told.end - self.body, scope=scope)

    def events(self, told: Iterable[Event]) -> tuple[Event, ...]:
        """Events with their mentions placed."""
        return tuple(replace(e, mentions=tuple(map(self.place, e.mentions))) for e in told)

    def attributions(self, told: Iterable[Attribution]) -> tuple[Attribution, ...]:
        """Attributions with source, cue and content placed."""
        return tuple(
            replace(
                a,
                source=self._quote(a.source),
                cue=self._quote(a.cue),
                content=self._quote(a.content),
                via=tuple(map(self.place, a.via)),
            )
            for a in told
        )

    def _quote(self, quote: Quote | None) -> Quote | None:
        return self.place(quote) if quote else None
