"""A server of ours on the loopback that plays a part for each path; it remembers who came and what was asked."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import h2.config
import h2.connection
import h2.events

FEED = (
    b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Harbour desk</title><link>http://desk.test/</link>'
    b"<item><guid>h-1</guid><title>Ferry service resumes</title><description>The ferry left port at dawn."
    b"</description></item></channel></rss>\n"
)


@dataclass(frozen=True)
class Request:
    """The head of a request; names of headers in lower case."""

    path: str
    query: str
    headers: Mapping[str, str]
    line: str


@dataclass
class Scene:
    """One request on one connection, as a part sees it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    request: Request
    host: str
    port: int

    async def send(self, content: bytes) -> None:
        self.writer.write(content)
        await self.writer.drain()

    async def answer(self, status: str = "200 OK", body: bytes = FEED, **headers: str) -> None:
        """A whole answer; `content_type="text/xml"` becomes a header of that name."""
        lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
        if "Content_Length" not in headers:
            lines.append(f"Content-Length: {len(body)}")
        await self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    async def wait(self) -> None:
        """Until the other side hangs up."""
        while await self.reader.read(65_536):
            pass


Part = Callable[[Scene], Awaitable[bool | None]]
"""Plays one answer; the connection stays open where it returns True."""


@dataclass
class Player:
    """What came in so far, and what is open now."""

    parts: Mapping[str, Part]
    host: str
    port: int = 0
    scheme: str = "http"
    connections: int = 0
    open: int = 0
    requests: list[Request] = field(default_factory=list)

    def address(self, path: str = "", host: str | None = None) -> str:
        return f"{self.scheme}://{host or self.host}:{self.port}/{path}"

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        try:
            spoken = writer.get_extra_info("ssl_object")
            if spoken and spoken.selected_alpn_protocol() == "h2":
                await _speak_h2(self, reader, writer)
            else:
                await self._speak(reader, writer)
        except (ConnectionError, ssl.SSLError, TimeoutError):
            pass
        finally:
            self.open -= 1
            writer.close()
            with suppress(ConnectionError, ssl.SSLError, TimeoutError):
                await writer.wait_closed()

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            first = await reader.read(1)
            if first == b"\x16":  # the hello of TLS
                writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            if first in (b"", b"\x16"):
                return
            try:
                head = first + await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                return
            request = _request(head.decode("latin-1"))
            self.requests.append(request)
            part = self.parts.get(request.path)
            scene = Scene(reader, writer, request, self.host, self.port)
            if part is None:
                await scene.answer("404 Not Found", b"")
            elif not await part(scene):
                return


@asynccontextmanager
async def playing(
    parts: Mapping[str, Part], tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[Player]:
    """Serves until the end of the context; then every connection is gone."""
    player = Player(parts, host, scheme="https" if tls else "http")
    tasks: set[asyncio.Task[None]] = set()

    def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(player.meet(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    patience = 0.2 if tls else None
    server = await asyncio.start_server(meet, host, 0, ssl=tls, limit=2**20, backlog=600, ssl_shutdown_timeout=patience)
    player.port = server.sockets[0].getsockname()[1]
    try:
        yield player
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


def _request(head: str) -> Request:
    line, *rest = head.split("\r\n")
    target = line.split(" ")[1]
    path, _, query = target.partition("?")
    headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest if each)}
    return Request(path.removeprefix("/"), query, headers, line)


async def _speak_h2(player: Player, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers every request with the feed."""
    talk = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    talk.initiate_connection()
    writer.write(talk.data_to_send())
    while data := await reader.read(65_536):
        for event in talk.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                pairs = {bytes(name).decode(): bytes(value).decode() for name, value in event.headers or []}
                path, _, query = pairs[":path"].partition("?")
                player.requests.append(Request(path.removeprefix("/"), query, pairs, "GET HTTP/2"))
                talk.send_headers(event.stream_id or 1, [(":status", "200"), ("content-type", "text/xml")])
                talk.send_data(event.stream_id or 1, FEED, end_stream=True)
        writer.write(talk.data_to_send())
        await writer.drain()
