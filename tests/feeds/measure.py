"""Figures of the fetcher, the server in a process of its own.

python -m tests.feeds.measure [hostile] [speed] [newsboat] [distant]

Each feed has an address of the loopback to itself, which is how feeds are spread (Linux only).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from tests.feeds import hostile
from tests.feeds.server import Scene, playing
from watchers.sources.feeds.answers import Answer, Asked, Fetched, Unchanged
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners

FEEDS = 500
DISTANCE = 0.05
"""Seconds that every answer takes in the measure `distant`."""
MEASURES = ("hostile", "speed", "newsboat", "distant")


def news(times: int) -> bytes:
    """A feed of 20 KB with 20 entries, new ones each time."""
    words = "The ferry left port at dawn with the mail and forty passengers, the harbour office said. " * 9
    entries = "".join(
        f"<item><guid>n-{times}-{n}</guid><title>Sailing {times}.{n}</title><link>http://desk.test/{times}/{n}</link>"
        f"<pubDate>Sat, 14 Mar 2026 11:{n:02}:00 GMT</pubDate><description>{words}</description></item>"
        for n in range(20)
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title><link>http://desk.test/</link>'
    return f"{head}{entries}</channel></rss>".encode()


async def serve() -> None:
    """Prints its port, and the trap's count for each line on its input; `changed` changes the feeds.

    `distant` lets every answer take DISTANCE from then on.
    """
    times, content, counts, delay = 0, news(0), [0, 0], 0.0

    async def feed(scene: Scene) -> bool:
        await asyncio.sleep(delay)
        if scene.request.headers.get("if-none-match") == f'"{times}"':
            counts[1] += 1
            await scene.answer("304 Not Modified", b"", ETag=f'"{times}"')
        else:
            counts[0] += 1
            await scene.answer(body=content, ETag=f'"{times}"', Content_Type="application/rss+xml")
        return True

    async with playing({}, host="127.0.4.1") as trap, playing({}, host="0.0.0.0") as player:
        player.parts = {**hostile.parts(trap.address("plain")), "feed": feed}
        print(player.port, flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip() == "distant":
                delay = DISTANCE
            if line.strip() == "changed":
                times += 1
                content = news(times)
            print(trap.connections, *counts, flush=True)
            counts[:] = [0, 0]


class Server:
    """The process that serves."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.feeds.measure", "serve"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self._line())

    def ask(self, line: str = "") -> tuple[int, ...]:
        """The connections that the trap has seen; 200s and 304s of the feeds since the last time."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return tuple(map(int, self._line().split()))

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def addresses(self, net: int, path: str, count: int) -> list[str]:
        return [f"http://127.{net}.{n // 250}.{n % 250 + 1}:{self.port}/{path}" for n in range(count)]

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    server = await asyncio.to_thread(Server)
    try:
        yield server
    finally:
        server.stop()


async def forty() -> None:
    """The forty at once with the seconds of real life, and a hundred honest feeds among them."""
    async with serving() as server, Fetcher(permitted=lambda address: not address.startswith("127.0.4.")) as fetcher:

        async def timed(address: str) -> tuple[float, Answer]:
            start = time.monotonic()
            answer = await fetcher.fetch(Asked(address))
            return time.monotonic() - start, answer

        await asyncio.gather(*map(timed, server.addresses(3, "feed", 20)))
        before = _memory("VmRSS")
        _forget_peak()
        bad = [server.addresses(2, name, 40)[n] for n, name in enumerate(hostile.FORTY)]
        harm = [asyncio.create_task(timed(address)) for address in bad]
        honest: list[tuple[float, Answer]] = []
        for start in range(0, 100, 10):
            honest += await asyncio.gather(*map(timed, server.addresses(3, "feed", 100)[start : start + 10]))
            await asyncio.sleep(0.5)
        ended = await asyncio.gather(*harm)
        slowest = max(seconds for seconds, answer in honest)
        read = sum(isinstance(answer, Fetched) for seconds, answer in honest)
        print(f"40 hostile servers   the last ended after {max(seconds for seconds, _ in ended):.1f} s")
        print(f"  memory at most     {(_memory('VmHWM') - before) / 1024:+.0f} MB")
        print(f"  honest feeds       {read} of 100 read, the slowest in {slowest * 1000:.0f} ms")
        print(f"  private addresses  {server.ask()[0]} connections")


async def speed(first: str = "") -> None:
    """All at once, as after a start: first time, unchanged, changed."""
    async with serving() as server, Fetcher(Manners()) as fetcher:
        server.ask(first)
        addresses = server.addresses(5, "feed", FEEDS)
        answers = await _round("first time", fetcher, [Asked(address, allow_private=True) for address in addresses])
        for _ in range(2):
            again = [
                Asked(address, answer.tokens, allow_private=True)
                for address, answer in zip(addresses, answers, strict=True)
                if isinstance(answer, Fetched | Unchanged)
            ]
            answers = await _round("unchanged", fetcher, again)
            server.ask("changed")
            answers = await _round("changed", fetcher, again)


async def _round(name: str, fetcher: Fetcher, asked: Sequence[Asked]) -> list[Answer]:
    start, cpu = time.monotonic(), time.process_time()
    answers = await asyncio.gather(*map(fetcher.fetch, asked))
    kinds = {
        kind: sum(type(answer).__name__ == kind for answer in answers) for kind in ("Fetched", "Unchanged", "Failed")
    }
    seconds, cpu = time.monotonic() - start, time.process_time() - cpu
    print(f"{len(asked)} feeds, {name:11} {seconds:5.2f} s, CPU {cpu:5.2f} s   {kinds}")
    return answers


async def distant() -> None:
    """Both of them with feeds that are some way off."""
    print(f"every answer takes {DISTANCE * 1000:.0f} ms:")
    await speed("distant")
    await newsboat("distant")


async def newsboat(first: str = "") -> None:
    """The same addresses in newsboat's own reload, by itself and with 30 threads."""
    program = shutil.which("newsboat")
    if not program:
        print("newsboat is not installed")
        return
    for threads in (1, 30):
        async with serving() as server:
            server.ask(first)
            with tempfile.TemporaryDirectory(prefix="wirewatch-newsboat-") as scratch:
                home = Path(scratch)
                home.joinpath("urls").write_text("\n".join(server.addresses(5, "feed", FEEDS)) + "\n", encoding="ascii")
                home.joinpath("config").write_text(f"reload-threads {threads}\n", encoding="ascii")
                files = ["-u", f"{home}/urls", "-C", f"{home}/config", "-c", f"{home}/cache.db"]
                for name in ("first time", "unchanged", "changed", "unchanged", "changed"):
                    if name == "changed":
                        server.ask("changed")
                    server.ask()
                    await asyncio.to_thread(_reload, [program, *files, "-x", "reload"], f"{threads} threads, {name}")
                    fresh, same = server.ask()[1:]
                    print(f"    {fresh} answered with 200, {same} with 304")


def _reload(command: list[str], name: str) -> None:
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"newsboat, {name:22} {time.monotonic() - start:5.2f} s, CPU {cpu:5.2f} s")


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory(what: str) -> int:
    """KB, from the system's own count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(what)))


def main(arguments: Sequence[str]) -> None:
    if list(arguments) == ["serve"]:
        asyncio.run(serve())
        return
    for name in arguments or MEASURES:
        asyncio.run({"hostile": forty, "speed": speed, "newsboat": newsboat, "distant": distant}[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
