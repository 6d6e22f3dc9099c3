"""`wirewatch feeds rename`."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.feeds.changing import change
from tui.commands.feeds.desk import Desk
from watchers.clean import clean_line
from watchers.subscriptions.editing import renamed


def run(given: Namespace, desk: Desk) -> int:
    """0; raises UsageError where the word means none or several feeds."""
    name = clean_line(given.name)
    told = f"is called “{name}” now." if name else "is called as it calls itself."
    return change(desk, [given.feed], lambda text, feed: renamed(text, feed.address, name), lambda feed: told)
