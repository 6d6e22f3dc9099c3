"""Whatever a server does, a fetch ends as the table says, with a sentence that a person can read."""

from __future__ import annotations

import pytest

from tests.feeds.behaviours import TABLE, Behaviour
from tests.feeds.server import FEED, Player
from watchers.sources.feeds.answers import Asked, Failed, Fetched
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners

HURRIED = Manners(seconds=0.8, spacing=0)


def ends(answer: object) -> str:
    return answer.kind if isinstance(answer, Failed) else type(answer).__name__.lower()


@pytest.mark.parametrize("behaviour", [each for each in TABLE.values() if each.ends != "timeout"], ids=lambda b: b.name)
async def test_ends_as_the_table_says(behaviour: Behaviour, server: Player, fetcher: Fetcher) -> None:
    answer = await fetcher.fetch(Asked(server.address(behaviour.name), allow_private=True))
    assert ends(answer) == behaviour.ends
    if isinstance(answer, Failed):
        assert behaviour.says in answer.reason
        assert_fit_for_a_person(answer.reason)


@pytest.mark.parametrize("behaviour", [each for each in TABLE.values() if each.ends == "timeout"], ids=lambda b: b.name)
async def test_ends_in_time(behaviour: Behaviour, server: Player) -> None:
    async with Fetcher(HURRIED) as fetcher:
        answer = await fetcher.fetch(Asked(server.address(behaviour.name), allow_private=True))
    assert ends(answer) == "timeout"
    assert isinstance(answer, Failed)
    assert behaviour.says in answer.reason
    assert "0.8 seconds" in answer.reason


UNPACKED = [
    "plain",
    "gzip",
    "gzip-members",
    "deflate-zlib",
    "deflate-raw",
    "br",
    "zstd",
    "identity",
    "chunked",
    "http-1.0",
]


@pytest.mark.parametrize("name", UNPACKED)
async def test_brings_the_feed_as_it_was(name: str, server: Player, fetcher: Fetcher) -> None:
    answer = await fetcher.fetch(Asked(server.address(name), allow_private=True))
    assert isinstance(answer, Fetched)
    assert answer.content == FEED


def test_forty_behaviours_and_more_are_played() -> None:
    assert len(TABLE) >= 40
    assert all(each.does for each in TABLE.values())


def assert_fit_for_a_person(reason: str) -> None:
    assert reason.isprintable()
    assert reason[0].isupper() or reason.startswith("127.0.0.1")
    assert reason.endswith(".")
    assert len(reason) < 200
