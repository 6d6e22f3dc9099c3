"""Fetches feeds and pages: whatever a server does, it ends in time, in little memory, with an answer or a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from watchers.sources.feeds import asking, failing
from watchers.sources.feeds.addresses import Address, onward, parsed
from watchers.sources.feeds.answers import Answer, Asked, Failed, Fetched, Hints, Hop, Tokens, Unchanged
from watchers.sources.feeds.exchange import Received, Steps, exchange
from watchers.sources.feeds.lookup import Lookup, looked_up
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.pools import Pools
from watchers.sources.feeds.reachable import is_own, is_public
from watchers.sources.feeds.room import Room
from watchers.sources.feeds.statuses import meaning
from watchers.sources.feeds.troubles import FetchError
from watchers.sources.feeds.turns import Turns

_REDIRECTS = (301, 302, 303, 307, 308)


def _now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """A context; `fetch` may be called by any number of tasks at once, it finds the order itself."""

    def __init__(
        self,
        manners: Manners = Manners(),  # noqa: B008 - frozen
        *,
        lookup: Lookup = looked_up,
        permitted: Callable[[str], bool] = is_public,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._manners, self._lookup, self._permitted, self._clock = manners, lookup, permitted, clock
        self._turns = Turns(manners.per_host, manners.spacing)
        self._places, self._room = asyncio.Semaphore(manners.at_once), Room(manners.room)
        self._agent = asking.agent()
        self._pools: Pools | None = None

    async def __aenter__(self) -> Self:
        """Raises FetchError where the proxy's address is none, OSError where `authorities` cannot be read."""
        self._pools = await Pools.opened(self._manners, self._lookup, self._permitted)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pools:
            await self._pools.aclose()
            self._pools = None

    async def fetch(self, asked: Asked) -> Answer:
        """Never raises for what a server or the network does. The clock starts with this one's turn."""
        try:
            home, *login = parsed(asked.address)
        except FetchError as trouble:
            return Failed(trouble.kind, trouble.reason)
        if not self._pools:
            raise RuntimeError("Fetcher is a context: async with Fetcher() as fetcher")
        user = (asked.user, asked.password) if asked.user or asked.password else (login[0], login[1])
        journey = _Journey(self, self._pools, asked, home, user)
        async with self._turns.turn(home.host), self._places:
            return await journey.bounded()


class _Journey:
    """One fetch: from the address asked for, along its redirects, to an answer."""

    def __init__(self, fetcher: Fetcher, pools: Pools, asked: Asked, home: Address, login: tuple[str, str]) -> None:
        self._fetcher, self._manners, self._asked = fetcher, fetcher._manners, asked
        self._pools = pools
        self._home, self._at, self._login = home, home, login
        self._hops: tuple[Hop, ...] = ()
        self._steps = Steps()
        self._crowded_out = False

    async def bounded(self) -> Answer:
        """The answer, or why there is none, within the seconds of the manners."""
        try:
            async with asyncio.timeout(self._manners.seconds) as limit:
                return await self._followed(limit)
        except TimeoutError:
            return self._failed(self._late())
        except FetchError as trouble:
            return self._failed(trouble)
        except failing.EXPECTED as error:
            proxy = bool(self._manners.proxy)
            return self._failed(failing.trouble(error, self._steps.phase, self._at.host, proxy=proxy))

    async def _followed(self, limit: asyncio.Timeout) -> Answer:
        while True:
            self._steps = Steps()
            answer = await self._asked_at(limit)
            if not isinstance(answer, Address):
                return answer
            self._at = answer

    async def _asked_at(self, limit: asyncio.Timeout) -> Answer | Address:
        """One request; an address is where it sends on to."""
        self._check()
        headers = asking.headers(self._asked, self._at, self._home, self._login, self._fetcher._agent)
        async with AsyncExitStack() as stack:
            if self._at.host != self._home.host:
                await stack.enter_async_context(self._fetcher._turns.turn(self._at.host))
            pooled = self._pools.pool(self._at.host, private=self._asked.allow_private)
            pool = await stack.enter_async_context(pooled)
            received = await stack.enter_async_context(exchange(pool, self._at, headers, self._manners, self._steps))
            return await self._answered(received, limit)

    def _check(self) -> None:
        """What can be told before any look-up, behind a proxy too."""
        if not self._asked.allow_private and is_own(self._at.host) and not self._fetcher._permitted(self._at.host):
            said = "is an address of a private network; the feed must be allowed them (allow_private)."
            raise FetchError("private", f"{self._at.host} {said}")

    async def _answered(self, received: Received, limit: asyncio.Timeout) -> Answer | Address:
        head = received.head
        hints = head.hints(self._fetcher._clock())
        if head.status in _REDIRECTS:
            return self._sent_on(head.status, head.location)
        if head.status == 304:
            return await self._unchanged(received, hints)
        if not 200 <= head.status < 300 or head.status == 206:
            login = any(self._login) and self._at.origin == self._home.origin
            reason = meaning(head.status, self._at.host, login=login)
            return Failed("http", reason, head.status, self._hops, hints)
        with self._fetcher._room.enter(lambda: self._crowd_out(limit)) as held:
            content = await received.content(self._manners.largest, held, self._at.host)
        return Fetched(
            content,
            str(self._at),
            head.status,
            head.media_type,
            head.charset,
            head.tokens,
            self._hops,
            hints,
            received.protocol,
            received.received,
        )

    async def _unchanged(self, received: Received, hints: Hints) -> Answer:
        old, new = self._asked.tokens, received.head.tokens
        if old == Tokens():
            said = f"{self._at.host} answers “unchanged” (HTTP 304), but there is nothing from it to compare with."
            return Failed("protocol", said, 304, self._hops, hints)
        await received.end()
        tokens = Tokens(new.etag or old.etag, new.modified or old.modified)
        return Unchanged(str(self._at), tokens, self._hops, hints, received.protocol)

    def _sent_on(self, status: int, location: str) -> Address:
        if not location:
            raise FetchError("redirects", f"{self._at.host} redirects (HTTP {status}) but does not say where to.")
        to = onward(self._at, location)
        if to == self._home or str(to) in (hop.address for hop in self._hops):
            raise FetchError("redirects", f"{self._at.host} redirects in a circle; the site may insist on cookies.")
        if len(self._hops) >= self._manners.hops:
            raise FetchError("redirects", f"{self._home.host} redirects more than {self._manners.hops} times.")
        self._hops += (Hop(status, str(self._at), str(to)),)
        return to

    def _crowd_out(self, limit: asyncio.Timeout) -> None:
        self._crowded_out = True
        limit.reschedule(0)

    def _late(self) -> FetchError:
        if self._crowded_out:
            said = "sends so much, while others do too, that it had to give way; it is tried again."
            return FetchError("too-large", f"{self._at.host} {said}")
        return failing.late(self._steps.phase, self._at.host, self._manners.seconds)

    def _failed(self, trouble: FetchError) -> Failed:
        return Failed(trouble.kind, trouble.reason, hops=self._hops)
