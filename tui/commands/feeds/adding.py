"""`wirewatch feeds add`: what would be subscribed to is shown before it is."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tui.commands.complaining import complain
from tui.commands.feeds.asking import Found, asked, found, same_origin
from tui.commands.feeds.choosing import called, subscribed, with_address
from tui.commands.feeds.desk import Desk, UsageError
from watchers.errors import SettingsError
from watchers.reading.clean import clean_line
from watchers.sources.feeds.looking import Entry, Feed
from watchers.subscriptions import Subscription, parse
from watchers.subscriptions.addresses import AddressError, address_of
from watchers.subscriptions.editing import added
from watchers.subscriptions.reading import Mistake, subscription_of
from watchers.subscriptions.writing import write

_SHOWN = 5
_SEVERAL = 10
_LONGEST_NAME = 200


def run(given: Namespace, desk: Desk) -> int:
    """0, 1 where no feed can be had there; raises UsageError for what must be given otherwise."""
    wanted = _wanted(given)
    feeds = subscribed(desk)
    if _is_there(desk, feeds, wanted.address):
        return 0
    if not given.yes and desk.ask is None:
        raise UsageError("nobody can be asked here; give --yes to subscribe without a question.")
    seen = asyncio.run(_seen(desk, wanted, guessed="://" not in given.address))
    if isinstance(seen, str):
        complain(f"{wanted.address}: {seen}", desk.stderr)
        return 1
    final = _final(wanted, seen)
    if (wanted.user or wanted.headers_env) and not (final.user or final.headers_env):
        desk.tell("The feed is another server's than the address given; user and secrets are not sent there.")
    if _is_there(desk, feeds, final.address):
        return 0
    _preview(desk, final, seen)
    if not given.yes and not _agreed(desk):
        desk.tell("Nothing was changed.")
        return 0
    write(desk.path, lambda text: _added(text, final, desk))
    number = len(parse(desk.path.read_text(encoding="utf-8-sig"), desk.path).feeds)
    desk.show(final.address)
    desk.tell(f"Subscribed to {called(final)} as number {number}.")
    return 0


def _wanted(given: Namespace) -> Subscription:
    """As it is asked for, checked as the file is. Raises UsageError."""
    headers = dict(_header(told) for told in given.header)
    try:
        asked_for = Subscription(
            address_of(given.address),
            name=clean_line(given.name or ""),
            tags=tuple(dict.fromkeys(filter(None, map(clean_line, given.tag)))),
            home=given.home,
            agency=clean_line(given.agency or "") or None,
            full_text=given.full_text,
            every=given.every,
            allow_private=given.allow_private,
        )
        secret = {"user": given.user, "password_env": given.password_env, "keyring": given.keyring, "headers": headers}
        told = subscription_of({"url": asked_for.address, **{key: value for key, value in secret.items() if value}})
    except AddressError as error:
        raise UsageError(str(error)) from error
    except Mistake as mistake:
        raise UsageError(str(mistake)) from mistake
    return replace(
        asked_for, user=told.user, password_env=told.password_env, keyring=told.keyring, headers_env=told.headers_env
    )


def _header(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError("--header: give NAME=env:VARIABLE, such as X-Key=env:FEED_KEY.")
    return name.strip(), value.strip()


def _is_there(desk: Desk, feeds: Sequence[Subscription], address: str) -> bool:
    known = with_address(feeds, address)
    if known is not None:
        desk.tell(f"Subscribed to already: number {feeds.index(known) + 1}, {called(known)}. Nothing was changed.")
    return known is not None


async def _seen(desk: Desk, wanted: Subscription, *, guessed: bool) -> Found | str:
    """Where nobody wrote https, http is tried as well."""
    question = asked(desk, wanted)
    async with desk.fetcher() as fetching:
        seen = await found(desk, fetching, question)
        if isinstance(seen, str) and guessed and not (question.user or question.headers):
            desk.tell(f"{seen} Trying http:// instead …")
            again = await found(desk, fetching, replace(question, address=f"http://{wanted.address[8:]}"))
            return seen if isinstance(again, str) else again
        return seen


def _final(wanted: Subscription, seen: Found) -> Subscription:
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


def _preview(desk: Desk, feed: Subscription, seen: Found) -> None:
    """The title and the last entries."""
    now = desk.now()
    told = seen.feed
    desk.tell(f"{told.title or 'A feed without a title'} · {told.form}, {len(told.entries):,} entries")
    desk.tell(feed.address)
    for warning in told.warnings:
        desk.tell(f"▲ {warning}")
    for entry in last(told):
        desk.stderr.write(f"  {_when(entry.published, now)}  {clean_line(entry.title, 100)}\n")
    if not told.entries:
        desk.tell("It holds no entries at present.")
    for other in seen.others[:_SEVERAL]:
        desk.tell(f"The page also tells of {other}")


def last(feed: Feed) -> list[Entry]:
    """The last five entries, those without a date as they stand."""
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(feed.entries, key=lambda entry: entry.published or oldest, reverse=True)[:_SHOWN]


def _when(moment: datetime | None, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if moment else "without a date "


def _agreed(desk: Desk) -> bool:
    try:
        return desk.ask is not None and desk.ask("Subscribe? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _added(text: str, feed: Subscription, desk: Desk) -> str:
    """Raises SettingsError where somebody has added it in the meantime."""
    if with_address(parse(text, desk.path).feeds, feed.address):
        raise SettingsError(desk.path, f"“{feed.address}” has just been added by another wirewatch.")
    return added(text, [feed])
