"""`wirewatch feeds tag`."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.feeds.changing import change
from tui.commands.feeds.desk import Desk, UsageError
from watchers.clean import clean_line
from watchers.subscriptions import Subscription
from watchers.subscriptions.editing import retagged


def run(given: Namespace, desk: Desk) -> int:
    """0; raises UsageError where a word means none or several feeds, or no tag is given."""
    if not given.add and not given.remove:
        raise UsageError("give --add TAG or --remove TAG.")
    less = {tag.casefold() for tag in given.remove}

    def tags(feed: Subscription) -> list[str]:
        kept = [tag for tag in feed.tags if tag.casefold() not in less]
        return list(dict.fromkeys([*kept, *filter(None, map(clean_line, given.add))]))

    def told(feed: Subscription) -> str:
        return f"tags {', '.join(tags(feed))}." if tags(feed) else "no tags."

    return change(desk, given.feed, lambda text, feed: retagged(text, feed.address, tags(feed)), told)
