"""What is typed to add feeds, and what was found there, as blocks to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from tui.board import words
from tui.board.content import safe
from tui.board.feedlist import Offered, Seen
from tui.board.telling import block
from tui.board.wrapping import Block
from tui.feeds.subscribing import last
from watchers.sources.feeds.reachable import is_own
from watchers.subscriptions import Subscription
from watchers.subscriptions.addresses import address_of

_LISTS = (".opml", ".xml")
_NAMED = 5
HINT = (
    Block("The address of a feed, or of a page that has one; or the path of an OPML file.", ink="dim"),
    Block("Nothing is subscribed to before you have seen what is there.", ink="dim"),
)


def path_of(typed: str) -> Path | None:
    """The file or folder that is meant; None where it is an address."""
    text = typed.strip()
    if "://" in text or not text:
        return None
    path = Path(text).expanduser()
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return None
    written = text.startswith(("/", "~", "./", "../"))
    return path if there or written or ("/" not in text and text.lower().endswith(_LISTS)) else None


def wanted_of(typed: str) -> Subscription:
    """The feed at an address as it is typed: one's own network is one's own to fetch from. Raises AddressError."""
    address = address_of(typed)
    return Subscription(address, allow_private=is_own(urlsplit(address).hostname or ""))


def same_host(one: str, other: str) -> bool:
    """Whether two addresses as typed are of one host. Raises AddressError."""
    return urlsplit(address_of(one)).hostname == urlsplit(address_of(other)).hostname


def preview(seen: Seen, now: datetime) -> Iterator[Block]:
    """The title, what it is, what is wrong with it, and the last entries."""
    told = seen.found.feed
    yield Block(safe(told.title) or "A feed without a title", ink="title")
    entries = "entry" if len(told.entries) == 1 else "entries"
    form = told.form[:1].upper() + told.form[1:]
    yield Block(f"{form}, {len(told.entries):,} {entries} · {safe(seen.feed.address)}", ink="dim")
    if seen.known:
        yield Block(f"Subscribed to already{f' as {safe(seen.known.name)}' if seen.known.name else ''}.", ink="warn")
    for warning in told.warnings[:2]:
        yield Block(f"▲ {safe(warning)}", ink="warn")
    if not told.entries:
        yield Block("It holds no entries at present.", ink="dim")
    for entry in last(told):
        when = words.moment(entry.published, now) if entry.published else "      "
        yield block([(f"{when}  ", "faint")], [(safe(entry.title, 160), "plain")])


def offer(offered: Offered) -> Iterator[Block]:
    """How many feeds come, the first of them, and what does not come and why."""
    feeds = offered.feeds
    yield Block(f"{words.many(len(feeds), 'new feed')}" if feeds else "No new feed is in it.", ink="title")
    parts = [f"{words.count(offered.known)} subscribed to already"] if offered.known else []
    parts += [f"{words.count(len(offered.refused))} refused"] if offered.refused else []
    if parts:
        yield Block(" · ".join(parts), ink="dim")
    for feed in feeds[:_NAMED]:
        tags = f"   {safe(', '.join(feed.tags), 60)}" if feed.tags else ""
        yield block([("• ", "accent")], [(safe(feed.name or feed.address, 100), "plain"), (tags, "faint")])
    if len(feeds) > _NAMED:
        yield Block(f"  and {words.count(len(feeds) - _NAMED)} more", ink="faint")
    for warning in offered.warnings[:2]:
        yield Block(f"▲ {safe(warning)}", ink="warn")
    for one in offered.refused[:3]:
        yield Block(f"refused: {safe(one.name, 60)} {safe(one.address, 80)}: {safe(one.reason)}", ink="warn")
