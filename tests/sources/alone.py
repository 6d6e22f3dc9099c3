"""A folder source in a process of its own, which tells a line of JSON for all that it brings.

python -m tests.sources.alone FOLDER [--poll] [--quiet SECONDS] [--rescan SECONDS] [--as-nobody] [--watches MOST]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from datetime import datetime
from pathlib import Path

import watchdog.events
import watchdog.observers  # noqa: F401  (nobody may not be let into where it is installed)

from watchers.document import Arrival, FileState, Source, Unreadable
from watchers.settings import Folder, Settings
from watchers.sources.folder import FolderSource
from watchers.sources.names import file_path

NOBODY = 65534
WATCHES = Path("/proc/sys/user/max_inotify_watches")
"""The limit of the user namespace that the process is in."""


class Teller:
    """An intake that keeps nothing."""

    async def states(self, source: Source) -> dict[str, FileState]:
        return {}

    async def take(self, arrival: Arrival) -> None:
        _say("took", file_path(arrival.uri), arrival.content.decode())

    async def set_aside(self, unreadable: Unreadable) -> None:
        _say("set aside", file_path(unreadable.uri), unreadable.reason)

    async def gone(self, source: Source, uri: str, when: datetime) -> None:
        _say("gone", file_path(uri), "")

    def noticed(self) -> None:
        pass


def _say(what: str, path: str, text: str) -> None:
    print(json.dumps([what, path, text]), flush=True)


async def _run(source: FolderSource) -> None:
    running = asyncio.create_task(source.run(Teller()))
    told = None
    while not running.done():
        if source.condition.state != "starting" and told != (now := (source.condition.state, source.condition.problem)):
            told = now
            _say(now[0], "", now[1] or "")
        await asyncio.sleep(0.02)
    await running


def main(arguments: list[str]) -> None:
    """Until it is killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--poll", action="store_true", default=None)
    parser.add_argument("--quiet", type=float, default=Settings().quiet_seconds)
    parser.add_argument("--rescan", type=float, default=Settings().rescan_seconds)
    parser.add_argument("--as-nobody", action="store_true")
    parser.add_argument("--watches", type=int)
    asked = parser.parse_args(arguments)
    if asked.watches is not None:
        WATCHES.write_text(str(asked.watches))
    if asked.as_nobody:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    settings = Settings(quiet_seconds=asked.quiet, rescan_seconds=asked.rescan)
    asyncio.run(_run(FolderSource(Folder(asked.folder, poll=asked.poll), settings)))


if __name__ == "__main__":
    main(sys.argv[1:])
