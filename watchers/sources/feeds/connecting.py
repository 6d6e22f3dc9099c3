"""Connections to addresses that were checked: the name is looked up, and what was checked is what is connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address

import httpcore2

from watchers.sources.feeds.lookup import Lookup
from watchers.sources.feeds.troubles import FetchError

_TRIED = 4
_EACH = 3.0
"""Seconds that an address gets before the next one is tried, where there is another."""
_Options = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class Connecting(httpcore2.AsyncNetworkBackend):
    """Opens what `permitted` says yes to; a name of which nothing is permitted raises FetchError; no packet is sent."""

    def __init__(self, lookup: Lookup, permitted: Callable[[str], bool]) -> None:
        self._lookup, self._permitted = lookup, permitted
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore2
        local_address: str | None = None,
        socket_options: _Options | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """The first permitted address of the host that takes the connection."""
        found = [address for address in await self._found(host, timeout) if self._permitted(address)]
        if not found:
            raise FetchError(
                "private", f"{host} is an address of a private network; the feed must be allowed them (allow_private)."
            )
        return await self._first(found[:_TRIED], port, timeout)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _found(self, host: str, within: float | None) -> Sequence[str]:
        if host.rstrip(".").endswith(".onion"):
            raise FetchError("dns", f"{host} is reached through Tor only; set an HTTP proxy that leads there.")
        if _is_literal(host):
            return [host]
        try:
            async with asyncio.timeout(within):
                return await self._lookup(host)
        except TimeoutError:
            raise FetchError("timeout", f"The name {host} could not be looked up within {within:g} seconds.") from None
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                reason = (
                    f"The name {host} could not be looked up now; the name server or this machine's network is away."
                )
                raise FetchError("dns", reason) from None
            raise FetchError("dns", f"There is no host named {host}.") from None
        except OSError:
            raise FetchError("dns", f"The name {host} could not be looked up.") from None

    async def _first(self, found: Sequence[str], port: int, within: float | None) -> httpcore2.AsyncNetworkStream:
        last: Exception | None = None
        for left, address in zip(range(len(found) - 1, -1, -1), found, strict=True):
            try:
                share = min(_EACH, within or _EACH) if left else within
                return await self._network.connect_tcp(address, port, timeout=share)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last or httpcore2.ConnectError


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
