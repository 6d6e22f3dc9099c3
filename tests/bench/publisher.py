"""Publishers of many feeds, in a process of their own: each feed has an address of the loopback to itself (Linux only).

python -m tests.bench.publisher COUNT ENTRIES

Prints its port. A line on its input publishes an entry more in each feed; it answers with the requests since then: how
many had news, and how many had none.
"""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.bench import samples
from tests.feeds.server import Scene, playing

ENTRIES = 30
_LETTERS = 520


@cache
def paragraphs() -> tuple[str, ...]:
    """Of the sample dispatches, of about the length of a summary."""
    found = [p for d in samples.dispatches() for p in d.text.split("\n\n") if len(p) > 60]
    joined = itertools.pairwise(" ".join(p.split()) for p in found)
    return tuple(f"{one} {two}"[:_LETTERS].replace("&", "and").replace("<", "") for one, two in joined)


def feed(number: int, published: int, began: datetime, entries: int) -> bytes:
    """The newest first, a minute apart, of which so many were `published` since it `began`; 30 of them are 20 KB."""
    told = paragraphs()
    items = []
    for n in range(published, published - entries, -1):
        text = told[(number * 31 + n) % len(told)]
        day = f"{began + timedelta(minutes=n):%a, %d %b %Y %H:%M:%S} GMT"
        link = f"http://desk-{number}.test/story/{n}"
        items.append(
            f"<item><title>{text[:60]} ({number}/{n})</title><link>{link}</link><guid>{link}</guid>"
            f"<pubDate>{day}</pubDate><description>{text}</description></item>"
        )
    head = f"<title>Desk {number}</title><link>http://desk-{number}.test/</link><description>News</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


async def _serve(count: int, entries: int) -> None:
    began, counts, published = datetime.now(UTC) - timedelta(hours=3), [0, 0], 0
    contents = [feed(n, 0, began, entries) for n in range(count)]

    async def part(scene: Scene) -> bool:
        number = int(scene.request.query)
        tag = f'"{number}-{published}"'
        unchanged = scene.request.headers.get("if-none-match") == tag
        counts[unchanged] += 1
        if unchanged:
            await scene.answer("304 Not Modified", b"", ETag=tag)
        else:
            await scene.answer(body=contents[number], ETag=tag, Content_Type="application/rss+xml")
        return True

    async with playing({"feed": part}, host="0.0.0.0") as player:
        print(player.port, flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            told, counts[:] = list(counts), [0, 0]
            if line.strip():
                published += 1
                contents = [feed(n, published, began, entries) for n in range(count)]
            print(*told, flush=True)


class Publisher:
    """The process, as a context."""

    def __init__(self, count: int, entries: int = ENTRIES) -> None:
        self.count = count
        command = [sys.executable, "-m", "tests.bench.publisher", str(count), str(entries)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._port = int(self._line())

    @property
    def addresses(self) -> list[str]:
        return [f"http://127.7.{n // 250}.{n % 250 + 1}:{self._port}/feed?{n}" for n in range(self.count)]

    def asked(self) -> tuple[int, int]:
        """Requests that had news, and that had none, since the last time."""
        return self._ask("")

    def publish(self) -> tuple[int, int]:
        """An entry more in each feed."""
        return self._ask("more")

    def __enter__(self) -> Publisher:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def _ask(self, line: str) -> tuple[int, int]:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        news, none = map(int, self._line().split())
        return news, none

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


if __name__ == "__main__":
    asyncio.run(_serve(*map(int, sys.argv[1:])))
