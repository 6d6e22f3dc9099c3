"""An archive of many documents, made once through the product's own writer and kept for the next time.

python -m tests.bench.archived [COUNT] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from random import Random

from platformdirs import user_cache_path

from tests.bench import dispatches, invented, wording
from tests.bench.dispatches import CHUNK, YEAR, Told
from watchers.archive import columns, packing, primers, schema, slimming, training, versions
from watchers.archive.rows import Stored
from watchers.archive.writing import Archive

BATCH = 500
_AHEAD = 4
_BULK = ("synchronous = OFF", "cache_size = -300000", "wal_autocheckpoint = 50000")
"""What is lost by a fall of the power while an archive is made is made again."""
_READ, _STARRED = 0.7, 0.03
_MARKED = "UPDATE document SET read = ?, starred = ?, cluster = ?, copy_of = ? WHERE id = ?"
_CLUSTERS = """
    INSERT INTO cluster (id, documents, origins, first, last)
    SELECT cluster, count(*), count(DISTINCT source), min(received), max(received) FROM document
    WHERE id BETWEEN ? AND ? AND cluster IS NOT NULL GROUP BY cluster
"""


def archive_of(count: int, folder: Path | None = None) -> Path:
    """The archive of so many documents, which is made where there is none of this generator and this schema."""
    path = (folder or user_cache_path("wirewatch-bench")) / f"archive-{count}-{fingerprint()}.sqlite"
    if not path.exists():
        make(path, count)
    return path


def fingerprint() -> str:
    """Another one wherever the generator, or the shape of what is stored, is another."""
    modules = (dispatches, invented, wording, schema, columns, packing, primers, slimming, training, versions)
    sources = [Path(str(module.__file__)).read_bytes() for module in modules]
    return sha256(b"".join([*sources, Path(__file__).read_bytes()])).hexdigest()[:12]


def make(path: Path, count: int, now: datetime | None = None) -> None:
    """Under another name until it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f"{path.name}.making")
    for rest in ("", "-wal", "-shm", ".lock"):
        making.with_name(making.name + rest).unlink(missing_ok=True)
    archive, began = Archive.open(making), time.monotonic()
    with closing(archive):
        for pragma in _BULK:
            archive._connection.execute(f"PRAGMA {pragma}")
        made = 0
        for number, told in enumerate(_chunks(count, now or datetime.now(UTC))):
            keep(archive, told, Random(number))
            made += len(told)
            print(
                f"\r{made:,} of {count:,} documents, {made / (time.monotonic() - began):.0f}/s ",
                end="",
                file=sys.stderr,
            )
    print(file=sys.stderr)
    with closing(sqlite3.connect(making)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = WAL")
    making.rename(path)


def keep(archive: Archive, told: list[Told], random: Random) -> list[Stored]:
    """Stores one chunk; then what a person marks of it, and which documents tell one story."""
    stored: list[Stored] = []
    for at in range(0, len(told), BATCH):
        stored += archive.store_all([each.report for each in told[at : at + BATCH]])
    with archive._writing() as connection:
        connection.executemany(_MARKED, _marks(told, stored, random))
        numbers = [each.document for each in stored]
        connection.execute(_CLUSTERS, (min(numbers), max(numbers)))
    return stored


def _marks(
    told: list[Told], stored: list[Stored], random: Random
) -> Iterator[tuple[int, int, int | None, int | None, int]]:
    """Of each new document: read, starred, the first of its story, the one it copies, itself."""
    stories = {each.story for each in told if each.story is not None}
    for n, (each, kept) in enumerate(zip(told, stored, strict=True)):
        if kept.outcome == "new":
            story = each.story if each.story is not None else n if n in stories else None
            first = None if story is None else stored[story].document
            copied = None if each.copy is None else stored[each.copy].document
            yield int(random.random() < _READ), int(random.random() < _STARRED), first, copied, kept.document


def _chunks(count: int, now: datetime) -> Iterator[list[Told]]:
    """Made in other processes, a few ahead; the last ends now, and no day has more than twice those of another."""
    jobs = list(_jobs(count, now))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        waiting: deque[Future[list[Told]]] = deque()
        left = iter(jobs)
        for job in itertools.islice(left, _AHEAD):
            waiting.append(pool.submit(dispatches.chunk, *job))
        while waiting:
            yield waiting.popleft().result()
            for job in itertools.islice(left, 1):
                waiting.append(pool.submit(dispatches.chunk, *job))


def _jobs(count: int, now: datetime) -> Iterable[tuple[int, datetime, datetime, int]]:
    """A chunk for each stretch of the year; those of today are half of what they were a year ago in length."""
    parts = -(-count // CHUNK)
    edges = [now - YEAR * (1 - (n / parts)) ** 1.3 for n in range(parts + 1)]
    for number in range(parts):
        size = min(CHUNK, count - number * CHUNK)
        yield number, edges[number], min(edges[number + 1], now - timedelta(seconds=1)), size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    print(archive_of(asked.count, asked.folder))


if __name__ == "__main__":
    main()
