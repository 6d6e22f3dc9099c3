"""Answers with bytes changed, lost and doubled at random end in an answer, never in an exception."""

from __future__ import annotations

import asyncio
import gzip
import random

from tests.feeds.server import FEED, Scene, playing
from watchers.sources.feeds.answers import Asked, Failed, Fetched, Unchanged
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners

PACKED = gzip.compress(FEED)
WHOLE = [
    b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: "1"\r\n\r\n' % len(FEED) + FEED,
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(PACKED) + PACKED,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nRetry-After: 9\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(FEED), FEED),
    b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/a?b#c\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 503 Down\r\nRetry-After: Sat, 14 Mar 2026 11:10:00 GMT\r\nContent-Length: 0\r\n\r\n",
]


def garbled(seed: int) -> bytes:
    chance = random.Random(seed)
    content = bytearray(chance.choice(WHOLE))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(min(len(content), 200))
        match chance.randrange(3):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randint(1, 9)]
            case _:
                content[at:at] = content[at : at + chance.randint(1, 40)]
    return bytes(content)


async def test_never_ends_in_an_exception() -> None:
    async def part(scene: Scene) -> None:
        await scene.send(garbled(int(scene.request.query)))

    manners = Manners(seconds=5, spacing=0, per_host=16)
    async with playing({"feed": part}) as server, Fetcher(manners) as fetcher:
        asked = [Asked(f"{server.address('feed')}?{seed}", allow_private=True) for seed in range(600)]
        answers = await asyncio.gather(*map(fetcher.fetch, asked))
    assert all(isinstance(answer, Fetched | Unchanged | Failed) for answer in answers)
    assert all(answer.reason.isprintable() for answer in answers if isinstance(answer, Failed))
