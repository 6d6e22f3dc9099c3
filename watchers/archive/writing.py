"""The one writer of an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from watchers.archive import dictionary, queries, settling, versions
from watchers.archive.changes import Change, change
from watchers.archive.clusters import Clusters, origin_of
from watchers.archive.columns import maybe_micros, micros, plain
from watchers.archive.damaged import move_aside
from watchers.archive.database import open_writing, transaction
from watchers.archive.decoding import file_state
from watchers.archive.labelling import Labels
from watchers.archive.problems import naming_errors
from watchers.archive.rows import Health, Stored
from watchers.archive.searching import Search
from watchers.archive.training import Packer
from watchers.document import Analysis, FileState, Report, Source, Trace, Unreadable

_CACHE = 32 * 1024
"""KiB of pages: the tags of a batch lie all over their tables, and what does not fit is written twice."""
_LOG = 8 * 1024
"""Pages of the log after which it is written back: with fewer, the same pages are written back for every batch."""
_NO_FILES_STATE = FileState(-1, -1, -1)
"""In place of a damaged one: the file is read again, and still missed when it is gone."""


class Archive:
    """Used from one thread, by the process that holds the archive's Lock; every method is one transaction.

    `copy` is where an older archive was copied to when opening brought it up to date, else None.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copy: Path | None = None
        self._connection = open_writing(path, self._copied)
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
        self._actors = dictionary.actors(self._connection)
        self._regions = dictionary.regions(self._connection)
        self._labels = Labels(self._connection)
        self._clusters = Clusters(self._connection)
        self._past = Clusters(self._connection, lasting=False)
        self._search = Search(self._connection)
        self._packer = Packer(self._connection)
        self._tools = versions.Tools(self._connection, self._search, self._packer)
        self._sources: dict[Source, int] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """For who looks after the file as a whole; nothing is written through it."""
        return self._connection

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Makes folders and file where there are none, brings an older archive up to date; raises ArchiveError."""
        return cls(path)

    @staticmethod
    def reset(path: Path, now: datetime | None = None) -> Path:
        """Moves a damaged archive aside, for the holder of its Lock; returns its new path."""
        return move_aside(path, now)

    def close(self) -> None:
        self._connection.close()

    def store(self, report: Report) -> Stored:
        """Keeps a report whole or not at all; the same bytes again change nothing but the file's state."""
        with self._writing() as connection:
            stored = self._store(connection, report)
            self._packer.learn()
        return stored

    def store_all(self, reports: Sequence[Report]) -> list[Stored]:
        """Keeps several reports in the order given, all of them or none, in one write to the disk."""
        with self._writing() as connection:
            stored = [self._store(connection, report) for report in reports]
            self._packer.learn()
        return stored

    def retag(self, document: int, version: int, analysis: Analysis) -> Change | None:
        """Puts an analysis in place of that of the current version; nothing else changes, receipt and marks stay.

        What is the same already is not written. None where `version` is not the current one (any more).
        """
        with self._writing() as connection:
            if not versions.is_current(connection, document, version):
                return None
            changed = change(versions.told(connection, document, version), analysis)
            if changed.changed:
                versions.tell(self._tools, document, version, analysis)
                versions.untag(connection, document)
                versions.tag(connection, document, analysis, self._actors, self._regions)
                self._labels.put(document, analysis, None)
                self._clusters.retag(document, analysis.trace)
        return changed

    def gather(self, found: Sequence[tuple[int, Trace, int]]) -> None:
        """Puts documents that have no story yet together: number, what each is compared by, origin; oldest first."""
        with self._writing():
            for document, trace, origin in found:
                self._past.gather(document, trace, origin)

    def split(self, document: int) -> int | None:
        """Sets a document apart from its story, to stay so; the number of its cluster, None for no document."""
        with self._writing():
            return self._clusters.split(document)

    def join(self, document: int, other: int) -> int | None:
        """Puts a document into the story of another, to stay there; the number of its cluster, None for no document."""
        with self._writing():
            return self._clusters.join(document, other)

    def set_aside(self, unreadable: Unreadable) -> None:
        """Keeps why a document could not be taken, in place of an earlier reason; since when stays as it was."""
        with self._writing() as connection:
            source, uri = self._source(unreadable.source), plain(unreadable.uri)
            texts = map(plain, (unreadable.name, unreadable.reason, unreadable.advice))
            connection.execute(
                "INSERT INTO set_aside (source, uri, name, reason, advice, since) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET name = excluded.name, reason = excluded.reason, advice = excluded.advice,"
                " tried = excluded.since",
                (source, uri, *texts, micros(unreadable.since)),
            )
            self._seen(source, uri, unreadable.file_state)

    def gone(self, source: Source, uri: str, when: datetime) -> None:
        """The file is no longer there; its document stays, and says so."""
        with self._writing() as connection:
            place = (self._source(source), plain(uri))
            connection.execute(
                "UPDATE document SET gone = ? WHERE source = ? AND uri = ? AND gone IS NULL", (micros(when), *place)
            )
            parts = (place[0], f"{place[1]}#", f"{place[1]}$")  # "$" follows "#"
            connection.execute(
                "UPDATE document SET gone = ? WHERE source = ? AND uri > ? AND uri < ? AND gone IS NULL",
                (micros(when), *parts),
            )
            connection.execute("DELETE FROM set_aside WHERE source = ? AND uri = ?", place)
            connection.execute("DELETE FROM file WHERE source = ? AND uri = ?", place)

    def file_states(self, source: Source) -> dict[str, FileState]:
        """The state in which each file was last taken or set aside; files that are gone are left out."""
        with naming_errors(self.path):
            rows = self._connection.execute(
                "SELECT f.uri, f.size, f.mtime_ns, f.inode FROM file f JOIN source s ON s.id = f.source"
                " WHERE s.uri = ?",
                (plain(source.uri),),
            )
            return {uri: file_state(*columns) or _NO_FILES_STATE for uri, *columns in rows}

    def health(self, *healths: Health) -> None:
        """Keeps how sources fare, all in one write; their documents are counted when they are read, not here."""
        with self._writing() as connection:
            for health in healths:
                told = (health.problem, health.said)
                times = (health.last_success, health.next_try, health.muted)
                connection.execute(
                    "UPDATE source SET state = ?, problem = ?, said = ?, last_success = ?, next_try = ?, muted = ?"
                    " WHERE id = ?",
                    (
                        health.state,
                        *(None if each is None else plain(each) for each in told),
                        *map(maybe_micros, times),
                        self._source(health.source),
                    ),
                )

    def keep_feeds(self, feeds: Sequence[tuple[Source, bytes]]) -> None:
        """Keeps how to ask feeds again, all in one write."""
        sql = "INSERT INTO feed (source, state) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET state = excluded.state"
        with self._writing() as connection:
            connection.executemany(sql, [(self._source(source), state) for source, state in feeds])

    def feeds(self) -> dict[str, bytes]:
        """The same of each feed, by the uri of its source."""
        with naming_errors(self.path):
            return dict(self._connection.execute(queries.FEEDS))

    def keep_feed_entries(self, source: Source, entries: bytes) -> None:
        """Keeps by what the next entries of a feed are told from those that are known."""
        sql = "INSERT INTO feed (source, entries) VALUES (?, ?) ON CONFLICT DO UPDATE SET entries = excluded.entries"
        with self._writing() as connection:
            connection.execute(sql, (self._source(source), entries))

    def feed_entries(self, source: Source) -> bytes | None:
        """The same; None for a feed that was never read."""
        with naming_errors(self.path):
            found = self._connection.execute(queries.ENTRIES, (plain(source.uri),)).fetchone()
            return found[0] if found else None

    def _store(self, connection: sqlite3.Connection, report: Report) -> Stored:
        arrival = report.arrival
        source, uri = self._source(arrival.source), plain(arrival.uri)
        self._seen(source, uri, arrival.file_state)
        for each in {uri, plain(report.uri)}:
            connection.execute("DELETE FROM set_aside WHERE source = ? AND uri = ?", (source, each))
        stored, shown = settling.keep(self._tools, source, report)
        if shown:
            if stored.outcome != "new":
                versions.untag(connection, stored.document)
                self._labels.drop(stored.document)
            versions.tag(connection, stored.document, report.analysis, self._actors, self._regions)
            self._labels.put(stored.document, report.analysis, report.document)
            self._cluster(stored.document, report)
        return stored

    def _cluster(self, document: int, report: Report) -> None:
        origin = origin_of(report.document, report.arrival.source)
        usable = report.document.status in {None, "usable"}
        self._clusters.put(document, report.analysis.trace, origin, usable=usable)

    def _copied(self, copy: Path) -> None:
        self.copy = copy

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; numbers remembered from one that failed are forgotten."""
        try:
            with naming_errors(self.path), transaction(self._connection):
                yield self._connection
                self._search.write()
        except BaseException:
            self._sources.clear()
            self._actors.forget()
            self._regions.forget()
            self._labels.forget()
            self._clusters.forget()
            self._past.forget()
            self._search.forget()
            self._packer.forget()
            raise

    def _source(self, source: Source) -> int:
        if source not in self._sources:
            uri = plain(source.uri)
            self._connection.execute(
                "INSERT INTO source (uri, kind, name) VALUES (?, ?, ?)"
                " ON CONFLICT (uri) DO UPDATE SET kind = excluded.kind, name = excluded.name",
                (uri, source.kind, plain(source.name)),
            )
            self._sources[source] = self._connection.execute("SELECT id FROM source WHERE uri = ?", (uri,)).fetchone()[
                0
            ]
        return self._sources[source]

    def _seen(self, source: int, uri: str, state: FileState | None) -> None:
        if state is not None:
            self._connection.execute(
                "INSERT OR REPLACE INTO file (source, uri, size, mtime_ns, inode) VALUES (?, ?, ?, ?, ?)",
                (source, uri, state.size, state.mtime_ns, str(state.inode)),
            )
