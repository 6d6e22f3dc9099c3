"""No connection to a private address, however it is spelled, redirected to, or looked up, unless the feed may."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.behaviours import PARTS
from tests.feeds.server import Part, Player, Scene, playing
from watchers.sources.feeds.answers import Asked, Failed, Fetched
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.reachable import is_own, is_public

PRIVATE = [
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1", "198.18.0.1"),
    *("192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:db8::1"),
    *("2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "not an address", ""),
]
PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "64:ff9b::101:101",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_the_library_calls_otherwise(address: object) -> None:
    if is_public(str(address)):
        found = ip_address(str(address))
        assert found.is_global or str(found).startswith("64:ff9b::") or getattr(found, "ipv4_mapped", None)


@pytest.mark.parametrize(
    "host", ["localhost", "feeds.localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "::1", "0"]
)
def test_other_spellings_of_this_machine(host: str) -> None:
    assert is_own(host)
    assert not is_own("feeds.test")


SPELLINGS = ["127.0.0.2", "2130706434", "0x7f.2", "0177.0.0.2", "127.2", "[::ffff:127.0.0.2]", "localhost", "trap.test"]


@pytest.fixture
async def trap() -> AsyncIterator[Player]:
    """Stands at a second address of the loopback, which counts as private; 127.0.0.1 counts as public."""
    async with playing(PARTS, host="127.0.0.2") as player:
        yield player


async def looked_up(host: str) -> Sequence[str]:
    """`both.test` has an address of either sort."""
    return {"both.test": ["127.0.0.2", "127.0.0.1"], "public.test": ["127.0.0.1"]}.get(host, ["127.0.0.2"])


def permitted(address: str) -> bool:
    return address == "127.0.0.1" or is_public(address)


@pytest.fixture
async def careful() -> AsyncIterator[Fetcher]:
    async with Fetcher(Manners(spacing=0), lookup=looked_up, permitted=permitted) as fetcher:
        yield fetcher


@pytest.mark.parametrize("host", SPELLINGS)
async def test_no_connection_however_it_is_spelled(host: str, trap: Player, careful: Fetcher) -> None:
    answer = await careful.fetch(Asked(trap.address("plain", host)))
    assert isinstance(answer, Failed)
    assert answer.kind == "private"
    assert "allow_private" in answer.reason
    assert trap.connections == 0


@pytest.mark.parametrize("host", SPELLINGS)
async def test_no_connection_by_a_redirect(host: str, trap: Player, careful: Fetcher) -> None:
    async def away(scene: Scene) -> bool:
        await scene.answer("302 Found", b"", Location=trap.address("plain", host))
        return True

    parts: dict[str, Part] = {"away": away}
    async with playing(parts) as server:
        answer = await careful.fetch(Asked(server.address("away", "public.test")))
    assert isinstance(answer, Failed)
    assert answer.kind == "private"
    assert trap.connections == 0
    assert len(answer.hops) == 1


async def test_of_two_addresses_the_public_one_is_taken(server: Player, trap: Player, careful: Fetcher) -> None:
    answer = await careful.fetch(Asked(server.address("plain", "both.test")))
    assert isinstance(answer, Fetched)
    assert trap.connections == 0


async def test_a_name_that_changes_after_the_look_is_connected_to_as_looked_up(server: Player, trap: Player) -> None:
    times = 0

    async def changing(host: str) -> Sequence[str]:
        nonlocal times
        times += 1
        return ["127.0.0.1"] if times == 1 else ["127.0.0.2"]

    async with Fetcher(Manners(spacing=0), lookup=changing, permitted=permitted) as fetcher:
        first = await fetcher.fetch(Asked(server.address("http-1.0", "rebound.test")))
        second = await fetcher.fetch(Asked(server.address("http-1.0", "rebound.test")))
    assert isinstance(first, Fetched)
    assert isinstance(second, Failed)
    assert second.kind == "private"
    assert trap.connections == 0


async def test_an_open_connection_of_a_feed_that_may_does_not_serve_one_that_may_not(
    trap: Player, careful: Fetcher
) -> None:
    assert isinstance(await careful.fetch(Asked(trap.address("plain", "trap.test"), allow_private=True)), Fetched)
    answer = await careful.fetch(Asked(trap.address("plain", "trap.test")))
    assert isinstance(answer, Failed)
    assert answer.kind == "private"
    assert trap.connections == 1
