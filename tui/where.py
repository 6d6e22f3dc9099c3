"""What is watched: folders and feeds of the command line, else of the settings and the list of feeds, else ./seeds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui.paths import USUAL, Paths
from watchers.errors import WirewatchError
from watchers.settings import Folder, Settings
from watchers.sources.feeds.reachable import is_own
from watchers.subscriptions import Subscription
from watchers.subscriptions.addresses import AddressError, address_of

if TYPE_CHECKING:
    from watchers.sources.feeds.polling import Polling


class WhereError(WirewatchError):
    """A place on the command line that cannot be watched."""

    def __init__(self, where: str, problem: str) -> None:
        self.where, self.problem = where, problem
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True)
class Where:
    """`feeds` are those of the command line; `only` says that the list of feeds counts only as it grows from now on."""

    folders: tuple[Folder, ...] = ()
    feeds: tuple[Subscription, ...] = ()
    only: bool = False

    @property
    def folders_told(self) -> str:
        """Without the feeds; "" where there are only those."""
        return replace(self, feeds=()).told if self.folders else ""

    @property
    def told(self) -> str:
        """`seeds/`, `seeds/ + 2 folders + 3 feeds`; a folder with a name that is set goes by it."""
        names = [*(folder.name or f"{folder.path.name or folder.path}/" for folder in self.folders)]
        names += [feed.address for feed in self.feeds]
        more = [(len(self.folders) - 1, "folder"), (len(self.feeds) - (not self.folders), "feed")]
        return " + ".join([names[0], *(f"{n} {what}{'s' if n > 1 else ''}" for n, what in more if n > 0)])


def where_of(places: Sequence[str], settings: Settings) -> Where:
    """One that is not there yet is waited for; one that is given and set is taken as it is set. Raises WhereError."""
    feeds = tuple(_feed(place) for place in places if _is_address(place))
    paths = [Path(place) for place in places if not _is_address(place)]
    if "" in places:
        raise WhereError("WHERE", "this is empty. Give a folder, such as . for this one, or the address of a feed.")
    for path in paths:
        if path.exists() and not path.is_dir():
            problem = "this is a file. Give the folder it lies in, or use wirewatch tag FILE."
            raise WhereError(str(path), problem)
    known = {folder.place: folder for folder in settings.watched}
    given = [known.get(folder.place, folder) for folder in map(Folder, paths)]
    chosen = given if places else settings.watched or (Folder(USUAL),)
    taken = [folder.place for folder in chosen]
    folders = [replace(f, path=f.path.absolute()) for n, f in enumerate(chosen) if f.place not in taken[:n]]
    return Where(tuple(folders), feeds, bool(places))


def polling(where: Where, paths: Paths, settings: Settings) -> Polling:
    """The feeds to be visited; the network is reached for when they are."""
    from tui.feeds.reaching import client
    from watchers.sources.feeds.polling import Polling
    from watchers.subscriptions import FILE

    listed, reach = paths.settings.parent / FILE, client(settings, os.environ)
    return Polling(listed, where.feeds, later=where.only, open_fetcher=reach)


def _is_address(place: str) -> bool:
    return "://" in place or place.lower().startswith("feed:")


def _feed(place: str) -> Subscription:
    try:
        address = address_of(place)
    except AddressError as error:
        raise WhereError(place, error.reason) from error
    return Subscription(address, allow_private=is_own(urlsplit(address).hostname or ""))
