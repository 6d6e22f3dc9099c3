"""The connections that are kept: a small pool for each host, another one where private addresses are allowed."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpcore2

from watchers.sources.feeds.addresses import parsed
from watchers.sources.feeds.connecting import Connecting
from watchers.sources.feeds.lookup import Lookup
from watchers.sources.feeds.manners import Manners

_KEPT = 64
_Key = tuple[str, bool]


class _Used:
    def __init__(self, pool: httpcore2.AsyncConnectionPool) -> None:
        self.pool, self.users, self.since = pool, 0, 0.0


class Pools:
    """A connection to a private address is never shared with a feed that may not have it.

    One pool for all would look at every kept connection for each request: with 64 kept, more work than the request.
    """

    def __init__(self, make: Callable[[bool], httpcore2.AsyncConnectionPool], kept_seconds: float) -> None:
        self._make, self._kept_seconds = make, kept_seconds
        self._busy: dict[_Key, _Used] = {}
        self._idle: dict[_Key, _Used] = {}

    @classmethod
    async def opened(cls, manners: Manners, lookup: Lookup, permitted: Callable[[str], bool]) -> Pools:
        """Reads the system's authorities in a thread: it takes some 20 ms. Raises FetchError for the proxy."""
        for talkative in ("httpcore2", "hpack"):  # at debug level they log headers, passwords included
            logging.getLogger(talkative).setLevel(logging.WARNING)
        context = await asyncio.to_thread(_trusting, manners)
        proxy = _proxy(manners)

        def make(private: bool) -> httpcore2.AsyncConnectionPool:
            free = private or proxy is not None
            return _pool(manners, context, proxy, Connecting(lookup, (lambda address: True) if free else permitted))

        return cls(make, manners.kept_seconds)

    @asynccontextmanager
    async def pool(self, host: str, *, private: bool) -> AsyncIterator[httpcore2.AsyncConnectionPool]:
        """The host's pool; what nobody has used for a while is closed on leaving."""
        key = host, private
        used = self._busy.get(key) or self._idle.pop(key, None) or _Used(self._make(private))
        self._busy[key] = used
        used.users += 1
        try:
            yield used.pool
        finally:
            used.users -= 1
            if not used.users:
                used.since = asyncio.get_running_loop().time()
                self._idle[key] = self._busy.pop(key)
                await self._sweep(used.since - self._kept_seconds)

    async def _sweep(self, oldest: float) -> None:
        while self._idle:
            first = next(iter(self._idle))
            if len(self._idle) <= _KEPT and self._idle[first].since > oldest:
                return
            await self._idle.pop(first).pool.aclose()

    async def aclose(self) -> None:
        for used in (*self._idle.values(), *self._busy.values()):
            await used.pool.aclose()
        self._idle.clear()


def _trusting(manners: Manners) -> ssl.SSLContext:
    context = httpcore2.default_ssl_context()
    if manners.authorities:
        context.load_verify_locations(manners.authorities)
    return context


def _proxy(manners: Manners) -> httpcore2.Proxy | None:
    if not manners.proxy:
        return None
    address, user, password = parsed(manners.proxy)
    at = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target="/")
    return httpcore2.Proxy(at, auth=(user.encode(), password.encode()) if user or password else None)


def _pool(
    manners: Manners, context: ssl.SSLContext, proxy: httpcore2.Proxy | None, connecting: Connecting
) -> httpcore2.AsyncConnectionPool:
    return httpcore2.AsyncConnectionPool(
        ssl_context=context,
        proxy=proxy,
        max_connections=None,  # Turns counts them
        max_keepalive_connections=manners.per_host,
        keepalive_expiry=manners.kept_seconds,
        http2=True,  # where the server agrees to it in the TLS handshake (ALPN)
        network_backend=connecting,
    )
