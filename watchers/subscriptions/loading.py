"""`feeds.toml` to subscriptions: one mistake costs one feed, and is told with its line and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from watchers.errors import SettingsError
from watchers.subscriptions.addresses import key
from watchers.subscriptions.reading import subscription_of
from watchers.subscriptions.subscription import Subscription
from watchers.tables.loading import Mistake, strange, tables_of, text_of, told
from watchers.tables.places import line_of, places

FILE = "feeds.toml"
KIND = "feed"
"""How its tables are headed."""


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """The feeds in the file's order, each address once, and what is wrong with the others."""

    feeds: tuple[Subscription, ...] = ()
    mistakes: tuple[SettingsError, ...] = ()


def load(path: Path) -> Subscriptions:
    """Those of a file; none where there is no file. Raises SettingsError where nothing of it can be read."""
    return parse(text_of(path), path)


def parse(text: str, path: Path) -> Subscriptions:
    """The same of its text; `path` is told in mistakes. Raises SettingsError."""
    tables = tables_of(text, path, KIND)
    written = text.split("\n")
    standing = places(written, KIND, len(tables))
    feeds: dict[str, Subscription] = {}
    mistakes = [*strange(text, path, KIND)]
    lines: dict[str, int] = {}
    for number, table in enumerate(tables):
        place = standing[number] if standing else None
        try:
            feed = subscription_of(table)
            if (same := key(feed.address)) in feeds:
                where = f"in line {lines[same]}" if same in lines else f"as “{feeds[same].address}”"
                raise Mistake(f"“{feed.address}” is subscribed to already, {where}. Remove one of the two.", "url")
        except Mistake as mistake:
            mistakes.append(told(mistake, KIND, number, written, place, path))
            continue
        feeds[same] = feed
        if place:
            lines[same] = line_of(written, place, KIND, "url")
    return Subscriptions(tuple(feeds.values()), tuple(mistakes))
