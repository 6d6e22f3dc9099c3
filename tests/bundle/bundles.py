"""A small archive with everything a bundle may hold, and bundles of it in every packing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.archive.stories import wire
from tests.build import NOON, minutes, report
from watchers.archive.originals import Captured, Snapshot
from watchers.archive.writing import Archive
from watchers.bundle.facts import Facts
from watchers.bundle.sinks import Folder, Packed, Sink
from watchers.bundle.tarred import Tar
from watchers.bundle.writing import Bundle, Content
from watchers.bundle.zipped import Zip
from watchers.filters import Filter

ASKED = Facts(made="2030-03-14T13:00:00.000000Z", filter="ferry", meaning="ferry", software="wirewatch 9", lexicon="ab")
PACKINGS = ("folder", "zip", "tar")
SHARED = b"two stories in one file"


def archive(path: Path) -> Path:
    """Five documents: one of three versions, the last a kill; two that share their bytes; one embargoed."""
    held = report("Held back", "Not yet.", uri="held", received=NOON + minutes(20))
    with closing(Archive.open(path)) as kept:
        kept.store_all(
            [
                wire("Ferry aground", "A ferry ran aground.", version="1"),
                report("One", "First story.", uri="a", content=SHARED, received=NOON + minutes(2)),
                report("Two", "Second story.", uri="b", content=SHARED, received=NOON + minutes(2)),
                wire("Ferry afloat", "The ferry is afloat.", "ferry-2.xml", at=5, version="2"),
                report("../../etc/passwd", "Words.", uri="file:///desk/..%2F..%2Fetc%2Fpasswd"),
                wire("Ferry", "", "kill.xml", at=9, version="3", status="cancelled", ednote="There was no ferry."),
                replace(held, document=replace(held.document, embargo=NOON + timedelta(days=1))),
            ]
        )
    return path


def bundle(kept: Path, target: Path, packing: str = "folder") -> str:
    """Everything of an archive; returns its seal."""
    with closing(Snapshot(kept)) as snapshot:
        _, versions = snapshot.every(snapshot.numbers(Filter(), NOON))
        if packing == "folder":
            target.mkdir()
            return _fill(Folder(target), versions, snapshot.content)
        with target.open("wb") as file:
            return _fill(Packed(file, Zip() if packing == "zip" else Tar()), versions, snapshot.content)


def _fill(sink: Sink, versions: Iterator[Captured], content: Content) -> str:
    with closing(Bundle(sink, content)) as made:
        for one in versions:
            made.add(one)
        _, seal = made.finish(ASKED)
    sink.close()
    return seal
