"""The server: refusals before anything is started, seats, visitors' processes, and a clean end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyte
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, WSServerHandshakeError

from tests.waiting import until
from tests.web.serving import SECONDS, Served, served
from tests.web.tokens import TOKEN
from tui.web import page
from tui.web.page import ServeError
from tui.web.serving import Asked, token_of
from tui.web.site import FULL, LEFT
from watchers.archive.reader import Reader


class Seat:
    """A visitor without a browser: sends keys, and reads the screen."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.screen = pyte.Screen(120, 36)
        self._stream = pyte.ByteStream(self.screen)
        self.told: list[str] = []

    async def listen(self) -> None:
        async for message in self.socket:
            if message.type is WSMsgType.BINARY:
                self._stream.feed(message.data)
            elif message.type is WSMsgType.TEXT:
                self.told.append(message.data)

    async def type(self, keys: str) -> None:
        await self.socket.send_str(json.dumps(["stdin", keys]))

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    async def shows(self, *wanted: str) -> None:
        try:
            await until(lambda: all(word in self.text for word in wanted), SECONDS)
        except AssertionError:
            raise AssertionError(f"never seen: {wanted}\n{self.text}") from None


@asynccontextmanager
async def seated(server: Served, session: ClientSession) -> AsyncIterator[Seat]:
    """A visitor at the board, as its own page would connect."""
    host = f"127.0.0.1:{server.port}"
    address, origin = f"http://{host}/ws?width=120&height=36", {"Origin": f"http://{host}"}
    async with session.ws_connect(address, headers=origin, max_msg_size=0) as socket:
        seat = Seat(socket)
        listening = asyncio.create_task(seat.listen())
        yield seat
        await socket.close()
        await listening


async def status(session: ClientSession, server: Served, path: str = "/", **headers: str) -> int:
    async with session.get(f"http://127.0.0.1:{server.port}{path}", headers=headers, allow_redirects=False) as told:
        return told.status


async def test_visitors_see_what_comes_in_and_each_filters_alone(tmp_path: Path) -> None:
    async with (
        served(tmp_path, "--port", "0") as server,
        ClientSession() as session,
        seated(server, session) as one,
        seated(server, session) as other,
    ):
        await asyncio.gather(one.shows("Ferry service", "Iranian army"), other.shows("Ferry service", "Iranian army"))
        (tmp_path / "in" / "late.txt").write_text("Late bulletin from Idlib\n\nNothing moved.\n", encoding="utf-8")
        await asyncio.gather(one.shows("Late bulletin"), other.shows("Late bulletin"))
        await one.type("1")
        await until(lambda: "Ferry service" not in one.text, SECONDS, "a filter")
        assert "Ferry service" in other.text
        assert len(server.boards()) == 2


async def test_every_request_is_refused_that_comes_from_elsewhere(tmp_path: Path) -> None:
    async with served(tmp_path, "--port", "0") as server, ClientSession() as session:
        for path in ("/", "/ws", "/a/textual.js", "/static/js/textual.js", "/download/x"):
            assert await status(session, server, path, Host="rebound.example") == 421
            assert await status(session, server, path, Origin="http://evil.example") == 403
        with pytest.raises(WSServerHandshakeError, match="403"):
            await session.ws_connect(
                f"http://127.0.0.1:{server.port}/ws", headers={"Origin": f"http://localhost:{server.port}"}
            )
        assert server.boards() == []
        assert await status(session, server, "/a/..%2f..%2fdoor.py") == 404
        assert await status(session, server, "/a/") == 404


async def test_a_token_is_needed_for_all_of_it_and_leaves_the_address(tmp_path: Path) -> None:
    async with (
        served(tmp_path, "--host", "0.0.0.0", "--port", "0", token=TOKEN) as server,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as session,
    ):
        assert TOKEN not in "".join(server.said)
        for path in ("/", "/ws", "/a/textual.js", "/a/board.css", "/?token=", f"/?token={TOKEN}x"):
            assert await status(session, server, path, Origin=f"http://127.0.0.1:{server.port}") == 401
        assert server.boards() == []
        link = f"http://127.0.0.1:{server.port}/?token={TOKEN}&fontsize=22"
        async with session.get(link) as told:
            assert (told.status, str(told.url.relative())) == (200, "/?fontsize=22")
            assert 'data-font-size="22"' in await told.text()
        [cookie] = session.cookie_jar
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
        assert TOKEN not in cookie.value
        assert await status(session, server, "/a/textual.js") == 200
        async with seated(server, session) as seat:
            await seat.shows("Ferry service")


async def test_seats_are_counted_and_given_back(tmp_path: Path) -> None:
    async with served(tmp_path, "--port", "0", "--visitors", "1") as server, ClientSession() as session:
        async with seated(server, session) as seat:
            await seat.shows("Ferry service")
            assert await status(session, server) == 503
            async with seated(server, session) as late:
                await until(lambda: late.socket.closed, SECONDS, "no seat")
                assert late.socket.close_code == FULL
            assert len(server.boards()) == 1
        await until(lambda: not server.boards(), SECONDS, "the board's end")
        async with asyncio.timeout(SECONDS):
            while await status(session, server) != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_a_board_that_is_left_is_closed_and_what_was_read_stays_read(tmp_path: Path) -> None:
    async with (
        served(tmp_path, "--port", "0") as server,
        ClientSession() as session,
        seated(server, session) as seat,
    ):
        await seat.shows("Ferry service", "2 unread")
        await seat.type(" ")
        await seat.shows("1 unread")
        await seat.type("Q")
        await until(lambda: seat.socket.closed, SECONDS, "the end")
        assert seat.socket.close_code == LEFT
        await until(lambda: not server.boards(), SECONDS, "the board's end")
        assert unread(tmp_path) == 1


async def test_what_is_no_message_of_the_page_ends_nothing(tmp_path: Path) -> None:
    async with (
        served(tmp_path, "--port", "0") as server,
        ClientSession() as session,
        seated(server, session) as seat,
    ):
        await seat.shows("Ferry service")
        for sent in ("", "{", "[]", "7", '["stdin"]', '["resize", {}]', '["resize", {"width": "x", "height": -1}]'):
            await seat.socket.send_str(sent)
        await seat.socket.send_str("[" * 100_000)
        await seat.socket.send_bytes(b"\x00\xff")
        await seat.socket.send_str('["resize", {"width": 99999999, "height": -7}]')
        await seat.socket.send_str('["resize", {"width": 120, "height": 36}]')
        await seat.type("?")
        await seat.type("\x1b")
        await seat.socket.send_str('["ping", "1"]')
        await until(lambda: seat.told == ['["pong", "1"]'], SECONDS, "its answer")
        await seat.shows("Ferry service")
        await seat.type("1")
        await until(lambda: "Ferry service" not in seat.text, SECONDS, "a filter")


async def test_read_only_marks_nothing_and_writes_no_file(tmp_path: Path) -> None:
    async with (
        served(tmp_path, "--port", "0", "--read-only") as server,
        ClientSession() as session,
        seated(server, session) as seat,
    ):
        await seat.shows("Ferry service", "2 unread")
        before = files(tmp_path)
        for key in (" ", "*", "S", "+", "R"):
            await seat.type(key)
            await seat.shows("for reading only")
        await seat.type("\r")
        await seat.shows("Zahedan", "words")
        await seat.type("*")
        await seat.type("q")
        await seat.shows("Ferry service", "2 unread")
        assert unread(tmp_path) == 2
        assert files(tmp_path) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
async def test_it_ends_cleanly_with_its_visitors_and_its_intake(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    async with (
        served(tmp_path, "--port", "0") as server,
        ClientSession() as session,
        seated(server, session) as seat,
    ):
        await seat.shows("Ferry service")
        group = server.boards()
        assert await server.end(number) == code
        await until(lambda: seat.socket.closed, SECONDS, "the end")
        assert seat.socket.close_code == 1001
        assert not any(alive(each) for each in group)
        assert "Traceback" not in "".join(server.said)


async def test_a_killed_server_leaves_no_board_behind(tmp_path: Path) -> None:
    async with (
        served(tmp_path, "--port", "0") as server,
        ClientSession() as session,
        seated(server, session) as seat,
    ):
        await seat.shows("Ferry service")
        group = server.boards()
        await server.end(signal.SIGKILL)
        await until(lambda: not any(alive(each) for each in group), SECONDS, "their end")


async def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with served(tmp_path, "--port", port, ready=False) as server:
            async with asyncio.timeout(SECONDS):
                assert await server.process.wait() == 1
            await until(lambda: f"port {port}, cannot be served" in "".join(server.said), SECONDS, "why")
            assert "Traceback" not in "".join(server.said)


def test_others_come_in_only_with_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIREWATCH_TOKEN", raising=False)
    assert token_of(asked("127.0.0.1")) == ""
    assert len(token_of(asked("0.0.0.0"))) >= 32
    assert token_of(asked("127.0.0.1", token=TOKEN)) == TOKEN
    file = tmp_path / "token"
    made = token_of(asked("0.0.0.0", token_file=file))
    assert token_of(asked("0.0.0.0", token_file=file)) == made == file.read_text(encoding="ascii").strip()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(ServeError, match="at least 16"):
        token_of(asked("0.0.0.0", token="short"))
    with pytest.raises(ServeError, match="cannot be read"):
        token_of(asked("0.0.0.0", token_file=tmp_path))


def test_without_its_packages_a_sentence_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "NEEDED", ("no_such_package",))
    with pytest.raises(ServeError, match=r"pip install 'wirewatch\[serve\]'"):
        page.check()


def asked(host: str, token: str = "", token_file: Path | None = None) -> Asked:
    return Asked((), host, 0, token, token_file)


def unread(path: Path) -> int:
    reader = Reader.open(path / "a.sqlite")
    try:
        return reader.totals().unread
    finally:
        reader.close()


def files(path: Path) -> set[str]:
    """All but what SQLite keeps beside its file."""
    return {each.name for each in path.rglob("*") if not each.name.startswith("a.sqlite")}


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
        return "Z" not in Path(f"/proc/{number}/stat").read_text(encoding="ascii").split()[2]
    except (ProcessLookupError, FileNotFoundError):
        return False
