"""Feeds by their address, and as a sentence names them."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.subscriptions import Subscription
from watchers.subscriptions.addresses import key


def called(feed: Subscription) -> str:
    """`“Gulf Courier” (https://…)`."""
    return f"“{feed.name}” ({feed.address})" if feed.name else feed.address


def with_address(feeds: Iterable[Subscription], address: str) -> Subscription | None:
    """The one at an address, however that is written."""
    return next((feed for feed in feeds if key(feed.address) == key(address)), None)
