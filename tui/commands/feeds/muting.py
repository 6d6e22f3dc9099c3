"""`wirewatch feeds mute` and `unmute`."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from tui.commands.feeds.changing import change
from tui.commands.feeds.desk import Desk, UsageError
from watchers.subscriptions.editing import muted
from watchers.subscriptions.spans import until


def run(given: Namespace, desk: Desk) -> int:
    """0; raises UsageError where a word means none or several feeds, or no instant that is still to come."""
    if given.deed == "unmute":
        return change(desk, given.feed, lambda text, feed: muted(text, feed.address, None), lambda feed: "shown again.")
    now = desk.now()
    moment = _moment(given.until, now)
    told = f"fetched, but not shown until {moment.astimezone(now.tzinfo):%A %-d %B %Y %H:%M}."
    return change(desk, given.feed, lambda text, feed: muted(text, feed.address, moment), lambda feed: told)


def _moment(text: str, now: datetime) -> datetime:
    moment = until(text, now)
    if moment is None:
        raise UsageError(f"--until: “{text}” is no instant; give friday, tomorrow, 2026-12-01 or “6 h”.")
    if moment <= now.astimezone(UTC):
        raise UsageError(f"--until: “{text}” is past.")
    return moment.replace(microsecond=0)
