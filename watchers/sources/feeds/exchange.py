"""One request and its answer on a pool, and how far it has come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpcore2

from watchers.sources.feeds.addresses import Address
from watchers.sources.feeds.asking import Headers
from watchers.sources.feeds.body import Body
from watchers.sources.feeds.contents import PIECE, decoder
from watchers.sources.feeds.head import Head
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.room import Held
from watchers.sources.feeds.troubles import FetchError

_PHASES = {
    "connect_tcp.started": "connect",
    "start_tls.started": "tls",
    "send_request_headers.started": "answer",
    "receive_response_body.started": "body",
}
_STALE = (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError)


class Steps:
    """The phase that an exchange is in, for the sentence when it ends there; and whether it had to connect."""

    def __init__(self) -> None:
        self.phase, self.connected = "turn", False

    async def note(self, event: str, info: Mapping[str, Any]) -> None:
        """httpcore2 tells what it does, `http11.send_request_headers.started` for one."""
        phase = _PHASES.get(event.partition(".")[2])
        self.phase = phase or self.phase
        self.connected = self.connected or phase == "connect"


class Received:
    """An answer whose head has come."""

    def __init__(self, response: httpcore2.Response) -> None:
        self.head = Head(response.status, response.headers)
        self.protocol = bytes(response.extensions.get("http_version", b"")).decode("ascii", "replace")
        self.received = 0
        self._response = response

    async def content(self, largest: int, held: Held, host: str) -> bytes:
        """The body, unpacked. Raises FetchError; never holds more than `largest` bytes and a piece."""
        unpack = decoder(self.head.all("content-encoding"))
        with Body(largest) as body:
            async for raw in self._response.aiter_stream():
                self.received += len(raw)
                for piece in unpack.pieces(raw):
                    if max(body.size + len(piece), self.received) > largest:
                        raise FetchError(
                            "too-large", f"{host} sends more than {largest / 2**20:g} MiB; that is not read."
                        )
                    held.take(len(piece) * (2 if body.size < unpack.window else 1))
                    body.add(piece)
                    if len(piece) == PIECE:  # there is more where it came from; others have their turn in between
                        await asyncio.sleep(0)
            unpack.finish()
            return body.whole()

    async def end(self) -> None:
        """Reads the nothing that follows, so that the connection can serve again."""
        async for _ in self._response.aiter_stream():
            return


@asynccontextmanager
async def exchange(
    pool: httpcore2.AsyncConnectionPool, at: Address, headers: Headers, manners: Manners, steps: Steps
) -> AsyncIterator[Received]:
    """The answer to a GET; closed on leaving. Raises FetchError and the exceptions of httpcore2."""
    timeouts = {"connect": manners.connect_seconds, "read": manners.silent_seconds, "write": manners.silent_seconds}
    url = httpcore2.URL(scheme=at.scheme, host=at.host, port=at.port, target=at.target)
    extensions = {"timeout": timeouts, "trace": steps.note}
    response = await _response(pool, httpcore2.Request("GET", url, headers=headers, extensions=extensions), steps)
    try:
        yield Received(response)
    finally:
        await response.aclose()


async def _response(
    pool: httpcore2.AsyncConnectionPool, request: httpcore2.Request, steps: Steps
) -> httpcore2.Response:
    """Asks again where a kept connection turns out to be closed: the request was never heard."""
    while True:
        steps.connected = False
        try:
            return await pool.handle_async_request(request)
        except _STALE:
            if steps.connected:
                raise
