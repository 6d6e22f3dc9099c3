"""Certificates are verified, HTTP/2 is spoken where the server agrees, and each trouble has its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import trustme

from tests.feeds.behaviours import PARTS
from tests.feeds.conftest import serving
from tests.feeds.server import FEED, Scene, playing
from watchers.sources.feeds.answers import Asked, Failed, Fetched
from watchers.sources.feeds.fetching import Fetcher

PAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC)


def expired(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1", not_before=PAST[0], not_after=PAST[1])


def misnamed(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("elsewhere.test")


def unknown(authority: trustme.CA) -> trustme.LeafCert:
    return trustme.CA().issue_cert("127.0.0.1")


async def test_a_verified_server_is_read(authority: trustme.CA, fetcher: Fetcher) -> None:
    async with playing(PARTS, serving(authority.issue_cert("127.0.0.1"))) as server:
        answer = await fetcher.fetch(Asked(server.address("gzip"), allow_private=True))
    assert isinstance(answer, Fetched)
    assert (answer.content, answer.protocol) == (FEED, "HTTP/1.1")


async def test_http2_is_spoken_where_the_server_agrees(authority: trustme.CA, fetcher: Fetcher) -> None:
    async with playing({}, serving(authority.issue_cert("127.0.0.1"), "h2")) as server:
        for _ in range(3):
            answer = await fetcher.fetch(Asked(server.address("feed"), allow_private=True))
            assert isinstance(answer, Fetched)
            assert (answer.content, answer.protocol) == (FEED, "HTTP/2")
        assert server.connections == 1
        assert server.requests[0].headers[":authority"] == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("certificate", "says"),
    [(expired, "has expired"), (misnamed, "made out to another"), (unknown, "authority that this machine does not")],
)
async def test_a_bad_certificate_is_told(
    certificate: Callable[[trustme.CA], trustme.LeafCert], says: str, authority: trustme.CA, fetcher: Fetcher
) -> None:
    async with playing(PARTS, serving(certificate(authority))) as server:
        answer = await fetcher.fetch(Asked(server.address("plain"), allow_private=True))
    assert isinstance(answer, Failed)
    assert (answer.kind, server.requests) == ("tls", [])
    assert says in answer.reason


async def test_a_server_without_tls_is_told(fetcher: Fetcher) -> None:
    async with playing(PARTS) as server:
        answer = await fetcher.fetch(Asked(server.address("plain").replace("http:", "https:"), allow_private=True))
    assert isinstance(answer, Failed)
    assert answer.kind == "tls"
    assert "does not speak TLS" in answer.reason


async def test_a_server_with_tls_only_is_told(authority: trustme.CA, fetcher: Fetcher) -> None:
    async with playing(PARTS, serving(authority.issue_cert("127.0.0.1"))) as server:
        answer = await fetcher.fetch(Asked(server.address("plain").replace("https:", "http:"), allow_private=True))
    assert isinstance(answer, Failed)
    assert answer.kind == "protocol"


async def test_secrets_and_moves_do_not_follow_from_https_to_http(authority: trustme.CA, fetcher: Fetcher) -> None:
    async with playing(PARTS) as plain:

        async def down(scene: Scene) -> bool:
            await scene.answer("301 Moved", b"", Location=plain.address("plain"))
            return True

        async with playing({"down": down}, serving(authority.issue_cert("127.0.0.1"))) as server:
            asked = Asked(server.address("down"), user="reader", password="s3cret", allow_private=True)
            answer = await fetcher.fetch(asked)
    assert isinstance(answer, Fetched)
    assert "authorization" not in plain.requests[0].headers
    assert answer.moved is None
