"""`wirewatch feeds`: which deed is meant, and what it has at hand."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path

from tui.commands.complaining import complain
from tui.commands.feeds.desk import Desk, Fare, UsageError
from tui.feeds.reaching import client, listed_in, looked_at
from tui.paths import Paths
from watchers.errors import ArchiveError
from watchers.settings import load
from watchers.subscriptions import FILE, Subscription

_DEEDS = {
    "add": "adding",
    "list": "listing",
    "remove": "removing",
    "pause": "pausing",
    "resume": "pausing",
    "mute": "muting",
    "unmute": "muting",
    "rename": "renaming",
    "tag": "tagging",
    "import": "importing",
    "export": "exporting",
    "test": "testing",
}


def run(given: Namespace, desk: Desk) -> int:
    """0 done, 1 something could not be read, 2 something must be given otherwise. Raises SettingsError."""
    room = import_module(f"tui.commands.feeds.{_DEEDS[given.deed]}")
    try:
        code: int = room.run(given, desk)
    except UsageError as error:
        complain(error, desk.stderr)
        return 2
    return code


def desk_of(paths: Paths) -> Desk:
    """The person's own file, terminal, archive and network."""
    return Desk(
        path=paths.settings.parent / FILE,
        stdin=sys.stdin.buffer,
        stdout=sys.stdout,
        stderr=sys.stderr,
        ask=_ask if sys.stdin.isatty() and sys.stderr.isatty() else None,
        fetcher=client(load(paths.settings), os.environ),
        fares=partial(_fares, paths.archive),
        look=looked_at,
        read_list=listed_in,
        resolve=_resolve,
        now=lambda: datetime.now(UTC).astimezone(),
        environ=os.environ,
    )


def _ask(question: str) -> str:
    """On stderr: stdout is for data."""
    print(question, end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer


def _resolve(host: str) -> list[str]:
    import socket

    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError("it is no name that the web can have") from error
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


def _fares(archive: Path, feeds: tuple[Subscription, ...]) -> Mapping[str, Fare]:
    """Of those that were ever fetched; none where the archive cannot be read, which is said."""
    from watchers.archive.reader import Reader
    from watchers.sources.feeds.health import sentence
    from watchers.sources.feeds.rhythm import per_day
    from watchers.sources.feeds.schedule import NEVER, FeedState, decoded, due, wished

    if not archive.exists():
        return {}
    try:
        reader = Reader.open(archive)
        try:
            states = reader.feeds()
        finally:
            reader.close()
    except ArchiveError as error:
        complain(f"{error} How feeds fare cannot be told.")
        return {}
    now = datetime.now(UTC)
    fares = {}
    for feed in feeds:
        if feed.address not in states:
            continue
        every = int(feed.every.total_seconds()) if feed.every else None
        state: FeedState = wished(decoded(states[feed.address]), every, feed.paused, feed.muted_until, now)
        following = due(state)
        fares[feed.address] = Fare(
            sentence(state, now),
            state.succeeded,
            None if following == NEVER else following,
            per_day(state.rhythm, now) if state.rhythm.hours else None,
        )
    return fares
