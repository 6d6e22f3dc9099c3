"""Headless Chromium, spoken to over its DevTools protocol: what it loads, what its sockets bring, and its pixels."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.waiting import until
from tests.web.pixels import Picture, picture

SECONDS = 60.0
FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MISSING = "no Chromium on the PATH (Debian and Ubuntu: apt install chromium)"
_FLAGS = (
    "--headless=new",
    "--no-first-run",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1280,800",
)


class Page:
    """A tab; `screen` is what a terminal shows that gets what its socket gets."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket, self._numbers = socket, count(1)
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.closed = 0
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)

    async def listen(self) -> None:
        """Until the browser ends."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            told = message.json()
            if (asked := self._asked.pop(told.get("id", 0), None)) and not asked.done():
                asked.set_result(told)
            elif "method" in told:
                self._hear(told["method"], told["params"])

    def _hear(self, method: str, told: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(told["url"])
                asked = dict(parse_qsl(urlsplit(told["url"]).query))
                self.screen.resize(int(asked["height"]), int(asked["width"]))
            case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
            case "Network.webSocketClosed":
                self.closed += 1
            case "Runtime.exceptionThrown":
                self.complaints.append(told["exceptionDetails"].get("exception", {}).get("description", "?"))
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")

    async def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """A command of the protocol, and its result."""
        number = next(self._numbers)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        await self._socket.send_json({"id": number, "method": method, "params": given})
        async with asyncio.timeout(SECONDS):
            told = await answer
        assert "error" not in told, told
        return dict(told["result"])

    async def value(self, script: str) -> Any:
        """What a script of one expression is."""
        answered = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return answered["result"].get("value")

    async def open(self, address: str) -> None:
        """A board; the terminal that is read from now on has as many cells as that of the page."""
        await self.ask("Page.navigate", url=address)
        await until(lambda: any("/ws?" in request for request in self.requests), SECONDS, "its socket")

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    async def shows(self, *wanted: str) -> None:
        """Waits for words on the board."""
        try:
            await until(lambda: all(word in self.text for word in wanted), SECONDS)
        except AssertionError:
            raise AssertionError(f"never seen: {wanted}\n{self.text}") from None

    async def hides(self, unwanted: str) -> None:
        await until(lambda: unwanted not in self.text, SECONDS, f"no {unwanted}")

    async def click_on(self, words: str, times: int = 1) -> None:
        """Real clicks of the mouse, in the middle of words on the board."""
        line = next(y for y, text in enumerate(self.screen.display) if words in text)
        column = self.screen.display[line].index(words) + len(words) // 2
        box = await self.value(
            "(() => {const b = document.querySelector('.xterm-screen').getBoundingClientRect();"
            "return [b.left, b.top, b.width, b.height]})()"
        )
        x = box[0] + (column + 0.5) * box[2] / self.screen.columns
        y = box[1] + (line + 0.5) * box[3] / self.screen.lines
        await self.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for number in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                await self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=number)

    async def press(self, letter: str) -> None:
        """A key that types one letter."""
        code = f"Key{letter.upper()}"
        for kind in ("keyDown", "keyUp"):
            typed = {"text": letter} if kind == "keyDown" else {}
            await self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=letter,
                code=code,
                windowsVirtualKeyCode=ord(letter.upper()),
                **typed,
            )

    async def shot(self) -> Picture:
        """What a person would see."""
        told = await self.ask("Page.captureScreenshot", format="png")
        return picture(base64.b64decode(told["data"]))

    async def settled(self, seen: Callable[[Picture], bool]) -> Picture:
        """A picture that satisfies `seen`: pixels follow the bytes by a frame or two."""
        async with asyncio.timeout(SECONDS):
            while not seen(shot := await self.shot()):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return shot


@asynccontextmanager
async def browsing(folder: Path) -> AsyncIterator[Page]:
    """A fresh browser with one empty tab."""
    assert FOUND, MISSING
    flags = [*_FLAGS, f"--user-data-dir={folder}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    process = await asyncio.create_subprocess_exec(
        FOUND, *flags, "about:blank", stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )
    try:
        port = folder / "DevToolsActivePort"
        await until(lambda: port.exists() and port.read_text(encoding="utf-8").count("\n") == 1, SECONDS, "its port")
        number = port.read_text(encoding="utf-8").splitlines()[0]
        async with ClientSession() as session, session.put(f"http://127.0.0.1:{number}/json/new") as told:
            address = (await told.json())["webSocketDebuggerUrl"]
            async with session.ws_connect(address, max_msg_size=0) as socket:
                page = Page(socket)
                listening = asyncio.create_task(page.listen())
                for domain in ("Page", "Network", "Runtime", "Log"):
                    await page.ask(f"{domain}.enable")
                yield page
                listening.cancel()
    finally:
        await _end(process)


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 15)
    try:
        async with asyncio.timeout(10):
            await process.wait()
    except TimeoutError:
        os.killpg(process.pid, 9)
        await process.wait()
