"""The list of feeds as far as the board looks into it and changes it; what is slow here is called in a thread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path

from tui.board.undo import Edit
from tui.feeds.asking import Fetching, Found, asked, sought
from tui.feeds.choosing import with_address
from tui.feeds.importing import bytes_of, unknown
from tui.feeds.reaching import listed_in, looked_at
from tui.feeds.subscribing import final_of
from watchers.errors import UnreadableError
from watchers.sources.feeds.looking import Look
from watchers.sources.feeds.opml import Listed, Refused
from watchers.subscriptions import Subscription, load
from watchers.subscriptions.secrets import SecretError
from watchers.subscriptions.writing import write
from watchers.tables.loading import text_of

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Offered:
    """What OPML files offer: feeds that are new to the list, how many it has already, what is refused."""

    feeds: tuple[Subscription, ...]
    known: int
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A feed as it would be subscribed to, what was found there, and the one that is subscribed to already."""

    feed: Subscription
    found: Found
    known: Subscription | None


class FeedList:
    """`path` is `feeds.toml`; `settings` is where folders stand; `environ` has the secrets of feeds."""

    def __init__(
        self,
        path: Path,
        settings: Path,
        environ: Mapping[str, str],
        fetcher: Callable[[], AbstractAsyncContextManager[Fetching]],
    ) -> None:
        self.path, self.settings, self.environ, self._fetcher = path, settings, environ, fetcher

    def feed(self, address: str) -> Subscription | None:
        """The one at an address. Raises SettingsError."""
        return with_address(load(self.path).feeds, address)

    def change(self, change: Change, back: Change, said: str) -> Edit:
        """Writes it; the edit takes it back to the letter while nobody else has written. Raises SettingsError."""
        before = text_of(self.path)
        write(self.path, change)
        after = text_of(self.path)
        return Edit(said, lambda text: before if text == after else back(text))

    def look(self, content: bytes, address: str) -> Look:
        """What the bytes are that an address gave. Raises UnreadableError."""
        _prepare()
        return looked_at(content, address)

    def tell(self, line: str = "", /) -> None:
        """What is tried on the way is not shown."""

    async def seen(self, wanted: Subscription, *, guessed: bool) -> Seen | str:
        """What is at an address, or in a sentence why there is no feed; this one runs on the loop."""
        try:
            question = asked(self, wanted)
        except SecretError as error:
            return error.problem
        async with self._fetcher() as fetching:
            found = await sought(self, fetching, question, guessed=guessed)
        if isinstance(found, str):
            return found
        final = final_of(wanted, found)
        return Seen(final, found, with_address(load(self.path).feeds, final.address))

    def offered(self, path: Path) -> Offered:
        """What an OPML file offers, or all of a folder. Raises UnreadableError, OSError, SettingsError."""
        files = sorted(path.glob("*.opml")) if path.is_dir() else [path]
        if not files:
            advice = f"To watch a folder of documents, add it to folders in {self.settings}, and start again."
            raise UnreadableError(path.name, "There is no OPML file in this folder.", advice)
        _prepare()
        lists = [listed_in(bytes_of(file), file.name) for file in files]
        return _offered(lists, load(self.path).feeds)


def _offered(lists: list[Listed], known: tuple[Subscription, ...]) -> Offered:
    feeds: list[Subscription] = []
    for listed in lists:
        feeds += unknown(listed.feeds, feeds)
    new = unknown(feeds, known)
    refused = tuple(one for listed in lists for one in listed.refused)
    warnings = tuple(one for listed in lists for one in listed.warnings)
    return Offered(tuple(new), len(feeds) - len(new), refused, warnings)


def _prepare() -> None:
    """A process of its own needs the tracker, and that inherits stderr, for which the screen stands in."""
    from multiprocessing import resource_tracker

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
