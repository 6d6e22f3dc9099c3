"""The whole text of one document, fetched once from the page that it links to: it becomes a version of the document."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from watchers.archive.reader import Reader
from watchers.archive.rows import StoredDocument
from watchers.document import Arrival, Report
from watchers.errors import UnreadableError
from watchers.keeping import Keeper
from watchers.sources.feeds.answers import PAGES, Asked, Failed, Fetched
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.pages import filled
from watchers.sources.feeds.polling import Polling
from watchers.workers import Workers

_NONE = "there is no such document any more"


class FullText:
    """`feeds` says what is allowed for the feed of a document, and has the client that all visits share."""

    def __init__(
        self,
        path: Path,
        workers: Workers,
        keeper: Keeper,
        feeds: Polling | None,
        doorbell: Callable[[], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._path, self._workers, self._keeper, self._feeds = path, workers, keeper, feeds
        self._doorbell, self._clock = doorbell, clock

    async def fetch(self, document: int) -> str:
        """What came of it, in a sentence; where it fails the document stays as it is. Raises ArchiveError."""
        stored = await asyncio.to_thread(_stored, self._path, document)
        if stored is None or stored.row.damaged is not None:
            return _NONE
        if (stored.row.embargo or self._clock()) > self._clock():
            return "not fetched: it is embargoed"
        if stored.row.status not in {None, "usable"}:
            return "not fetched: its provider has killed or withheld it"
        link = stored.document.link or ""
        if urlsplit(link).scheme not in {"http", "https"}:
            return "this document has no link to a page"
        try:
            return await self._fetch(stored, link)
        except UnreadableError as error:
            return f"the page cannot be read: {error.reason} The text stays as it was."

    async def _fetch(self, stored: StoredDocument, link: str) -> str:
        feed = self._feeds.feeds.get(stored.source.uri) if self._feeds else None
        async with self._client() as fetcher:
            allowed = feed is not None and feed.subscription.allow_private
            answer = await fetcher.fetch(Asked(link, accept=PAGES, allow_private=allowed))
        if not isinstance(answer, Fetched):
            reason = answer.reason if isinstance(answer, Failed) else "It gave no page."
            return f"no full text: {reason} The text stays as it was."
        uri, part = _parted(stored)
        home = feed.subscription.home if feed else None
        arrival = Arrival(stored.source, uri, "page.html", answer.content, self._clock(), home=home)
        page = await self._workers.page(arrival)
        before, after = len(stored.document.text.split()), len(page.text.split())
        if len(page.text) <= len(stored.document.text):
            return f"the page has no more text than this: {after:,} words against {before:,}"
        document = filled(stored.document, page)
        name = stored.source.name
        ((title, analysis),) = await self._workers.tag_news([(document, name, arrival.received, home)])
        await self._keeper.store(Report(replace(arrival, name=name), document, title, analysis, part))
        self._doorbell()
        return f"full text of {urlsplit(answer.address).hostname}: {after:,} words, {before:,} before"

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Fetcher]:
        shared = self._feeds.fetcher if self._feeds else None
        if shared is not None:
            yield shared
        else:
            async with (self._feeds.open_fetcher if self._feeds else Fetcher)() as fetcher:
                yield fetcher


def _stored(path: Path, document: int) -> StoredDocument | None:
    reader = Reader.open(path)
    try:
        return reader.document(document)
    finally:
        reader.close()


def _parted(stored: StoredDocument) -> tuple[str, str]:
    """Where it arrived, and which part of that it is: a feed's own address may hold a #, a file's never does."""
    if stored.source.kind == "feed" and stored.uri.startswith(f"{stored.source.uri}#"):
        return stored.source.uri, stored.uri[len(stored.source.uri) + 1 :]
    uri, _, part = stored.uri.partition("#")
    return uri, part
