"""How fast an archive of a million documents answers what the board asks of it, and how fast it takes more.

python -m tests.bench.million [COUNT] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from tests.bench import stored
from tests.bench.archived import archive_of
from tests.bench.asked import Asked
from tests.bench.measures import resident
from tui.board import viewing
from tui.board.view import Question
from watchers.archive.columns import instant
from watchers.archive.index.building import Making
from watchers.archive.reader import Reader
from watchers.filters import Filter

COUNT, ROUNDS, PAGE = 1_000_000, 20, 50
WEEK = timedelta(days=7)
_PATIENCE = 10.0
"""Seconds after which a line is content with the filters that it has measured."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A question of the board; `method` of the reader answers it, within `limit` milliseconds in 95 of 100 cases."""

    name: str
    method: str
    limit: int
    ask: Callable[[Any, Filter, datetime], object]


PANELS = (
    Panel("newest 50 rows", "numbers", 20, lambda r, f, now: r.rows(r.numbers(f, now)[:PAGE])),
    Panel("next page", "numbers", 20, lambda r, f, now: r.rows(r.numbers(f, now)[PAGE : 2 * PAGE])),
    Panel("actors, top 30", "actor_counts", 20, lambda r, f, now: r.actor_counts(f, now, limit=30)),
    Panel("tree of regions", "region_counts", 20, lambda r, f, now: r.region_counts(f, now)),
    Panel("hours of 7 days", "histogram", 20, lambda r, f, now: r.histogram(f, now, span=WEEK, buckets=168)),
    Panel("points of the map", "points", 20, lambda r, f, now: r.points(f, now)),
    Panel("events", "event_counts", 20, lambda r, f, now: r.event_counts(f, now)),
    Panel("sources", "source_counts", 20, lambda r, f, now: r.source_counts(f, now)),
)
WHOLE = Panel("all panels at once", "numbers", 80, lambda r, f, now: viewing.view(r, Question(f, now)))
SEARCH = Panel("words in a filter", "numbers", 100, lambda r, f, now: r.rows(r.numbers(f, now)[:PAGE]))


def million(folder: Path | None = None, count: int = COUNT) -> None:
    """Makes the archive where there is none yet, which takes a while."""
    archive = archive_of(count, folder)
    now = newest(archive)
    _opening(archive, now)
    asked = Asked(archive)
    with closing(Reader.open(archive)) as reader:
        reader.take(Making(archive).make())
        kinds = asked.kinds(ROUNDS)
        for panel in (*PANELS, WHOLE):
            if hasattr(reader, panel.method):
                _line(panel, panel.name, chain.from_iterable(zip(*kinds.values(), strict=True)), reader, now)
        for name, filters in kinds.items():
            _line(WHOLE, f"  {name}", filters, reader, now)
        _line(SEARCH, SEARCH.name, asked.words(3 * ROUNDS), reader, now)
    stored.storing(archive)
    stored.room(archive)


def newest(archive: Path) -> datetime:
    """Just after the last receipt, from which everything is measured, however old the archive has become."""
    with closing(sqlite3.connect(archive)) as connection:
        return instant(connection.execute("SELECT max(placed) FROM document").fetchone()[0]) + timedelta(seconds=1)


def _line(panel: Panel, name: str, filters: Iterable[Filter], reader: Reader, now: datetime) -> None:
    waits: list[float] = []
    for wanted in filters:
        began = time.perf_counter()
        panel.ask(reader, wanted, now)
        waits.append(1000 * (time.perf_counter() - began))
        if sum(waits) > 1000 * _PATIENCE:
            break
    waits.sort()
    p50, p95, p99 = (waits[min(len(waits) - 1, int(part * len(waits)))] for part in (0.5, 0.95, 0.99))
    verdict = "" if p95 <= panel.limit else f"  over {panel.limit}"
    print(f"{name:20} p50 {p50:7.1f}  p95 {p95:7.1f}  p99 {p99:7.1f} ms  ({len(waits)} filters){verdict}", flush=True)


def _opening(archive: Path, now: datetime) -> None:
    """Each in a process of its own, as a board's reader is."""
    began = time.perf_counter()
    Making(archive, anew=True).make()
    print(f"index made           {time.perf_counter() - began:8.2f} s", flush=True)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows, whole, before, after = pool.apply(_opened, (archive, now))
    print(f"first rows           {rows:8.2f} s after opening")
    print(f"first view           {whole:8.2f} s after opening, {after - before:.0f} MiB more in memory", flush=True)


def _opened(archive: Path, now: datetime) -> tuple[float, float, float, float]:
    """Seconds to the first rows and, with the index that was kept, to all panels; MiB before opening and after."""
    before, began = resident(multiprocessing.current_process().pid or 0), time.perf_counter()
    with closing(Reader.open(archive)) as reader:
        reader.rows(reader.newest(Filter(), now, most=PAGE))
        rows = time.perf_counter() - began
        reader.take(Making(archive).make())
        viewing.view(reader, Question(Filter(), now))
        return rows, time.perf_counter() - began, before, resident(multiprocessing.current_process().pid or 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    million(asked.folder, asked.count)


if __name__ == "__main__":
    main()
