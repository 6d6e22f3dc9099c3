"""The feeds of OPML files, and those of them that are new to the list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from watchers.errors import UnreadableError
from watchers.subscriptions import Subscription, parse
from watchers.subscriptions.addresses import key
from watchers.subscriptions.editing import added
from watchers.subscriptions.writing import write

LARGEST = 15 * 2**20


def bytes_of(path: Path) -> bytes:
    """One byte more than may be read of a larger one. Raises OSError, UnreadableError."""
    if path.exists() and not path.is_file():
        raise UnreadableError(str(path), "This is no ordinary file.", "Give an OPML file.")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def unknown(feeds: Iterable[Subscription], listed: Iterable[Subscription]) -> list[Subscription]:
    """Those of `feeds` that are not listed yet."""
    known = {key(feed.address) for feed in listed}
    return [feed for feed in feeds if key(feed.address) not in known]


def subscribe_all(path: Path, feeds: Iterable[Subscription]) -> None:
    """Writes those that nobody has added in the meantime. Raises SettingsError."""
    write(path, lambda text: added(text, unknown(feeds, parse(text, path).feeds)))
