"""The network, and processes of their own for what came from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from watchers.apart import apart
from watchers.errors import WirewatchError
from watchers.settings import Settings
from watchers.sources.feeds.looking import Look, look
from watchers.sources.feeds.opml import Listed, read_list

if TYPE_CHECKING:
    from watchers.sources.feeds.fetching import Fetcher


class ProxyError(WirewatchError):
    """The proxy of the settings cannot be told."""


def client(settings: Settings, environ: Mapping[str, str]) -> Callable[[], Fetcher]:
    """Makes clients, which go the way that is set; the network is not touched before one is made."""

    def make() -> Fetcher:
        """Raises ProxyError where the proxy is not to be had."""
        from watchers.sources.feeds.fetching import Fetcher
        from watchers.sources.feeds.manners import Manners

        return Fetcher(Manners(proxy=_proxy(settings.proxy, environ)))

    return make


def _proxy(told: str, environ: Mapping[str, str]) -> str:
    name = told.removeprefix("env:")
    if name == told:
        return told
    if not (address := environ.get(name)):
        raise ProxyError(f"proxy: the environment variable {name} is not set. Set it, and start wirewatch again.")
    return address


def looked_at(content: bytes, address: str) -> Look:
    """What the bytes are that an address gave. Raises UnreadableError."""
    return apart(look, address, content, address)


def listed_in(content: bytes, name: str) -> Listed:
    """The feeds of an OPML file. Raises UnreadableError."""
    return apart(read_list, name, content, name)
