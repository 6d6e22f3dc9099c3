"""Runs sources, workers and archive until cancelled, says how they fare, rings when there is something to look at."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from watchers import worker
from watchers.analysis.own import Taken, signature
from watchers.archive import Archive, Lock, Reader
from watchers.archive.rows import Health, Stored
from watchers.document import Arrival, FileState, Report, Source, Unreadable
from watchers.errors import ArchiveBusyError, ArchiveError, LexiconError, UnreadableError, WirewatchError
from watchers.keeping import Keeper
from watchers.reading.clean import clean_line
from watchers.retagged import Retagged
from watchers.retagging import Rounds
from watchers.settings import Folder, Settings
from watchers.sources.folder import FolderSource
from watchers.sources.folders import distinct
from watchers.sources.names import within
from watchers.workers import Workers

_TELL_SECONDS = 0.2
_SUCCESS_SECONDS = 5.0
"""How often it is kept that a source still fares well."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_AT_LEAST_AT_ONCE = 4
_OWN_SECONDS = 1.0
"""How often it is looked whether the analyst's own lexicon has changed."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class _Post:
    """A source with what the service knows of it."""

    source: FolderSource
    documents: int = 0
    aside: set[str] = field(default_factory=set)
    failure: str | None = None
    next_try: datetime | None = None

    def health(self, problem: str | None) -> Health:
        """`problem` is the archive's."""
        condition = self.source.condition
        trouble = problem or self.failure
        return Health(
            source=self.source.source,
            state="failing" if trouble else condition.state,
            problem=trouble or condition.problem,
            last_success=condition.last_success,
            next_try=self.next_try,
            documents=self.documents,
            set_aside=len(self.aside),
        )


class Service:
    """One writer of an archive with its sources. `doorbell` is called on the loop after each commit, and may be lazy.

    `own` is the folder of the analyst's `actors.toml` and `regions.toml`, which are followed while it runs.
    A `lock` that the caller already holds stays with the caller; without one, `run` takes and frees its own.
    """

    def __init__(
        self,
        archive_path: Path,
        folders: Sequence[Folder],
        lexicon: Path,
        settings: Settings,
        doorbell: Callable[[], None],
        clock: Callable[[], datetime] = _now,
        *,
        lock: Lock | None = None,
        own: Path | None = None,
    ) -> None:
        self._path, self._doorbell, self._clock, self._lock = archive_path, doorbell, clock, lock
        bounds = (settings.workers, settings.read_seconds, settings.worker_megabytes)
        self._workers = Workers(lexicon, *bounds, own=own, home=settings.home or None)
        self._own = own
        self._taken = None if own else Taken()
        at_once = max(2 * self._workers.count, _AT_LEAST_AT_ONCE)
        sources = [FolderSource(folder, settings, clock, at_once) for folder in distinct(folders)]
        self._posts = {source.source.uri: _Post(source) for source in sources}
        self._noticed = asyncio.Event()
        self._keeper = Keeper(archive_path, self._noticed.set)
        self._rounds = Rounds(archive_path, self._workers, self._keeper, lambda: self.pending, doorbell)

    @property
    def health(self) -> tuple[Health, ...]:
        """How each source fares at this moment."""
        return tuple(post.health(self._keeper.problem) for post in self._posts.values())

    @property
    def pending(self) -> int:
        """Files that have rested and are not kept yet."""
        return sum(post.source.pending for post in self._posts.values())

    @property
    def retagging(self) -> tuple[int, int] | None:
        """How many documents have been tagged again, of how many; None where that is not going on."""
        return self._rounds.progress

    @property
    def taken(self) -> Taken | None:
        """What came of taking the analyst's own lexicon over, last time it changed; None until that was looked at."""
        return self._taken

    def rescan(self) -> None:
        """Looks at everything now."""
        for post in self._posts.values():
            post.source.rescan()

    async def run(self) -> None:
        """Until cancelled. Raises ArchiveBusyError, ArchiveError, LexiconError before anything is watched."""
        own = Lock(self._path) if self._lock is None else None
        if own is not None and not own.acquire():
            raise ArchiveBusyError(self._path, "another wirewatch is writing it; this one can only read along.")
        try:
            await self._keeper.open()
            await self._count()
            await self._workers.start()
            await self._watch()
        finally:
            try:
                await self._end()
            finally:
                if own is not None:
                    own.release()

    async def retag(self) -> Retagged:
        """Tags the archive again, beside what comes in and after it; one round at a time.

        Raises ArchiveError, and LexiconError where the analyst's own lexicon has a slip: its tags would be lost.
        """
        if self._taken and self._taken.problem and self._taken.path:
            raise LexiconError(self._taken.path, "has a slip; mend it first, for its tags would go from all documents.")
        return await self._rounds.run()

    async def _watch(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tell_on())
            if self._own is not None:
                group.create_task(self._follow_on(self._own))
            for post in self._posts.values():
                group.create_task(self._run_on(post))

    async def _end(self) -> None:
        try:
            await self._workers.close()
            with suppress(ArchiveError, asyncio.CancelledError):
                for health in self.health:
                    await self._keep_health(replace(health, state="off", next_try=None))
        finally:
            await self._keeper.close()

    async def _count(self) -> None:
        """What the archive already has of each source."""
        kept, aside = await self._keeper.ask(lambda _: _already(self._path))
        for health in kept:
            if post := self._posts.get(health.source.uri):
                post.documents = health.documents
        for unreadable in aside:
            if post := self._posts.get(unreadable.source.uri):
                post.aside.add(unreadable.uri)

    # ------------------------------------------------------------------------------- what the sources ask for
    async def states(self, source: Source) -> dict[str, FileState]:
        return await self._keeper.keep(lambda archive: archive.file_states(source))

    async def take(self, arrival: Arrival) -> None:
        try:
            await self._store(arrival)
        except UnreadableError as error:
            await self._set_aside(arrival, error)
        except Exception as error:  # one document never stops the others
            reason = f"It could not be kept ({clean_line(str(error), 200) or type(error).__name__})."
            await self._set_aside(arrival, worker.unreadable(arrival.name, reason, worker.REPORT_IT))

    async def _store(self, arrival: Arrival) -> None:
        post = self._posts[arrival.source.uri]
        for report in await self._workers.read_and_tag(arrival):
            stored = await self._keeper.keep(partial(_stored, report))
            post.documents += stored.outcome == "new"
        post.aside.discard(arrival.uri)
        self._doorbell()

    async def _set_aside(self, arrival: Arrival, error: UnreadableError) -> None:
        place = (arrival.source, arrival.uri, arrival.name)
        why = (error.reason, error.advice, arrival.received)
        await self.set_aside(Unreadable(*place, *why, file_state=arrival.file_state))

    async def set_aside(self, unreadable: Unreadable) -> None:
        named = replace(unreadable, name=within(unreadable.uri, unreadable.source.uri))
        await self._keeper.keep(lambda archive: archive.set_aside(named))
        self._posts[unreadable.source.uri].aside.add(unreadable.uri)
        self._doorbell()

    async def gone(self, source: Source, uri: str, when: datetime) -> None:
        await self._keeper.keep(lambda archive: archive.gone(source, uri, when))
        self._posts[source.uri].aside.discard(uri)
        self._doorbell()

    def noticed(self) -> None:
        self._noticed.set()

    # ----------------------------------------------------------------------------------------- keeping it going
    async def _run_on(self, post: _Post) -> None:
        """A source that fails starts again, after longer and longer pauses."""
        pause = _FIRST_PAUSE
        while True:
            begun = time.monotonic()
            try:
                await post.source.run(self)
            except Exception as error:  # of a task group too; whatever it is, the other sources go on
                if time.monotonic() - begun > _LONGEST_PAUSE:
                    pause = _FIRST_PAUSE
                post.failure = _why(error)
                post.next_try = self._clock() + timedelta(seconds=pause)
                self._noticed.set()
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                post.failure = post.next_try = None

    async def _tell_on(self) -> None:
        """Keeps each source's health when it changes, its last success now and then, and rings."""
        kept: dict[str, Health] = {}
        while True:
            self._noticed.clear()
            news = [h for h in self.health if _is_news(h, kept.get(h.source.uri))]
            for health in news:
                with suppress(ArchiveError):
                    await self._keep_health(health)
                    kept[health.source.uri] = health
            if news:
                self._doorbell()
            if any(kept.get(health.source.uri) != health for health in news):
                self._noticed.set()  # what was not kept is tried again
                await asyncio.sleep(_FIRST_PAUSE)
            await asyncio.sleep(_TELL_SECONDS)
            await self._noticed.wait()

    async def _follow_on(self, own: Path) -> None:
        """Has a worker take the analyst's own lexicon over when it changes, and rings with what came of it."""
        while True:
            now = await asyncio.to_thread(signature, own)
            if self._taken is None or now != self._taken.signature:
                with suppress(UnreadableError):  # a worker that died of it; another tries it again
                    self._taken = await self._workers.take_over()
                    self._doorbell()
            await asyncio.sleep(_OWN_SECONDS)

    async def _keep_health(self, health: Health) -> None:
        await self._keeper.ask(lambda archive: archive.health(health))


def _is_news(health: Health, kept: Health | None) -> bool:
    if kept is None or (health.state, health.problem, health.next_try) != (kept.state, kept.problem, kept.next_try):
        return True
    if health.last_success is None or health.last_success == kept.last_success:
        return False
    return kept.last_success is None or (health.last_success - kept.last_success).total_seconds() >= _SUCCESS_SECONDS


def _already(path: Path) -> tuple[list[Health], list[Unreadable]]:
    reader = Reader.open(path)
    try:
        return reader.sources(), reader.set_aside()
    finally:
        reader.close()


def _stored(report: Report, archive: Archive) -> Stored:
    return archive.store(report)


def _why(error: BaseException) -> str:
    """A sentence of ours says what to do, and stays whole."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, WirewatchError):
        return str(error)
    said = f"{type(error).__name__}: {clean_line(str(error), 160)}"
    return f"It stopped with an error ({said}); it starts again by itself."
