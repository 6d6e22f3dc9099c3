"""Forty hostile servers at once harm nobody else."""

from __future__ import annotations

import asyncio

from tests.feeds.hostile import FORTY, parts
from tests.feeds.server import FEED, playing
from watchers.sources.feeds.answers import Asked, Failed, Fetched
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners


async def test_forty_hostile_servers_at_once_end_and_the_others_are_read() -> None:
    manners = Manners(seconds=2, spacing=0, per_host=50)

    def permitted(address: str) -> bool:
        return address == "127.0.0.1"

    async with (
        playing({}, host="127.0.0.2") as trap,
        playing(parts(trap.address("plain"))) as hostile,
        playing(parts("")) as honest,
        Fetcher(manners, permitted=permitted) as fetcher,
    ):
        harm = [asyncio.create_task(fetcher.fetch(Asked(hostile.address(name)))) for name in FORTY]
        good = [await fetcher.fetch(Asked(honest.address("plain"))) for _ in range(20)]
        assert all(isinstance(answer, Fetched) and answer.content == FEED for answer in good)
        answers = dict(zip(FORTY, await asyncio.gather(*harm), strict=True))
    assert len(FORTY) == 40
    assert all(isinstance(answer, Failed) for answer in answers.values())
    assert {answers[name].kind for name in ("to-private", "to-name")} == {"private"}  # type: ignore[union-attr]
    assert trap.connections == 0
