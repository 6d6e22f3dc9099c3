"""`wirewatch feeds add`: what would be subscribed to is shown before it is."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tui.commands.complaining import complain
from tui.commands.feeds.choosing import subscribed
from tui.commands.feeds.desk import Desk, UsageError
from tui.feeds.asking import Found, asked, sought
from tui.feeds.choosing import called, with_address
from tui.feeds.subscribing import final_of, last, subscribe
from watchers.clean import clean_line
from watchers.subscriptions import Subscription
from watchers.subscriptions.addresses import AddressError, address_of
from watchers.subscriptions.reading import subscription_of
from watchers.tables.loading import Mistake

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
    seen = asyncio.run(_seen(desk, wanted, given.address))
    if isinstance(seen, str):
        complain(f"{wanted.address}: {seen}", desk.stderr)
        return 1
    final = final_of(wanted, seen)
    if (wanted.user or wanted.headers_env) and not (final.user or final.headers_env):
        desk.tell("The feed is another server's than the address given; user and secrets are not sent there.")
    if _is_there(desk, feeds, final.address):
        return 0
    _preview(desk, final, seen)
    if not given.yes and not _agreed(desk):
        desk.tell("Nothing was changed.")
        return 0
    number = subscribe(desk.path, final)
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


async def _seen(desk: Desk, wanted: Subscription, told: str) -> Found | str:
    async with desk.fetcher() as fetching:
        return await sought(desk, fetching, asked(desk, wanted), guessed="://" not in told)


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
        desk.tell(f"The page also tells of {other.title or 'another feed'}: {other.address}")


def _when(moment: datetime | None, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if moment else "without a date "


def _agreed(desk: Desk) -> bool:
    try:
        return desk.ask is not None and desk.ask("Subscribe? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False
