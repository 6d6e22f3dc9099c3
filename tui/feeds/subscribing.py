"""From what was found at an address to a subscription in the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from tui.feeds.asking import Found, same_origin
from tui.feeds.choosing import with_address
from watchers.errors import SettingsError
from watchers.sources.feeds.looking import Entry, Feed
from watchers.subscriptions import Subscription, parse
from watchers.subscriptions.addresses import AddressError, address_of
from watchers.subscriptions.editing import added
from watchers.subscriptions.writing import write
from watchers.tables.loading import text_of

_SHOWN = 5
_LONGEST_NAME = 200


def final_of(wanted: Subscription, seen: Found) -> Subscription:
    """At the address that was asked for, unless the feed is another one's: a page's, one moved to for good, http's."""
    address = wanted.address
    if seen.asked != address or seen.answer.moved:
        address = address_of(seen.answer.moved or seen.asked)
    if not same_origin(address, wanted.address):
        wanted = replace(wanted, user=None, password_env=None, keyring=None, headers_env=())
    page, host = seen.feed.page, urlsplit(wanted.address).hostname
    return replace(
        wanted,
        allow_private=wanted.allow_private and urlsplit(address).hostname == host,
        address=address,
        name=wanted.name or seen.feed.title[:_LONGEST_NAME],
        page=_page(page) if page else None,
    )


def _page(page: str) -> str | None:
    try:
        return address_of(page)
    except AddressError:
        return None


def last(feed: Feed) -> list[Entry]:
    """The last five entries, those without a date as they stand."""
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(feed.entries, key=lambda entry: entry.published or oldest, reverse=True)[:_SHOWN]


def subscribe(path: Path, feed: Subscription) -> int:
    """Writes it at the end of the list; its number there. Raises SettingsError."""
    write(path, lambda text: _added(text, feed, path))
    return len(parse(text_of(path), path).feeds)


def _added(text: str, feed: Subscription, path: Path) -> str:
    """Raises SettingsError where somebody has added it in the meantime."""
    if with_address(parse(text, path).feeds, feed.address):
        raise SettingsError(path, f"“{feed.address}” has just been added by another wirewatch.")
    return added(text, [feed])
