"""The network, and processes of their own for what came from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchers.apart import apart
from watchers.sources.feeds.looking import Look, look
from watchers.sources.feeds.opml import Listed, read_list

if TYPE_CHECKING:
    from watchers.sources.feeds.fetching import Fetcher


def fetcher() -> Fetcher:
    """A client of its own."""
    from watchers.sources.feeds.fetching import Fetcher

    return Fetcher()


def looked_at(content: bytes, address: str) -> Look:
    """What the bytes are that an address gave. Raises UnreadableError."""
    return apart(look, address, content, address)


def listed_in(content: bytes, name: str) -> Listed:
    """The feeds of an OPML file. Raises UnreadableError."""
    return apart(read_list, name, content, name)
