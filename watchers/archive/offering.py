"""Actors, regions and sources of an archive by a few typed letters, those that documents name most first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from watchers.archive.problems import naming_errors
from watchers.filters.calling import Named, NameKey
from watchers.filters.ranking import key as letters
from watchers.filters.ranking import rank

if TYPE_CHECKING:
    from watchers.analysis.lexicon.compiled import Lexicon

LATEST = 5_000
"""So many of the newest documents say who and what is named most: to count all takes seconds in a large archive."""
MOST = 20_000
"""Documents are counted up to here."""
_RANKED = 50
"""Offers that are put in order."""
_BY_ANOTHER_NAME = 300
"""Names of the lexicon that are looked through for one beginning."""

_NAMED = {
    "actor": """
        SELECT a.key, a.name, a.kind, coalesce(n.documents, 0) FROM actor a LEFT JOIN (
            SELECT actor, count(*) AS documents FROM actor_tag
            WHERE document > (SELECT coalesce(max(id), 0) - ? FROM document) GROUP BY actor) n ON n.actor = a.id
    """,
    "region": """
        SELECT r.key, r.name, r.kind, coalesce(n.documents, 0) FROM region r LEFT JOIN (
            SELECT region, count(*) AS documents FROM region_tag
            WHERE document > (SELECT coalesce(max(id), 0) - ? FROM document) GROUP BY region) n ON n.region = r.id
    """,
    "source": """
        SELECT s.uri, s.name, s.kind, coalesce(n.documents, 0) FROM source s LEFT JOIN (
            SELECT source, count(*) AS documents FROM document
            WHERE id > (SELECT coalesce(max(id), 0) - ? FROM document) GROUP BY source) n ON n.source = s.id
    """,
}
_COUNTED = {
    "actor": "SELECT 1 FROM actor_tag WHERE actor = (SELECT id FROM actor WHERE key = ?)",
    "region": "SELECT 1 FROM region_tag WHERE region = (SELECT id FROM region WHERE key = ?)",
    "source": "SELECT 1 FROM document WHERE source = (SELECT id FROM source WHERE uri = ?)",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be meant, and how many documents name it, up to MOST."""

    named: Named
    count: int


@dataclass(frozen=True, slots=True)
class _Known:
    named: Named
    letters: str
    latest: int


class Offers:
    """What an archive names, read once; a lexicon adds the other names by which it is known."""

    def __init__(self, archive: Path, connection: sqlite3.Connection, lexicon: Lexicon | None = None) -> None:
        self._archive, self._connection, self._lexicon = archive, connection, lexicon

    def count(self, key: NameKey, id_: str) -> int:
        """Documents that name it, up to MOST."""
        sql = f"SELECT count(*) FROM ({_COUNTED[key]} LIMIT {MOST})"
        with naming_errors(self._archive):
            return int(self._connection.execute(sql, (id_.encode("utf-8", "replace").decode(),)).fetchone()[0])

    def offered(self, key: NameKey, typed: str, most: int) -> list[Offer]:
        """At most so many, the best fit first, of equal fit what the latest documents name most."""
        sought = letters(typed)
        known = self._known[key]
        also = self._by_another_name(key, sought)
        likely = {i for i, each in known.items() if sought in each.letters or each.letters[:1] == sought[:1]}
        found = self._ranked(key, (likely | also.keys()) & known.keys(), sought, also)
        if len(found) < most:
            found += self._ranked(key, known.keys() - likely - also.keys(), sought, {})
        offers = [Offer(named, self.count(key, named.id)) for named in found[:most]]
        return [*offers, *(Offer(each, 0) for each in islice(self._unnamed(key, also), most - len(offers)))]

    def _ranked(self, key: NameKey, ids: Set[str], sought: str, also: Mapping[str, int]) -> list[Named]:
        known = self._known[key]
        ranked = [
            (min(fit), -each.latest, len(each.named.name), each.named.name, each.named)
            for id_ in ids
            if (fit := _fits(rank((each := known[id_]).letters, sought), also.get(id_)))
        ]
        return [named for *_, named in nsmallest(_RANKED, ranked, key=itemgetter(0, 1, 2, 3))]

    @cached_property
    def _known(self) -> dict[NameKey, dict[str, _Known]]:
        return {key: self._of(key) for key in ("actor", "region", "source")}

    def _of(self, key: NameKey) -> dict[str, _Known]:
        with naming_errors(self._archive):
            rows = self._connection.execute(_NAMED[key], (LATEST,)).fetchall()
        return {id_: _Known(Named(id_, name, kind), letters(name), latest) for id_, name, kind, latest in rows}

    def _by_another_name(self, key: NameKey, sought: str) -> dict[str, int]:
        """Ids of the lexicon with a name that begins so, and how well it fits."""
        if self._lexicon is None or key == "source" or len(sought) < 2:
            return {}
        found: dict[str, int] = {}
        for id_ in islice(_ids(self._lexicon, key, sought, whole=True), _BY_ANOTHER_NAME):
            found[id_] = 0
        for id_ in islice(_ids(self._lexicon, key, sought, whole=False), _BY_ANOTHER_NAME):
            found.setdefault(id_, 2)
        return found

    def _unnamed(self, key: NameKey, also: Mapping[str, int]) -> Iterator[Named]:
        """Of the lexicon, what no document names yet."""
        if self._lexicon is None or not also:
            return
        from watchers.analysis.lexicon import naming

        absent = [id_ for id_ in also if id_ not in self._known[key]]
        for fit in sorted(set(also.values())):
            yield from naming.of_ids(self._lexicon, key, [id_ for id_ in absent if also[id_] == fit])


def _fits(*fits: int | None) -> list[int]:
    return [fit for fit in fits if fit is not None]


def _ids(lexicon: Lexicon, key: NameKey, sought: str, *, whole: bool) -> Iterator[str]:
    from watchers.analysis.lexicon.entries import ActorName, PlaceName, Spelling

    for entry in lexicon.entries(sought) if whole else lexicon.beginning(sought):
        if key == "actor" and isinstance(entry, ActorName):
            yield entry.actor.id
        elif isinstance(entry, PlaceName) and entry.spelling in {Spelling.EXACT, Spelling.ALTERNATE}:
            if key == "region":
                yield entry.place.id
            elif entry.place.kind == "country" and (state := lexicon.country(entry.place.country or "")):
                yield state.state
