"""Runs sources, workers and archive until cancelled, says how they fare, rings when there is something to look at."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from watchers.analysis.own import Taken, signature
from watchers.archive.lock import Lock
from watchers.archive.rows import Health
from watchers.errors import ArchiveBusyError, LexiconError, UnreadableError
from watchers.fulltext import FullText
from watchers.gathering import Gathering
from watchers.keeping import Keeper, Keeping
from watchers.posts import Post, already, why
from watchers.progress import Progress
from watchers.receiving import Receiving
from watchers.retagged import Retagged
from watchers.retagging import Rounds
from watchers.settings import Folder, Settings
from watchers.sources.feeds.polling import Polling
from watchers.sources.folder import FolderSource
from watchers.sources.folders import distinct
from watchers.telling import Telling
from watchers.visiting import Visiting
from watchers.workers import Workers

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_AT_ONCE = 8
"""Files in hand for each worker: enough that several short ones go to it together."""
_OWN_SECONDS = 1.0
"""How often it is looked whether the analyst's own lexicon has changed."""


def _now() -> datetime:
    return datetime.now(UTC)


class Service:
    """One writer of an archive with its sources. `doorbell` is called on the loop after each commit, and may be lazy.

    `own` is the folder of the analyst's `actors.toml` and `regions.toml`, which are followed while it runs; `feeds`
    are visited beside the folders.
    A `lock` that the caller already holds stays with the caller; without one, `run` takes and frees its own.
    """

    def __init__(  # noqa: PLR0913
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
        feeds: Polling | None = None,
    ) -> None:
        self._path, self._doorbell, self._clock, self._lock = archive_path, doorbell, clock, lock
        bounds = (settings.workers, settings.read_seconds, settings.worker_megabytes)
        self._workers = Workers(lexicon, *bounds, own=own, home=settings.home or None)
        self._own = own
        self._taken = None if own else Taken()
        at_once = _AT_ONCE * self._workers.count
        self._folders = [FolderSource(folder, settings, clock, at_once) for folder in distinct(folders)]
        self._posts = {folder.source.uri: Post(folder) for folder in self._folders}
        self._noticed = asyncio.Event()
        self._keeper = Keeper(archive_path, self._noticed.set)
        self._receiving = Receiving(self._posts, self._workers, self._keeper, doorbell, self._noticed.set)
        self._feeds = feeds
        self._visiting = Visiting(self._posts, self._workers, self._keeper, doorbell, self._noticed.set)
        self._telling = Telling(self._keeper, lambda: self.health, self._noticed, doorbell)
        self._full_text = FullText(archive_path, self._workers, self._keeper, feeds, doorbell, clock)
        self._gathering = Gathering(archive_path, self._keeper, lambda: self.pending, doorbell)
        self._rounds = Rounds(archive_path, self._workers, self._keeper, lambda: self.pending, doorbell)

    @property
    def health(self) -> tuple[Health, ...]:
        """How each source fares at this moment."""
        told = (post.health(self._keeper.problem) for post in list(self._posts.values()))
        wrong = self._feeds.wrong if self._feeds else None
        return (*told, Health(*wrong)) if wrong else tuple(told)

    @property
    def pending(self) -> int:
        """Files that have rested and are not kept yet."""
        return self._receiving.pending

    @property
    def keeping(self) -> Keeping:
        """Whether what comes in can be kept, and what waits where it cannot."""
        return self._keeper.keeping

    @property
    def catching_up(self) -> Progress | None:
        """How far it has come with many files that wait; None where there are few."""
        return self._receiving.catching_up

    @property
    def retagging(self) -> tuple[int, int] | None:
        """How many documents have been tagged again, of how many; None where that is not going on."""
        return self._rounds.progress

    @property
    def taken(self) -> Taken | None:
        """What came of taking the analyst's own lexicon over, last time it changed; None until that was looked at."""
        return self._taken

    def rescan(self, source_uri: str | None = None) -> None:
        """Looks at everything now, or at one source."""
        for folder in self._folders:
            if source_uri in {None, folder.source.uri}:
                folder.rescan()
        if self._feeds:
            self._feeds.rescan(source_uri)

    async def retry(self, source_uri: str, uri: str | None = None) -> None:
        """Reads again what was set aside of a source, though it is as it was: one document, or all of them."""
        for folder in self._folders:
            if folder.source.uri == source_uri:
                folder.retry(self._posts[source_uri].aside if uri is None else [uri])
        if self._feeds:
            self._feeds.retry(source_uri)

    async def full_text(self, document: int) -> str:
        """Fetches the page of a document for its whole text, and says what came of it. Raises ArchiveError."""
        return await self._full_text.fetch(document)

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
            group.create_task(self._telling.run())
            group.create_task(self._gathering.run())
            if self._own is not None:
                group.create_task(self._follow_on(self._own))
            for folder in self._folders:
                group.create_task(self._run_on(partial(folder.run, self._receiving), self._posts[folder.source.uri]))
            if self._feeds:
                group.create_task(self._run_on(partial(self._feeds.run, self._visiting), self._feeds))

    async def _end(self) -> None:
        try:
            await self._workers.close()
            await self._telling.end()
        finally:
            await self._keeper.close()

    async def _count(self) -> None:
        """What the archive already has of each source."""
        kept, aside = await self._keeper.ask(lambda _: already(self._path))
        self._visiting.count(kept, aside)
        for health in kept:
            if post := self._posts.get(health.source.uri):
                post.documents = health.documents
        for unreadable in aside:
            if post := self._posts.get(unreadable.source.uri):
                post.aside.add(unreadable.uri)

    async def _run_on(self, run: Callable[[], Awaitable[None]], post: Post | Polling) -> None:
        """What fails starts again, after longer and longer pauses."""
        pause = _FIRST_PAUSE
        while True:
            begun = time.monotonic()
            try:
                await run()
            except Exception as error:  # of a task group too; whatever it is, the other sources go on
                if time.monotonic() - begun > _LONGEST_PAUSE:
                    pause = _FIRST_PAUSE
                post.failure = why(error)
                post.next_try = self._clock() + timedelta(seconds=pause)
                self._noticed.set()
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                post.failure = post.next_try = None

    async def _follow_on(self, own: Path) -> None:
        """Has a worker take the analyst's own lexicon over when it changes, and rings with what came of it."""
        while True:
            now = await asyncio.to_thread(signature, own)
            if self._taken is None or now != self._taken.signature:
                with suppress(UnreadableError):  # a worker that died of it; another tries it again
                    self._taken = await self._workers.take_over()
                    self._doorbell()
            await asyncio.sleep(_OWN_SECONDS)
