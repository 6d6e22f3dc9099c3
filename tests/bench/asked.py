"""Filters such as a desk asks for, drawn from what an archive names: often the famous, now and then the obscure."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from watchers.document import EventKind
from watchers.filters import Filter, Term, last
from watchers.filters.parsing import parse

_NAMED = """
    SELECT t.key FROM {0} t JOIN (SELECT {0} AS id, count(*) AS n FROM {0}_tag GROUP BY 1) c USING (id) ORDER BY n DESC
"""
_SPANS = ((1, "1 d"), (7, "7 d"), (30, "30 d"), (90, "90 d"))
_STATES = ("unread", "starred", "urgent")
_EVENTS: tuple[EventKind, ...] = ("ASSAULT", "PROTEST", "AID", "AGREE", "THREATEN", "MOBILIZE")


class Asked:
    """Draws from the regions and actors of an archive, by the logarithm of how many documents name them."""

    def __init__(self, archive: Path, seed: int = 1) -> None:
        self._random = Random(seed)
        with closing(sqlite3.connect(archive)) as connection:
            self._regions = [row[0] for row in connection.execute(_NAMED.format("region"))]
            self._actors = [row[0] for row in connection.execute(_NAMED.format("actor"))]
            self._sources = [row[0] for row in connection.execute("SELECT uri FROM source")]
            titles = connection.execute("SELECT title FROM document ORDER BY id DESC LIMIT 2000")
            self._words = [word.lower() for (title,) in titles for word in title.split()]

    def kinds(self, count: int) -> dict[str, list[Filter]]:
        """So many of each kind, by what is asked; without words."""
        kinds: dict[str, Callable[[], Filter]] = {
            "one term": lambda: Filter((self._tag(),)),
            "two terms": lambda: Filter((self._tag(), self._tag())),
            "three terms": lambda: Filter((self._tag(), self._tag(), self._any())),
            "a term not": lambda: Filter((self._tag(), replace(self._tag(), negated=True))),
            "with time": lambda: Filter((self._tag(), self._time())),
        }
        return {"no filter": [Filter()] * count} | {
            name: [make() for _ in range(count)] for name, make in kinds.items()
        }

    def words(self, count: int) -> list[Filter]:
        """A word, the start of one, or a phrase of two, within a tag."""
        return [Filter((*parse(said).terms, self._tag())) for said in self._said(count)]

    def _said(self, count: int) -> Iterator[str]:
        for _ in range(count):
            at = self._random.randrange(len(self._words) - 1)
            word, following = self._words[at : at + 2]
            yield self._random.choice((word, f"{word[:4]}*", f'"{word} {following}"', f"{word} {following}"))

    def _tag(self) -> Term:
        kind = self._random.random()
        if kind < 0.5:
            return Term("region", (self._drawn(self._regions),))
        if kind < 0.85:
            return Term("actor", (self._drawn(self._actors),))
        return Term("event", (self._random.choice(_EVENTS),))

    def _any(self) -> Term:
        kind = self._random.random()
        if kind < 0.3:
            return Term("source", (self._random.choice(self._sources),))
        if kind < 0.6:
            return Term("is", (self._random.choice(_STATES),))
        return self._time() if kind < 0.8 else self._tag()

    def _time(self) -> Term:
        days, label = self._random.choice(_SPANS)
        return last(timedelta(days=days), label)

    def _drawn(self, names: list[str]) -> str:
        return names[int(len(names) ** self._random.random()) - 1]
