"""Stores documents at a steady rate into an archive: a second process, while a board reads along. It waits for a line.

What has fallen due together is stored together, as the intake does; as polite as that is.

python -m tests.bench.writer ARCHIVE LEXICON RATE SECONDS
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.samples import reports
from watchers.analysis.tagger import Tagger
from watchers.archive.lock import Lock
from watchers.archive.writing import Archive
from watchers.document import Report

MOST = 64
"""Documents of one transaction."""


def main(path: str, lexicon: str, rate: str, seconds: str) -> None:
    """Prints how many were stored when the time is over."""
    os.nice(5)
    stream = reports(Tagger.open(Path(lexicon)))
    lock = Lock(Path(path))
    assert lock.acquire()
    archive = Archive.open(Path(path))
    archive.store(next(stream))  # the stream tags its dispatches first
    print("ready", flush=True)
    sys.stdin.readline()
    started = time.monotonic()
    stored = 0
    while (gone := time.monotonic() - started) < float(seconds):
        due = int(gone * float(rate)) - stored
        batch = [_now(report, stored + n) for n, report in enumerate(itertools.islice(stream, min(due, MOST)))]
        archive.store_all(batch)
        stored += len(batch)
        time.sleep(0.005)
    archive.close()
    print(stored)


def _now(report: Report, number: int) -> Report:
    uri = f"file:///bench/live/{number}.txt"
    return replace(report, arrival=replace(report.arrival, uri=uri, received=datetime.now(UTC)))


if __name__ == "__main__":
    main(*sys.argv[1:])
