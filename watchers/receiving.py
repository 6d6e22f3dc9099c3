"""What the sources bring goes through the workers into the archive, or is set aside."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from watchers import worker
from watchers.archive.rows import Stored
from watchers.clean import clean_line
from watchers.document import Arrival, FileState, Source, Unreadable
from watchers.errors import UnreadableError
from watchers.keeping import Keeper
from watchers.pace import CatchUp
from watchers.posts import Post, Posts
from watchers.progress import Progress
from watchers.sources.names import within
from watchers.workers import Workers

_AHEAD = 64
"""Documents of one arrival that may wait for the archive."""


class Receiving:
    """The Intake of all sources. `doorbell` is called on the loop after each commit, `noticed` as the sources call."""

    def __init__(
        self,
        posts: Posts,
        workers: Workers,
        keeper: Keeper,
        doorbell: Callable[[], None],
        noticed: Callable[[], None],
    ) -> None:
        self._posts, self._workers, self._keeper = posts, workers, keeper
        self._doorbell = doorbell
        self.noticed = noticed
        self._catch_up = CatchUp()

    @property
    def pending(self) -> int:
        """Files that have rested and are not kept yet."""
        return sum(post.source.pending for post in self._posts.values())

    @property
    def catching_up(self) -> Progress | None:
        """How far it has come with many files that wait; None where there are few."""
        self._catch_up.look(time.monotonic(), self.pending)
        return self._catch_up.progress

    async def states(self, source: Source) -> dict[str, FileState]:
        return await self._keeper.keep(lambda archive: archive.file_states(source))

    async def take(self, arrival: Arrival) -> None:
        try:
            await self._store(arrival)
        except UnreadableError as error:
            await self._refuse(arrival, error)
        except Exception as error:  # one document never stops the others
            reason = f"It could not be kept ({clean_line(str(error), 200) or type(error).__name__})."
            await self._refuse(arrival, worker.unreadable(arrival.name, reason, worker.REPORT_IT))
        self._catch_up.count(time.monotonic(), self.pending)

    async def _store(self, arrival: Arrival) -> None:
        """Several documents of one arrival wait for the archive together, and are kept in their order."""
        post = self._posts[arrival.source.uri]
        storing: deque[asyncio.Future[Stored]] = deque()
        try:
            async for report in self._workers.read_and_tag(arrival):
                storing.append(self._keeper.store(report))
                while len(storing) > _AHEAD or (storing and storing[0].done()):
                    self._count(post, await storing.popleft())
        finally:
            while storing:
                self._count(post, await storing.popleft())
        post.aside.discard(arrival.uri)

    def _count(self, post: Post, stored: Stored) -> None:
        post.documents += stored.outcome == "new"
        self._doorbell()

    async def _refuse(self, arrival: Arrival, error: UnreadableError) -> None:
        place = (arrival.source, arrival.uri, arrival.name)
        why = (error.reason, error.advice, arrival.received)
        await self._aside(Unreadable(*place, *why, file_state=arrival.file_state))

    async def set_aside(self, unreadable: Unreadable) -> None:
        await self._aside(unreadable)
        self._catch_up.count(time.monotonic(), self.pending)

    async def _aside(self, unreadable: Unreadable) -> None:
        named = replace(unreadable, name=within(unreadable.uri, unreadable.source.uri))
        await self._keeper.keep(lambda archive: archive.set_aside(named))
        self._posts[unreadable.source.uri].aside.add(unreadable.uri)
        self._doorbell()

    async def gone(self, source: Source, uri: str, when: datetime) -> None:
        await self._keeper.keep(lambda archive: archive.gone(source, uri, when))
        self._posts[source.uri].aside.discard(uri)
        self._doorbell()
