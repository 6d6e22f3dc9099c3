"""Changes of feeds that are subscribed to: all are found before any is changed, and all are written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from tui.commands.feeds.choosing import chosen, subscribed
from tui.commands.feeds.desk import Desk
from tui.feeds.choosing import called
from watchers.subscriptions import Subscription
from watchers.subscriptions.writing import write

Change = Callable[[str, Subscription], str]
"""The text of the file with one feed changed."""


def change(desk: Desk, words: Iterable[str], how: Change, told: Callable[[Subscription], str]) -> int:
    """0; `told` says what became of each. Raises UsageError where a word means none or several feeds."""
    feeds = chosen(subscribed(desk), words)
    changed(desk, feeds, how)
    for feed in feeds:
        desk.tell(f"{called(feed)}: {told(feed)}")
    return 0


def changed(desk: Desk, feeds: Sequence[Subscription], how: Change) -> None:
    """Only this part of it."""
    write(desk.path, lambda text: reduce(how, feeds, text))
