"""The connections: one pool for the public internet, and one for feeds that are allowed private addresses."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable

import httpcore2

from watchers.sources.feeds.addresses import parsed
from watchers.sources.feeds.connecting import Connecting
from watchers.sources.feeds.lookup import Lookup
from watchers.sources.feeds.manners import Manners


class Pools:
    """A connection to a private address is never shared with a feed that may not have it."""

    def __init__(self, public: httpcore2.AsyncConnectionPool, private: httpcore2.AsyncConnectionPool) -> None:
        self._public, self._private = public, private

    @classmethod
    async def opened(cls, manners: Manners, lookup: Lookup, permitted: Callable[[str], bool]) -> Pools:
        """Reads the system's authorities in a thread: it takes some 20 ms. Raises FetchError for the proxy."""
        for talkative in ("httpcore2", "hpack"):  # at debug level they log headers, passwords included
            logging.getLogger(talkative).setLevel(logging.WARNING)
        context = await asyncio.to_thread(_trusting, manners)
        return cls(_pool(manners, context, lookup, permitted), _pool(manners, context, lookup, lambda address: True))

    def pool(self, *, private: bool) -> httpcore2.AsyncConnectionPool:
        return self._private if private else self._public

    async def aclose(self) -> None:
        await self._public.aclose()
        await self._private.aclose()


def _trusting(manners: Manners) -> ssl.SSLContext:
    context = httpcore2.default_ssl_context()
    if manners.authorities:
        context.load_verify_locations(manners.authorities)
    return context


def _pool(
    manners: Manners, context: ssl.SSLContext, lookup: Lookup, permitted: Callable[[str], bool]
) -> httpcore2.AsyncConnectionPool:
    proxy = None
    if manners.proxy:
        address, *login = parsed(manners.proxy)
        at = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target="/")
        proxy = httpcore2.Proxy(at, auth=(login[0].encode(), login[1].encode()) if any(login) else None)
    return httpcore2.AsyncConnectionPool(
        ssl_context=context,
        proxy=proxy,
        max_connections=None,  # Fetcher counts
        max_keepalive_connections=manners.at_once,
        keepalive_expiry=manners.kept_seconds,
        http2=True,  # where the server agrees to it in the TLS handshake (ALPN)
        network_backend=Connecting(lookup, (lambda address: True) if proxy else permitted),
    )
