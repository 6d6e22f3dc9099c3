"""Forty servers that mean harm, by the names of their parts; those that are of no use in the table stand here."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping

from tests.feeds.behaviours import PARTS
from tests.feeds.server import Part, Scene

ALMOST = 14 * 2**20


async def hoards(scene: Scene) -> None:
    """14 MiB, then nothing."""
    await scene.send(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(ALMOST))
    await scene.wait()


async def hoards_packed(scene: Scene) -> None:
    """The same in 14 KB of gzip."""
    packed = gzip.compress(bytes(ALMOST))
    await scene.send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed[:-8])
    await scene.wait()


async def pours(scene: Scene) -> None:
    """As much as is taken, without end."""
    await scene.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await scene.send(bytes(65_536))


async def trickles(scene: Scene) -> None:
    """14 MiB in as much time as it gets."""
    await scene.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await scene.send(bytes(500_000))
        await asyncio.sleep(0.8)


def to(address: str) -> Part:
    """A redirect."""

    async def part(scene: Scene) -> bool:
        await scene.answer("302 Found", b"", Location=address)
        return True

    return part


def parts(trap: str) -> Mapping[str, Part]:
    """Every part there is; `trap` is an address where nobody may turn up."""
    own: dict[str, Part] = {"hoards": hoards, "hoards-packed": hoards_packed, "pours": pours, "trickles": trickles}
    return {**PARTS, **own, "to-private": to(trap), "to-name": to(trap.replace("127.", "0x7f."))}


FORTY = 4 * ["hoards", "hoards-packed", "pours", "trickles", "to-private", "to-name"] + [
    *(
        "drip",
        "header-drip",
        "hints-forever",
        "endless-chunks",
        "silent",
        "dripping-hop",
        "huge-header",
        "many-headers",
    ),
    *(
        "gzip-bomb",
        "br-bomb",
        "zstd-bomb",
        "double-bomb",
        "gzip-crumbs",
        "twenty-megabytes",
        "resets-in-body",
        "loop-a",
    ),
]
