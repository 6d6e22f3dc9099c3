"""Conditional requests, redirects, secrets, manners and cancelling, against the playing server."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from tests.feeds.behaviours import PARTS
from tests.feeds.server import FEED, Part, Player, Scene, playing
from tests.waiting import until
from watchers.sources.feeds.answers import Asked, Failed, Fetched, Hop, Tokens, Unchanged
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners


async def fetched(fetcher: Fetcher, address: str, **more: object) -> Fetched:
    answer = await fetcher.fetch(Asked(address, allow_private=True, **more))  # type: ignore[arg-type]
    assert isinstance(answer, Fetched), answer
    return answer


@pytest.mark.parametrize("name", ["tokens", "weak-etag", "bare-etag", "latin-etag", "modified-only", "renewed-etag"])
async def test_tokens_go_back_to_the_byte(name: str, server: Player, fetcher: Fetcher) -> None:
    first = await fetched(fetcher, server.address(name))
    again = await fetcher.fetch(Asked(server.address(name), first.tokens, allow_private=True))
    assert isinstance(again, Unchanged)
    expected = Tokens('"v8"') if name == "renewed-etag" else first.tokens
    assert again.tokens == expected


async def test_a_token_with_escapes_is_none(server: Player, fetcher: Fetcher) -> None:
    assert (await fetched(fetcher, server.address("hostile-etag"))).tokens == Tokens()


async def test_one_connection_serves_again_after_200_and_304(server: Player, fetcher: Fetcher) -> None:
    tokens = (await fetched(fetcher, server.address("tokens"))).tokens
    for _ in range(3):
        assert isinstance(await fetcher.fetch(Asked(server.address("tokens"), tokens, allow_private=True)), Unchanged)
    assert server.connections == 1


async def test_what_follows_a_short_length_is_never_taken_for_the_next_answer(server: Player, fetcher: Fetcher) -> None:
    short = await fetched(fetcher, server.address("length-too-short"))
    assert short.content == FEED[:20]
    assert (await fetched(fetcher, server.address("plain"))).content == FEED


async def test_a_kept_connection_that_was_closed_meanwhile_is_no_failure(server: Player, fetcher: Fetcher) -> None:
    for _ in range(3):
        assert (await fetched(fetcher, server.address("chunked"))).content == FEED


async def test_the_request_says_who_asks_and_keeps_no_cookies(server: Player, fetcher: Fetcher) -> None:
    await fetched(fetcher, server.address("cookies"))
    await fetched(fetcher, server.address("plain"))
    sent = server.requests[-1].headers
    assert sent["user-agent"].startswith("wirewatch/")
    assert sent["accept-encoding"] == "gzip, deflate, br, zstd"
    assert sent["host"] == f"127.0.0.1:{server.port}"
    assert "cookie" not in sent


async def test_hops_are_told_and_a_move_for_good_is_known(server: Player, fetcher: Fetcher) -> None:
    answer = await fetched(fetcher, server.address("to-301"))
    assert answer.hops == (Hop(301, server.address("to-301"), server.address("plain")),)
    assert answer.moved == server.address("plain") == answer.address
    assert (await fetched(fetcher, server.address("to-302"))).moved is None


async def test_a_relative_redirect_keeps_its_query_and_drops_its_fragment(server: Player, fetcher: Fetcher) -> None:
    answer = await fetched(fetcher, server.address("relative"))
    assert answer.address == server.address("plain?from=relative")


async def test_user_and_password_of_the_address_log_in(server: Player, fetcher: Fetcher) -> None:
    address = server.address("guarded").replace("http://", "http://reader:s3cret@")
    assert "s3cret" not in (await fetched(fetcher, address)).address


async def test_user_and_password_log_in(server: Player, fetcher: Fetcher) -> None:
    await fetched(fetcher, server.address("guarded"), user="reader", password="s3cret")
    wrong = await fetcher.fetch(Asked(server.address("guarded"), user="reader", password="wr0ng", allow_private=True))
    assert isinstance(wrong, Failed)
    assert "does not accept the user and password" in wrong.reason
    assert "wr0ng" not in repr(wrong)


async def test_secrets_stay_with_their_origin(server: Player, fetcher: Fetcher) -> None:
    async def away(scene: Scene) -> bool:
        await scene.answer("302 Found", b"", Location=server.address("plain"))
        return True

    parts: dict[str, Part] = {"away": away}
    async with playing(parts) as other:
        secret = {"X-Key": "s3cret", "User-Agent": "desk/1"}
        await fetched(fetcher, other.address("away"), user="reader", password="s3cret", headers=secret)
        assert other.requests[0].headers["x-key"] == "s3cret"
        assert other.requests[0].headers["user-agent"] == "desk/1"
        assert "authorization" in other.requests[0].headers
    arrived = server.requests[-1].headers
    assert not {"x-key", "authorization"} & set(arrived)
    assert arrived["user-agent"].startswith("wirewatch/")


async def test_a_user_in_a_redirect_is_not_used(server: Player, fetcher: Fetcher) -> None:
    await fetched(fetcher, server.address("to-user"))
    assert "authorization" not in server.requests[-1].headers


@pytest.mark.parametrize("headers", [{"X-Key": "s3cret\r\nHost: a"}, {"X Key": "s3cret"}, {"host": "s3cret"}])
async def test_a_header_that_cannot_be_sent_is_told_without_its_value(
    headers: dict[str, str], server: Player, fetcher: Fetcher
) -> None:
    answer = await fetcher.fetch(Asked(server.address("plain"), headers=headers, allow_private=True))
    assert isinstance(answer, Failed)
    assert answer.kind == "scheme"
    assert "s3cret" not in answer.reason
    assert not server.requests


async def test_nothing_secret_is_logged(server: Player, authorities: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with Fetcher(Manners(spacing=0, authorities=authorities)) as fetcher:
        asked = Asked(server.address("guarded?token=t0ken"), user="reader", password="s3cret", allow_private=True)
        await fetcher.fetch(asked)
    assert "s3cret" not in caplog.text + repr(asked)
    assert "cmVhZGVyOnMzY3JldA==" not in caplog.text
    assert "t0ken" not in caplog.text + repr(asked)


async def test_retry_after_is_read_in_both_forms_and_bounded(server: Player, fetcher: Fetcher) -> None:
    async def after(name: str) -> int | None:
        answer = await fetcher.fetch(Asked(server.address(name), allow_private=True))
        assert isinstance(answer, Failed)
        return answer.retry_after

    assert await after("limited") == 120
    assert await after("limited-until") == 600
    assert await after("limited-forever") == 7 * 24 * 3600
    assert await after("down") is None


async def test_a_host_is_asked_by_two_at_once() -> None:
    now, most = 0, 0

    async def counted(scene: Scene) -> bool:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        await scene.answer()
        return True

    async with playing({"feed": counted}) as server, Fetcher(Manners(spacing=0)) as fetcher:
        await asyncio.gather(*(fetched(fetcher, server.address("feed")) for _ in range(10)))
    assert most <= 2


async def test_cancelling_leaves_no_connection(server: Player, fetcher: Fetcher) -> None:
    for name in ("silent", "drip", "header-drip"):
        task = asyncio.create_task(fetcher.fetch(Asked(server.address(name), allow_private=True)))
        await until(lambda: server.open == 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until(lambda: server.open == 0)
    assert (await fetched(fetcher, server.address("plain"))).content == FEED


async def test_many_cancelled_at_once_leave_every_place_free(server: Player) -> None:
    async with Fetcher(Manners(spacing=0, at_once=4, per_host=4)) as fetcher:
        for _ in range(5):
            asked = Asked(server.address("silent"), allow_private=True)
            tasks = [asyncio.create_task(fetcher.fetch(asked)) for _ in range(20)]
            await until(lambda: server.open > 0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        answers = [fetched(fetcher, server.address("plain")) for _ in range(8)]
        assert all(answer.content == FEED for answer in await asyncio.gather(*answers))


async def test_the_largest_gives_way_when_the_room_is_full() -> None:
    big = bytes(3 * 2**20)

    async def hoards(scene: Scene) -> None:
        await scene.send(b"HTTP/1.1 200 OK\r\n\r\n" + big)
        await scene.wait()

    async with (
        playing({**PARTS, "hoards": hoards}) as server,
        Fetcher(Manners(spacing=0, per_host=9, room=4 * 2**20)) as fetcher,
    ):
        asked = Asked(server.address("hoards"), allow_private=True)
        hoarders = [asyncio.create_task(fetcher.fetch(asked)) for _ in range(2)]
        done, waiting = await asyncio.wait(hoarders, return_when=asyncio.FIRST_COMPLETED)
        answer = done.pop().result()
        assert isinstance(answer, Failed)
        assert "give way" in answer.reason
        assert len(waiting) == 1
        assert (await fetched(fetcher, server.address("plain"))).content == FEED
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)


async def test_a_proxy_of_the_settings_is_gone_through(authorities: Path) -> None:
    async def relay(scene: Scene) -> bool:
        await scene.answer()
        return True

    async with playing({"http://feeds.test:80/news": relay}) as proxy:
        manners = Manners(spacing=0, proxy=proxy.address().replace("http://", "http://me:s3cret@"))
        async with Fetcher(manners) as fetcher:
            answer = await fetcher.fetch(Asked("http://feeds.test/news"))
            assert isinstance(answer, Fetched)
            assert proxy.requests[0].headers["proxy-authorization"] == "Basic bWU6czNjcmV0"
            own = await fetcher.fetch(Asked("http://127.0.0.1/news"))
            assert isinstance(own, Failed)
            assert own.kind == "private"


async def test_a_proxy_that_refuses_is_told() -> None:
    async with playing({}) as proxy, Fetcher(Manners(proxy=proxy.address())) as fetcher:
        answer = await fetcher.fetch(Asked("https://feeds.test/news"))
    assert isinstance(answer, Failed)
    assert answer.kind == "proxy"
    assert "feeds.test" in answer.reason
