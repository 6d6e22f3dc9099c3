"""The server: every request passes the door, every socket gets a board of its own while there are seats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode

from aiohttp import WSCloseCode, WSMsgType, web

from tui.web import page
from tui.web.door import Call, Door, Refusal
from tui.web.visitor import Visitor
from watchers.clean import clean_line

LEFT, FULL = 4000, 4001
"""Why a socket is closed, for the page: its board was left; there was no seat."""
HEARTBEAT = 15.0
PATIENCE = 8.0
"""Seconds that the visitors' boards have when the server ends."""
TYPED = 4 * 2**20
"""Bytes of the longest message of a visitor: a megabyte pasted, as JSON escapes it."""
YEAR = 365 * 24 * 3600
_FULL = Refusal(503, "All seats at this board are taken. Try again later.")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Offer:
    """`command` are the arguments of a visitor's board, `most` how many visitors there may be at a time."""

    door: Door
    command: Sequence[str]
    most: int
    title: str = "wirewatch"


class Site:
    """`tell` gets a sentence for whoever runs the server."""

    def __init__(self, offer: Offer, tell: Callable[[str], None]) -> None:
        self._offer, self._tell = offer, tell
        self._assets = page.assets()
        self._seats: dict[web.WebSocketResponse, Visitor] = {}
        self._refused = 0

    @asynccontextmanager
    async def open(self, host: str, port: int) -> AsyncIterator[int]:
        """Serves meanwhile; the port is the one that is taken for 0. Raises OSError."""
        app = web.Application(middlewares=[self._pass_door], client_max_size=1024)
        app.add_routes(
            [web.get("/", self._page), web.get("/ws", self._board), web.get("/a/{name}", self._asset)],
        )
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=PATIENCE)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            yield runner.addresses[0][1]
        finally:
            await self._send_home()
            await runner.cleanup()

    async def _send_home(self) -> None:
        seats = list(self._seats.items())
        for _, visitor in seats:
            await visitor.leave()
        closings = [socket.close(code=WSCloseCode.GOING_AWAY, message=b"the server has ended") for socket, _ in seats]
        await asyncio.gather(*closings, return_exceptions=True)

    @web.middleware
    async def _pass_door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Nothing of the request is looked at further, and nothing started, before it is let in."""
        refusal = self._offer.door.refusal(_call(request, self._cookie))
        if refusal:
            self._tell_refused(request, refusal)
            answer: web.StreamResponse = _sentence(refusal)
        else:
            try:
                answer = await handler(request)
            except web.HTTPException as error:
                answer = _sentence(Refusal(error.status, f"{error.status}: {error.reason}"))
        if not answer.prepared:
            answer.headers.update(page.headers(request.host, secure=request.secure))
        return answer

    def _tell_refused(self, request: web.Request, refusal: Refusal) -> None:
        """The first, and then each time that they are ten times as many."""
        self._refused += 1
        if self._refused in {10**power for power in range(9)}:
            who = clean_line(f"{request.remote} as {request.host}", 200)
            self._tell(f"refused {self._refused:,} so far, the last {who}: {refusal.told}")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        if self._offer.door.opens(request.query.get("token", "")):
            return self._let_in(request)
        if len(self._seats) >= self._offer.most:
            return _sentence(_FULL)
        size = page.size(request.query.get("fontsize", ""))
        return web.Response(text=page.board(self._offer.title, size), content_type="text/html")

    def _let_in(self, request: web.Request) -> web.StreamResponse:
        """The token leaves the address bar, and what others see of it."""
        rest = urlencode([(name, value) for name, value in request.query.items() if name != "token"])
        answer = web.Response(status=303, headers={"Location": f"/?{rest}" if rest else "/"})
        value, secure = self._offer.door.cookie, request.secure
        answer.set_cookie(
            self._cookie(request), value, max_age=YEAR, httponly=True, samesite="Lax", secure=secure, path="/"
        )
        return answer

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        return web.Response(body=asset.body, content_type=asset.type)

    async def _board(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, timeout=2.0, max_msg_size=TYPED)
        if not socket.can_prepare(request):
            raise web.HTTPBadRequest
        visitor = Visitor(self._offer.command, socket.send_bytes, socket.send_str)
        full = len(self._seats) >= self._offer.most
        if not full:
            self._seats[socket] = visitor
        try:
            await socket.prepare(request)
            if full:
                await socket.close(code=FULL)
            else:
                await self._attend(socket, visitor, _cells(request, "width", 80), _cells(request, "height", 24))
        finally:
            self._seats.pop(socket, None)
        return socket

    async def _attend(self, socket: web.WebSocketResponse, visitor: Visitor, width: int, height: int) -> None:
        """Until one of the two has enough."""
        board = asyncio.create_task(self._paint(socket, visitor, width, height))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await visitor.hear(message.data)
        finally:
            await visitor.leave()
            await asyncio.shield(board)

    async def _paint(self, socket: web.WebSocketResponse, visitor: Visitor, width: int, height: int) -> None:
        try:
            await visitor.run(width, height)
        finally:
            if visitor.ended:
                self._tell(f"a visitor's board has ended: {visitor.ended}")
            with suppress(ConnectionError, RuntimeError):
                await socket.close(code=LEFT if visitor.left else WSCloseCode.INTERNAL_ERROR)

    def _cookie(self, request: web.Request) -> str:
        """A name for each port: cookies do not tell ports apart."""
        port = request.transport.get_extra_info("sockname")[1] if request.transport else 0
        return f"wirewatch-{port}"


def _call(request: web.Request, cookie: Callable[[web.Request], str]) -> Call:
    kind, _, bearer = request.headers.get("Authorization", "").partition(" ")
    given = bearer if kind.lower() == "bearer" else ""
    return Call(
        host=request.headers.get("Host", ""),
        origin=request.headers.get("Origin"),
        given=request.query.get("token", "") or given,
        cookie=_cookies(request).get(cookie(request), ""),
        socket="upgrade" in request.headers or request.path == "/ws",
    )


def _cookies(request: web.Request) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(request.headers.get("Cookie", "")).items()}
    except CookieError:
        return {}


def _sentence(refusal: Refusal) -> web.Response:
    return web.Response(text=page.refusal(refusal.told), status=refusal.status, content_type="text/html")


def _cells(request: web.Request, name: str, usual: int) -> int:
    asked = request.query.get(name, "")[:5]
    return int(asked) if asked.isascii() and asked.isdigit() else usual
