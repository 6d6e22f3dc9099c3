"""The way to feeds is the one that is set: every client of the commands and of the board goes it."""

from __future__ import annotations

import pytest

from tests.feeds.server import Scene, playing
from tui.feeds.reaching import ProxyError, client
from watchers.settings import Settings
from watchers.sources.feeds.answers import Asked, Fetched


async def test_a_feed_is_fetched_through_the_proxy_that_is_set() -> None:
    async with playing({}) as proxy:
        at = f"http://{proxy.host}:{proxy.port}"
        for settings, environ in ((Settings(proxy=at), {}), (Settings(proxy="env:WIRE"), {"WIRE": at})):
            async with client(settings, environ)() as fetcher:
                await fetcher.fetch(Asked("http://news.example/feed"))
        lines = [request.line for request in proxy.requests]
    assert lines == ["GET http://news.example:80/feed HTTP/1.1"] * 2


async def test_without_a_proxy_it_goes_straight() -> None:
    async with playing({"feed": _feed}) as server, client(Settings(), {})() as fetcher:
        answer = await fetcher.fetch(Asked(server.address("feed"), allow_private=True))
    assert isinstance(answer, Fetched)


async def _feed(scene: Scene) -> None:
    await scene.answer()


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(ProxyError, match="WIRE"):
        client(Settings(proxy="env:WIRE"), {})()
