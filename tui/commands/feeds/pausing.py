"""`wirewatch feeds pause` and `resume`."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.feeds.changing import change
from tui.commands.feeds.desk import Desk
from watchers.subscriptions.editing import paused, resumed


def run(given: Namespace, desk: Desk) -> int:
    """0; raises UsageError where a word means none or several feeds."""
    if given.deed == "pause":
        told = "paused; wirewatch feeds resume fetches it again."
        return change(desk, given.feed, lambda text, feed: paused(text, feed.address), lambda feed: told)
    return change(desk, given.feed, lambda text, feed: resumed(text, feed.address), lambda feed: "fetched again.")
