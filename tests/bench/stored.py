"""How fast an archive takes documents, prepared and tagged, and how much room they take there."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench import dispatches
from watchers.analysis.traces import trace_of
from watchers.archive.writing import Archive
from watchers.document import Report

BATCHES = {500: 4, 64: 20, 1: 400}
"""How many batches of so many documents are stored."""
_OTHERS = 1_000_000
"""Of the chunks that are stored here, the first; those of the archive begin at 0."""
_SIZES = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
_LEAST = 10
"""Bytes a document from which on a table is named."""


def storing(archive: Path) -> None:
    """Into a copy beside the archive, each transaction on the disk before the next begins."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-", dir=archive.parent) as scratch:
        copy = Path(scratch) / archive.name
        shutil.copyfile(archive, copy)
        reports = _reports()
        with closing(Archive.open(copy)) as opened:
            opened.store_all([next(reports) for _ in range(500)])
            for size, count in BATCHES.items():
                batches = [[next(reports) for _ in range(size)] for _ in range(count)]
                print(f"storing, {size:3} at once {_rate(opened, batches)}", flush=True)


def room(archive: Path) -> None:
    """Bytes a document by table and index, where SQLite was built to tell (`dbstat`); and beside the originals."""
    with closing(sqlite3.connect(archive)) as connection:
        documents = connection.execute("SELECT count(*) FROM document").fetchone()[0]
        came, kept = connection.execute("SELECT sum(size), sum(length(content)) FROM original").fetchone()
        try:
            sizes = connection.execute(_SIZES).fetchall()
        except sqlite3.OperationalError:
            sizes = []
    whole, came, kept = (size / documents for size in (archive.stat().st_size, came, kept))
    print(f"room                 {whole:8.0f} bytes a document; it came in {came:.0f}, which are kept in {kept:.0f}")
    print(f"  beside what came   {whole - came:8.0f}; beside what is kept of that {whole - kept:.0f}")
    for name, taken in sizes:
        if taken / documents >= _LEAST:
            print(f"  {name:28} {taken / documents:8.0f}")


def _reports() -> Iterator[Report]:
    now = datetime.now(UTC)
    number = _OTHERS
    while True:
        yield from (_traced(told.report) for told in dispatches.chunk(number, now - timedelta(hours=1), now))
        number += 1


def _traced(report: Report) -> Report:
    """With what it is put into its story by."""
    analysis = report.analysis
    return replace(report, analysis=replace(analysis, trace=trace_of(report.document, analysis)))


def _rate(archive: Archive, batches: Sequence[Sequence[Report]]) -> str:
    began, processor = time.perf_counter(), time.process_time()
    for batch in batches:
        if len(batch) == 1:
            archive.store(batch[0])
        else:
            archive.store_all(batch)
    took, used = time.perf_counter() - began, time.process_time() - processor
    count = sum(map(len, batches))
    return f"{count / took:8.0f} documents a second on the disk; {count / used:.0f} for a second of processor"
