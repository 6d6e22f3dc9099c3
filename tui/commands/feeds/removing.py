"""`wirewatch feeds remove`."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.feeds.changing import change
from tui.commands.feeds.desk import Desk
from watchers.subscriptions.editing import removed


def run(given: Namespace, desk: Desk) -> int:
    """0; raises UsageError where a word means none or several feeds."""
    told = "removed; its documents stay. wirewatch feeds add takes it up again."
    return change(desk, given.feed, lambda text, feed: removed(text, feed.address), lambda feed: told)
