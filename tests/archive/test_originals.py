"""A snapshot tells every version with the bytes it came in, as they were at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.archive.stories import wire
from tests.build import NOON, minutes, report
from watchers.archive import originals
from watchers.archive.originals import Snapshot
from watchers.archive.writing import Archive
from watchers.filters import Filter, Term

FIRST = wire("Ferry aground", "A ferry ran aground.", version="1")
SECOND = wire("Ferry afloat", "The ferry is afloat.", "ferry-2.xml", at=5, version="2")
KILL = wire("Ferry", "", "kill.xml", at=9, version="3", status="cancelled", ednote="There was no ferry.")


@pytest.fixture
def snapshot(archive: Archive) -> Iterator[Snapshot]:
    archive.store_all([FIRST, report("Other", "Else.", uri="else", received=NOON + minutes(1)), SECOND, KILL])
    opened = Snapshot(archive.path)
    yield opened
    opened.close()


def test_versions_come_in_the_order_in_which_they_were_kept(snapshot: Snapshot) -> None:
    count, versions = snapshot.every([2, 1])
    told = [(one.document, one.version, one.shown, snapshot.content(one)) for one in versions]
    assert count == 4
    assert told == [
        (1, 1, False, FIRST.arrival.content),
        (2, 1, True, b"Other\n\nElse."),
        (1, 2, True, SECOND.arrival.content),
        (1, 3, False, KILL.arrival.content),
    ]


def test_the_shown_version_has_the_last_word_of_its_provider(snapshot: Snapshot) -> None:
    other, one = snapshot.shown([2, 1])
    assert (one.title, one.status, one.notice, one.versions) == ("Ferry afloat", "cancelled", "There was no ferry.", 3)
    assert (other.title, other.status) == ("Other", None)
    assert [each.title for each in snapshot.headings([2, 99, 1])] == ["Other", "Ferry afloat"]


def test_what_is_written_meanwhile_is_not_told(archive: Archive, snapshot: Snapshot) -> None:
    archive.store(report("Later", "News.", uri="later", received=NOON + minutes(30)))
    archive.store(wire("Ferry sunk", "It sank.", "ferry-4.xml", at=40, version="4"))
    assert list(snapshot.numbers(Filter(), NOON)) == [1, 2]
    assert snapshot.every([1, 2, 3])[0] == 4
    with closing(Snapshot(archive.path)) as now:
        assert now.every([1, 2, 3])[0] == 6


def test_it_chooses_as_a_reader_does(snapshot: Snapshot) -> None:
    assert list(snapshot.numbers(Filter((Term("text", ("else",)),)), NOON)) == [2]
    assert list(snapshot.by_publication(Filter((Term("is", ("killed",)),)), NOON)) == [1]


def test_what_is_damaged_is_none_and_the_others_are_whole(archive: Archive, path: Path) -> None:
    for uri in "ab":
        archive.store(report(uri=uri, content=uri.encode()))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE original SET content = X'02' WHERE id = 1")
        raw.execute("UPDATE version SET analysis = X'01FF' WHERE id = 1")
    with closing(Snapshot(path)) as found:
        damaged, whole = found.shown([1, 2])
        assert (damaged.read, found.content(damaged)) == (None, None)
        assert (whole.read is not None, found.content(whole)) == (True, b"b")


def test_originals_that_hold_what_is_embargoed_are_known(archive: Archive, path: Path) -> None:
    held = report("Held", "Not yet.", uri="held", content=b"both")
    archive.store(report("Free", "Now.", uri="free", content=b"both"))
    archive.store(replace(held, document=replace(held.document, embargo=NOON + timedelta(hours=1))))
    archive.store(report("Own", "Now.", uri="own", content=b"own"))
    with closing(Snapshot(path)) as found:
        free, own = found.shown([1, 3])
        assert found.embargoed(NOON) == {free.original}
        assert own.original not in found.embargoed(NOON)
        assert found.embargoed(NOON + timedelta(hours=2)) == frozenset()


@pytest.mark.parametrize("sql", [originals._SHOWN, originals._THESE, originals._ALL_OF, originals._TITLES])
def test_what_is_asked_for_is_looked_up(archive: Archive, sql: str) -> None:
    with closing(sqlite3.connect(archive.path)) as raw:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", ("[1]",))]
    assert not [step for step in plan if step.startswith("SCAN") and "json_each" not in step], plan
