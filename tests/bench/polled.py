"""How long many feeds take from their servers to the archive, tagged; beside it newsboat, which stores them only."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.bench import measures, samples
from tests.bench.catchup import workers_seconds
from tests.bench.publisher import Publisher
from watchers.analysis.tagger import Tagger
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.service import Service
from watchers.settings import Settings
from watchers.sources.feeds.polling import Polling
from watchers.sources.feeds.state import decoded, encoded
from watchers.subscriptions import Subscription

FEEDS, ROUNDS = 500, 3
PATIENCE = 300.0
SPREAD = 20


class Took(NamedTuple):
    """Seconds: by the clock, of the processor for all processes, and of these in the main one."""

    wall: float
    cpu: float
    main: float


def feeds(lexicon: Path) -> None:
    """Lines for a reload of unchanged and of changed feeds, and the same of newsboat where it is installed."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch, Publisher(FEEDS) as publisher:
        ours = asyncio.run(_ours(Path(scratch) / "archive.sqlite", lexicon, publisher))
    for name, took in ours.items():
        print(
            f"{FEEDS} feeds {name:12}{took.wall:7.2f} s, CPU {took.cpu:.2f} s ({took.main:.2f} s in the main process)"
        )
    if not (program := shutil.which("newsboat")):
        print("newsboat is not installed; there is nothing to compare with")
        return
    for threads in (1, 30):
        with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch, Publisher(FEEDS) as publisher:
            theirs = _newsboat(program, Path(scratch), publisher, threads)
        for name, took in theirs.items():
            wall, cpu = ours[name].wall / took.wall, ours[name].cpu / took.cpu
            ratio = f"wirewatch takes {wall:.2f} of its time, {cpu:.2f} of its CPU"
            print(f"  newsboat ({threads:2} threads) {name:10}{took.wall:6.2f} s, CPU {took.cpu:.2f} s; {ratio}")


def board(lexicon: Path, count: int = 1000) -> None:
    """The board's keys while it visits so many feeds within 20 seconds, each of which has one entry more."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch, Publisher(count, 2) as publisher:
        home = Path(scratch)
        home.joinpath("drop").mkdir()
        home.joinpath("settings.toml").write_text(f'folders = ["{home / "drop"}"]\n', encoding="utf-8")
        listed = "".join(f'[[feed]]\nurl = "{address}"\nallow_private = true\n' for address in publisher.addresses)
        home.joinpath("feeds.toml").write_text(listed, encoding="utf-8")
        archive = home / "archive.sqlite"
        samples.fill(archive, Tagger.open(lexicon), 10_000)
        asyncio.run(_read_once(archive, lexicon, home / "feeds.toml"))
        publisher.publish()
        _spread_out(archive, datetime.now(UTC) + timedelta(seconds=8), SPREAD)
        command = [sys.executable, "-m", "tui", "--settings", str(home / "settings.toml"), "--archive", str(archive)]
        asked = [0]

        def begun() -> int:
            asked[0] += publisher.asked()[0]
            return asked[0]

        measures.polling(command, begun, SPREAD)


async def _read_once(archive: Path, lexicon: Path, listed: Path) -> None:
    polling = Polling(listed)
    task = asyncio.create_task(Service(archive, [], lexicon, Settings(), lambda: None, feeds=polling).run())
    try:
        async with asyncio.timeout(PATIENCE):
            while not polling.feeds or any(not f.state.succeeded for f in polling.feeds.values()):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _spread_out(archive: Path, start: datetime, seconds: float) -> None:
    """Has the feeds fall due one after the other, faster than any schedule would."""
    opened = Archive.open(archive)
    states = opened.feeds()
    sources = {health.source.uri: health.source for health in Reader.open(archive).sources()}
    step = timedelta(seconds=seconds) / len(states)
    later = [
        (sources[uri], encoded(replace(decoded(state), due=start + n * step)))
        for n, (uri, state) in enumerate(states.items())
    ]
    opened.keep_feeds(later)
    opened.close()


async def _ours(archive: Path, lexicon: Path, publisher: Publisher) -> dict[str, Took]:
    """A running service, as `R` on the board has it visit all feeds."""
    subscriptions = [Subscription(address, allow_private=True) for address in publisher.addresses]
    polling = Polling(None, subscriptions)
    service = Service(archive, [], lexicon, Settings(), lambda: None, feeds=polling)
    task = asyncio.create_task(service.run())
    began = datetime.now(UTC)

    async def visited(since: datetime) -> None:
        async with asyncio.timeout(PATIENCE):
            while not polling.feeds or any(
                feed.visiting or (feed.state.succeeded or began) <= since for feed in polling.feeds.values()
            ):
                if task.done():
                    task.result()
                await asyncio.sleep(0.005)

    async def reload() -> Took:
        since = datetime.now(UTC)
        before = time.perf_counter(), time.process_time(), workers_seconds()
        service.rescan()
        await visited(since)
        wall, main, workers = (b - a for a, b in zip(before, _now(), strict=True))
        return Took(wall, main + workers, main)

    try:
        await visited(began)
        took: dict[str, list[Took]] = {"unchanged": [], "changed": []}
        for _ in range(ROUNDS):
            publisher.asked()
            took["unchanged"].append(await reload())
            assert publisher.publish() == (0, FEEDS)
            took["changed"].append(await reload())
            assert publisher.asked() == (FEEDS, 0)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    reader = Reader.open(archive)
    assert reader.totals().documents == FEEDS * (30 + ROUNDS)
    reader.close()
    return {name: _middle(each) for name, each in took.items()}


def _newsboat(program: str, home: Path, publisher: Publisher, threads: int) -> dict[str, Took]:
    """A whole process each time, which is how it reloads without a screen."""
    home.joinpath("urls").write_text("\n".join(publisher.addresses) + "\n", encoding="ascii")
    home.joinpath("config").write_text(f"reload-threads {threads}\n", encoding="ascii")
    files = ["-u", f"{home}/urls", "-C", f"{home}/config", "-c", f"{home}/cache.db"]

    def reload() -> Took:
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        environment = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        command = [program, *files, "-x", "reload"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Took(time.perf_counter() - start, cpu, cpu)

    reload()
    took: dict[str, list[Took]] = {"unchanged": [], "changed": []}
    for _ in range(ROUNDS):
        took["unchanged"].append(reload())
        publisher.publish()
        took["changed"].append(reload())
    return {name: _middle(each) for name, each in took.items()}


def _now() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), workers_seconds()


def _middle(took: list[Took]) -> Took:
    return Took(*(statistics.median(each) for each in zip(*took, strict=True)))
