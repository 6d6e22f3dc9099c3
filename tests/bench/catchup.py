"""How fast a folder is caught up with: a look through it, and its files read, tagged and stored."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench import samples
from watchers.service import Service
from watchers.settings import Folder, Settings
from watchers.sources.scan import sweep

FILES = {150: 3000, 400: 1500}
"""How many files of so many words."""
LOOKED = 20_000
_WARM = 0.1
"""The part of the files that is not measured: workers open their lexicon on the first ones."""


@dataclass(frozen=True, slots=True)
class Caught:
    """Files a second, and milliseconds of processor time a file of the main process and of all workers."""

    rate: float
    main: float
    workers: float
    memory: float


def catchup(lexicon: Path) -> None:
    """One line a length of file, and one for the look through the folder."""
    cores = os.cpu_count() or 1
    for words, count in FILES.items():
        with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch:
            folder = Path(scratch) / "in"
            write(folder, words, count)
            caught = asyncio.run(_caught(Path(scratch) / "archive.sqlite", folder, lexicon, count))
        per_core = 1000 / (caught.main + caught.workers)
        print(
            f"catch-up             {caught.rate:8.0f} files of {words} words a second on {cores} cores; {per_core:.0f} "
            f"for a second of processor ({caught.workers:.1f} ms in workers, {caught.main:.1f} ms beside them)"
        )
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch:
        print(f"scan                 {_looked(Path(scratch)):8.0f} unchanged files a second on one core")


def write(folder: Path, words: int, count: int) -> None:
    """Dispatches as a wire sends them, each another one."""
    folder.mkdir(parents=True, exist_ok=True)
    paragraphs = itertools.cycle(p for d in samples.dispatches() for p in d.text.split("\n\n"))
    for number in range(count):
        text = samples.filled(paragraphs, words)
        (folder / f"{number:06}.txt").write_text(f"Dispatch number {number}\n\n{text}\n", encoding="utf-8")


async def _caught(archive: Path, folder: Path, lexicon: Path, count: int) -> Caught:
    service = Service(archive, [Folder(folder)], lexicon, Settings(quiet_seconds=0.1), lambda: None)
    task = asyncio.create_task(service.run())
    try:
        warm = int(_WARM * count)
        await _stored(service, task, warm)
        began, stored, main, workers = time.perf_counter(), _count(service), time.process_time(), workers_seconds()
        await _stored(service, task, count)
        took, done = time.perf_counter() - began, _count(service) - stored
        main, workers = time.process_time() - main, workers_seconds() - workers
        return Caught(done / took, 1000 * main / done, 1000 * workers / done, 0)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _count(service: Service) -> int:
    return sum(health.documents for health in service.health)


async def _stored(service: Service, task: asyncio.Task[None], count: int) -> None:
    while _count(service) < count:
        if task.done():
            task.result()
        await asyncio.sleep(0.02)


def workers_seconds() -> float:
    """Processor time of all child processes, from the proc file system."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(_ticks(child.pid) for child in multiprocessing.active_children() if child.pid) / ticks


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _looked(folder: Path) -> float:
    for number in range(LOOKED):
        path = folder / f"{number % 100}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.touch()
    known = {seen.uri: seen.state for seen in sweep(str(folder), {}, {}).changed}
    began = time.process_time()
    sweep(str(folder), known, {})
    return LOOKED / (time.process_time() - began)
