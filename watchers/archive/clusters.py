"""Which documents tell one story, and which only repeat another: decided as they are stored, kept with them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from zlib import crc32

import msgspec

from watchers.analysis.recent import Alike, Recent, Told
from watchers.analysis.stories import Found
from watchers.archive.columns import UNREADABLE
from watchers.document import Document, Source, Trace
from watchers.filters.folding import words

_RECENT = """
    SELECT t.document, t.body, d.cluster, d.origin, d.at, d.copy_of FROM trace t JOIN document d ON d.id = t.document
    WHERE d.cluster IS NOT NULL ORDER BY t.document
"""
_PLACE = """
    SELECT d.at, d.cluster, d.origin, EXISTS (SELECT 1 FROM apart a WHERE a.document = d.id)
    FROM document d WHERE d.id = ?
"""
_PUT = """
    UPDATE document SET cluster = ?, copy_of = ?, origin = ?, revision = (SELECT max(revision) + 1 FROM document)
    WHERE id = ?
"""
_GROWN = """
    UPDATE cluster SET documents = documents + 1, origins = ?2, first = min(first, ?3), last = max(last, ?3)
    WHERE id = ?1
"""
_COUNTED = """
    UPDATE cluster SET (documents, origins, first, last) = (
        SELECT count(*), count(DISTINCT origin), coalesce(min(at), 0), coalesce(max(at), 0)
        FROM document WHERE cluster = ?1
    ) WHERE id = ?1
"""
_HAND_MADE = "SELECT d.cluster FROM apart a JOIN document d ON d.id = a.document"


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(Trace).decode


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document is: `at` are microseconds; `by_hand` where a person put it there."""

    at: int
    cluster: int | None
    origin: int | None
    by_hand: bool


def origin_of(document: Document, source: Source) -> int:
    """A digest of the agency that a document credits, in any spelling, else of its source."""
    credited = " ".join(words(document.credit or ""))
    return crc32((credited or source.uri).encode("utf-8", "replace"))


def recount(connection: sqlite3.Connection, cluster: int) -> None:
    """Makes the counts of a cluster true again after documents have left it; one without documents goes."""
    connection.execute(_COUNTED, (cluster,))
    connection.execute("DELETE FROM cluster WHERE id = ? AND documents = 0", (cluster,))


class Clusters:
    """The clusters of an archive, within its writer's transactions; forget() after a rollback.

    Those that are not `lasting` begin with nothing and keep nothing but the clusters: for documents of the past.
    """

    def __init__(self, connection: sqlite3.Connection, *, lasting: bool = True) -> None:
        self._connection, self._lasting = connection, lasting
        self._recent: Recent | None = None
        self._origins: dict[int, set[int]] = {}
        self._by_hand: set[int] = set()
        self._pruned: object = None

    def forget(self) -> None:
        """What is remembered is read anew when it is next needed."""
        self._recent = None
        self._origins.clear()

    def put(self, document: int, trace: Trace | None, origin: int, *, usable: bool = True) -> None:
        """Finds the cluster of a document whose shown version is another; without a trace it has none yet.

        A version that tells another story moves, one that may not be used stays, and what a person has put there too.
        """
        if trace is None:
            return
        self._heed_pruning()
        place = _Place(*self._connection.execute(_PLACE, (document,)).fetchone())
        if place.cluster is not None and not usable:
            return
        recent = self._remembered()
        recent.take_out(document)
        recent.see(trace)
        alike = recent.alike(document, trace)
        self._settle(document, trace, place, alike, origin)
        gone = list(recent.let_go())
        if self._lasting:
            self._connection.executemany("DELETE FROM trace WHERE document = ?", [(each,) for each in gone])

    def gather(self, document: int, trace: Trace, origin: int) -> None:
        """Finds the cluster of a document that has none."""
        found = self._connection.execute(_PLACE, (document,)).fetchone()
        if found and found[1] is None:
            self.put(document, trace, origin)

    def retag(self, document: int, trace: Trace | None) -> None:
        """The same document is told by other tags: the next ones are compared with these, and it stays where it is."""
        told = self._remembered().take_out(document) if trace else None
        if told is not None and trace is not None:
            self._remember(told, trace, counted=False)

    def split(self, document: int) -> int | None:
        """Sets a document apart, to stay so: a cluster of its own, which it has where it is alone. None for none."""
        found = self._connection.execute(_PLACE, (document,)).fetchone()
        if found is None:
            return None
        place = _Place(*found)
        alone = place.cluster is None or self._is_alone(place.cluster)
        cluster = place.cluster if alone and place.cluster is not None else self._begin(place.at)
        self._by_person(document, place, cluster)
        return cluster

    def join(self, document: int, other: int) -> int | None:
        """Puts a document into the cluster of another, to stay there. None where one of them is not there."""
        found, theirs = (self._connection.execute(_PLACE, (each,)).fetchone() for each in (document, other))
        if found is None or theirs is None:
            return None
        cluster = theirs[1] if theirs[1] is not None else self.split(other)
        self._by_person(document, _Place(*found), int(cluster or 0))
        return cluster

    def _settle(self, document: int, trace: Trace, place: _Place, alike: Alike | None, origin: int) -> None:
        recent = self._remembered()
        found = None if alike else recent.nearest(trace, place.at)
        cluster = self._chosen(place, alike, found)
        original = alike.told if alike and alike.copied and alike.told.cluster == cluster else None
        if original:
            origin = original.origin
        copy_of = (original.copy_of or original.document) if original else None
        if cluster is None:
            cluster = self._begin(place.at)
        self._connection.execute(_PUT, (cluster, copy_of, origin, document))
        self._count(place, cluster, origin)
        told = Told(document, place.at, cluster, origin, copy_of, trace.whole, trace.sketch, ())
        self._remember(told, trace)
        if found and found.same is not None and found.number == cluster:
            self._merge(cluster, found.same)

    def _chosen(self, place: _Place, alike: Alike | None, found: Found | None) -> int | None:
        if place.by_hand:
            return place.cluster
        if alike:
            return alike.told.cluster
        if found:
            return found.number
        ended = place.cluster is not None and not self._remembered().is_live(place.cluster)
        return place.cluster if ended else None

    def _remember(self, told: Told, trace: Trace, *, counted: bool = True) -> None:
        if not counted:
            self._remembered().see(trace)
        self._remembered().add(told, trace)
        if self._lasting:
            sql = "INSERT OR REPLACE INTO trace (document, body) VALUES (?, ?)"
            self._connection.execute(sql, (told.document, _encoded(trace)))

    def _count(self, place: _Place, cluster: int, origin: int) -> None:
        """The counts of a document's cluster, and of the one where it was."""
        if place.cluster is None:
            origins = self._origins_of(cluster)
            origins.add(origin)
            self._connection.execute(_GROWN, (cluster, len(origins), place.at))
            return
        for each in {place.cluster, cluster}:
            self._recount(each)

    def _recount(self, cluster: int) -> None:
        self._origins.pop(cluster, None)
        recount(self._connection, cluster)

    def _origins_of(self, cluster: int) -> set[int]:
        if cluster not in self._origins:
            found = self._connection.execute("SELECT DISTINCT origin FROM document WHERE cluster = ?", (cluster,))
            self._origins[cluster] = {origin for (origin,) in found}
        return self._origins[cluster]

    def _begin(self, at: int) -> int:
        """A new cluster, counted as soon as its document is in it."""
        sql = "INSERT INTO cluster (documents, origins, first, last) VALUES (0, 0, ?1, ?1)"
        return self._connection.execute(sql, (at,)).lastrowid or 0

    def _merge(self, one: int, other: int) -> None:
        """The older number stays; what a person has made is left alone."""
        if self._by_hand & {one, other}:
            return
        into, gone = sorted((one, other))
        self._remembered().merge(into, gone)
        self._connection.execute("UPDATE document SET cluster = ? WHERE cluster = ?", (into, gone))
        self._recount(into)
        self._recount(gone)

    def _by_person(self, document: int, place: _Place, cluster: int) -> None:
        """What it repeats is no longer said where that is elsewhere."""
        connection = self._connection
        connection.execute("INSERT OR IGNORE INTO apart (document) VALUES (?)", (document,))
        same = "(SELECT o.id FROM document o WHERE o.id = document.copy_of AND o.cluster = ?1)"
        sql = f"UPDATE document SET cluster = ?1, copy_of = {same}, origin = coalesce(origin, 0) WHERE id = ?2"
        connection.execute(sql, (cluster, document))
        for each in {cluster, cluster if place.cluster is None else place.cluster}:
            self._recount(each)
        self.forget()

    def _is_alone(self, cluster: int) -> bool:
        found = self._connection.execute("SELECT 1 FROM document WHERE cluster = ? LIMIT 2", (cluster,)).fetchall()
        return len(found) < 2

    def _heed_pruning(self) -> None:
        """Another process may have taken documents out, and clusters that are remembered with them."""
        now = tuple(self._connection.execute("SELECT coalesce(max(id), 0), coalesce(sum(documents), 0) FROM pruned"))
        if now != self._pruned:
            self.forget()
        self._pruned = now

    def _remembered(self) -> Recent:
        if self._recent is None:
            self._recent = self._restored()
        return self._recent

    def _restored(self) -> Recent:
        """From what is kept; what is damaged is passed over."""
        recent = Recent()
        if not self._lasting:
            return recent
        self._by_hand = {cluster for (cluster,) in self._connection.execute(_HAND_MADE)}
        for document, body, cluster, origin, at, copy_of in self._connection.execute(_RECENT):
            with suppress(*UNREADABLE):
                trace = _decoded(body)
                recent.see(trace)
                recent.add(Told(document, at, cluster, origin or 0, copy_of, trace.whole, trace.sketch, ()), trace)
        return recent
