"""The playing server, certificates of our own authority, and a fetcher that may reach the loopback."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from tests.feeds.behaviours import PARTS
from tests.feeds.desk import Desk
from tests.feeds.server import Player, playing
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def authorities(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
async def server() -> AsyncIterator[Player]:
    async with playing(PARTS) as player:
        yield player


@pytest.fixture
async def fetcher(authorities: Path) -> AsyncIterator[Fetcher]:
    async with Fetcher(Manners(spacing=0, authorities=authorities)) as fetcher:
        yield fetcher


def serving(certificate: trustme.LeafCert, *protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def player(desk: Desk) -> AsyncIterator[Player]:
    async with playing({"feed": desk.feed, "g-1": desk.story}) as player:
        yield player


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


@pytest.fixture
def listed(tmp_path: Path, player: Player) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feed]]\nurl = "{player.address("feed")}"\nallow_private = true\nagency = "HRB"\n')
    return path
