"""What can go wrong before a server has a word: names, closed ports, silence."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence

import pytest

from tests.feeds.behaviours import PARTS
from tests.feeds.server import FEED, Player, playing
from watchers.sources.feeds.answers import Asked, Failed, Fetched
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.lookup import looked_up
from watchers.sources.feeds.manners import Manners


async def names(host: str) -> Sequence[str]:
    """A name server with one trouble for each name."""
    match host:
        case "missing.test":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        case "later.test":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        case "silent.test":
            await asyncio.sleep(3600)
    return ["127.0.0.2", "127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "kind", "says"),
    [
        ("missing.test", "dns", "There is no host named missing.test."),
        ("later.test", "dns", "could not be looked up now"),
        ("silent.test", "timeout", "The name silent.test could not be looked up within 0.2 seconds."),
        ("news.onion", "dns", "through Tor only"),
    ],
)
async def test_a_name_that_leads_nowhere(host: str, kind: str, says: str) -> None:
    async with Fetcher(Manners(connect_seconds=0.2), lookup=names) as fetcher:
        answer = await fetcher.fetch(Asked(f"http://{host}/"))
    assert isinstance(answer, Failed)
    assert answer.kind == kind
    assert says in answer.reason


async def test_a_closed_port_is_told(fetcher: Fetcher) -> None:
    async with playing(PARTS) as server:
        address = server.address("plain")
    answer = await fetcher.fetch(Asked(address, allow_private=True))
    assert isinstance(answer, Failed)
    assert answer.kind == "refused"


async def test_the_next_address_of_a_name_is_tried(server: Player) -> None:
    async with Fetcher(Manners(), lookup=names) as fetcher:
        answer = await fetcher.fetch(Asked(server.address("plain", "two.test"), allow_private=True))
    assert isinstance(answer, Fetched)
    assert answer.content == FEED


async def test_the_systems_own_look_up() -> None:
    assert set(await looked_up("localhost")) & {"127.0.0.1", "::1"}
    assert await looked_up("2130706433") == ["127.0.0.1"]
    with pytest.raises(OSError):
        await looked_up("a" * 64 + ".test")
