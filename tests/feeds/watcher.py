"""A service that watches the feeds of a list, in a process of its own that can be killed.

python -m tests.feeds.watcher ARCHIVE LIST
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from platformdirs import user_cache_path

from tests.feeds.desk import polite
from watchers.analysis.lexicon.compile import ensure
from watchers.service import Service
from watchers.settings import Settings
from watchers.sources.feeds.polling import Polling


def main(archive: str, listed: str) -> None:
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    feeds = Polling(Path(listed), open_fetcher=polite)
    service = Service(Path(archive), [], lexicon, Settings(workers=1), lambda: None, feeds=feeds)
    asyncio.run(service.run())


if __name__ == "__main__":
    main(*sys.argv[1:])
