"""The index answers every question as the tables do, whatever has happened to the documents since it was made."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.filtering import filters, reports
from tests.archive.indexed import Both
from tests.build import NOON, minutes, report
from watchers.archive.index import postings, segment, tables
from watchers.archive.index.building import Making
from watchers.archive.index.numbers import bitmap
from watchers.archive.index.postings import Pairs
from watchers.archive.index.segment import KINDS, Columns, Segment
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.filters import Filter, Term
from watchers.filters.parsing import parse

EVERYTHING = Filter()


class Desk:
    """An archive to which things happen."""

    def __init__(self, path: Path, given_reports: list[Report], random: Random) -> None:
        self.path, self.reports, self.random = path, given_reports, random
        self.archive, self.marks = Archive.open(path), Marks.open(path)

    def close(self) -> None:
        self.archive.close()
        self.marks.close()

    def some(self) -> list[int]:
        with closing(Reader.open(self.path)) as reader:
            numbers = list(reader.numbers(EVERYTHING, NOON))
        return self.random.sample(numbers, min(len(numbers), self.random.randint(1, 4)))

    def store(self) -> None:
        """Documents, versions and kills, as they come."""
        self.archive.store_all([self.random.choice(self.reports) for _ in range(self.random.randint(1, 6))])

    def mark(self) -> None:
        self.marks.read(self.some(), self.random.random() < 0.5)
        self.marks.star(self.some(), self.random.random() < 0.5)

    def note(self) -> None:
        for number in self.some():
            self.marks.note(number, self.random.choice(["Seen by the desk.", ""]), NOON)

    def lose(self) -> None:
        one = self.random.choice(self.reports)
        self.archive.gone(one.arrival.source, one.uri, NOON)

    def retag(self) -> None:
        with closing(Reader.open(self.path)) as reader:
            kept = [reader.reread(number) for number in self.some()]
        for one in filter(None, kept):
            self.archive.retag(one.number, one.version, self.random.choice(self.reports).analysis)

    def cluster(self) -> None:
        self.write(
            *((f"UPDATE document SET cluster = {self.random.randint(1, 3)} WHERE id = {n}") for n in self.some())
        )

    def prune(self) -> None:
        (number, *_) = self.some()
        self.write(
            *(f"DELETE FROM {table}_tag WHERE document = {number}" for table in TAGS),
            *(f"DELETE FROM {table} WHERE document = {number}" for table in ("note", "version")),
            f"DELETE FROM document WHERE id = {number}",
            "INSERT INTO pruned (at, documents) VALUES (0, 1)",
        )

    def write(self, *changes: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for change in changes:
                connection.execute(change)


TAGS = ("actor", "region", "event", "label")
HAPPENING: list[Callable[[Desk], None]] = [
    Desk.store,
    Desk.store,
    Desk.store,
    Desk.mark,
    Desk.note,
    Desk.lose,
    Desk.retag,
    Desk.cluster,
]


@given(st.lists(reports(), min_size=1, max_size=12), st.lists(st.sampled_from(HAPPENING), max_size=10), st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_index_that_is_kept_up_answers_as_the_tables(
    tmp_path_factory: pytest.TempPathFactory,
    given_reports: list[Report],
    happening: list[Callable[[Desk], None]],
    data: st.DataObject,
) -> None:
    desk = Desk(
        tmp_path_factory.mktemp("index") / "archive.db", given_reports, data.draw(st.randoms(use_true_random=True))
    )
    desk.store()
    with closing(desk), closing(Both(desk.path)) as both:
        for happens in happening:
            happens(desk)
            both.agree(EVERYTHING)
            for wanted in data.draw(st.lists(filters, min_size=1, max_size=4)):
                both.agree(wanted)


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    found: list[Report] = []

    @given(reports())
    @settings(max_examples=60, database=None)
    def collect(one: Report) -> None:
        found.append(one)

    collect()
    opened = Desk(path, found, Random(7))
    opened.archive.store_all(found)
    yield opened
    opened.close()


def test_after_a_pruning_the_tables_answer_until_there_is_a_new_index(desk: Desk) -> None:
    with closing(Both(desk.path)) as both:
        desk.prune()
        assert list(both.indexed.numbers(EVERYTHING, NOON)) == list(both.tables.numbers(EVERYTHING, NOON))
        assert not both.indexed.indexed
        both.index_anew()
        both.agree(EVERYTHING)
        both.agree(parse("lang:en -actor:iran"))


def test_when_much_has_changed_the_old_index_answers_until_there_is_a_new_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Both(desk.path)) as both:
        before = list(both.indexed.numbers(EVERYTHING, NOON))
        monkeypatch.setattr(tables, "MOST", 3)
        for number in range(9):
            desk.archive.store(report(f"Ferry {number}", uri=f"file:///ferry/{number}"))
        assert list(both.indexed.numbers(EVERYTHING, NOON)) == before
        assert both.indexed.index_due
        both.index_anew()
        assert not both.indexed.index_due
        both.agree(EVERYTHING)


def test_a_moment_is_of_one_moment(desk: Desk) -> None:
    with closing(Both(desk.path)) as both, both.indexed.moment():
        before = both.indexed.count(EVERYTHING, NOON)
        desk.archive.store(report("Ferry", uri="file:///ferry"))
        assert both.indexed.count(EVERYTHING, NOON) == len(both.indexed.numbers(EVERYTHING, NOON)) == before
        assert both.indexed.totals().documents == before


def test_documents_received_at_one_instant_keep_their_order_however_they_came(archive: Archive) -> None:
    for number in range(30):
        archive.store(report(uri=f"{number}", received=NOON, published=NOON - minutes(number % 4)))
    with closing(Both(archive.path)) as both:
        for number in range(30, 60):
            when = NOON - minutes(60 * (number % 2))
            archive.store(report(uri=f"{number}", received=when, published=NOON - minutes(number % 4)))
            both.agree(EVERYTHING)


def test_while_documents_are_stored_every_view_agrees_with_itself(desk: Desk) -> None:
    failures: list[BaseException] = []
    done = threading.Event()

    def look() -> None:
        with closing(Reader.open(desk.path)) as reader:
            reader.take(Making(desk.path).make())
            while not done.is_set():
                with reader.moment():
                    numbers = list(reader.numbers(EVERYTHING, NOON))
                    assert len(numbers) == reader.totals().documents == len(set(numbers))
                    assert sum(count.count for count in reader.source_counts(EVERYTHING, NOON)) == len(numbers)
                    assert len(reader.rows(numbers)) == len(numbers)

    def guarded() -> None:
        try:
            look()
        except BaseException as error:  # a thread's end is seen here alone
            failures.append(error)

    threads = [threading.Thread(target=guarded) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(60):
        desk.store()
    done.set()
    for thread in threads:
        thread.join(60)
    assert failures == []


@pytest.mark.parametrize(("few", "heavy"), [(0, 1), (0, 10**9), (10**9, 1), (10**9, 10**9)])
def test_tags_are_counted_right_by_every_way_of_counting(few: int, heavy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_FEW", few)
    monkeypatch.setattr(postings, "_FEWEST", 0)
    monkeypatch.setattr(postings, "_HEAVY", heavy)
    random = np.random.default_rng(3)
    numbers = np.sort(random.choice(9000, 6000, replace=False)).astype(np.uint32)
    zeros = np.zeros(len(numbers), np.int64)
    documents = random.choice(numbers, 30_000).astype(np.int64)
    keys = np.unique(documents << 32 | np.minimum(random.pareto(0.4, 30_000), 4000).astype(np.int64))
    pairs = Pairs.ordered(keys & 0xFFFFFFFF, keys >> 32)
    whole = Segment.of(Columns(numbers, zeros, zeros, numbers * 0), dict.fromkeys(KINDS, pairs))
    for size in (0, 1, 50, 2000, 5000, 6000):
        some = np.sort(random.choice(numbers, size, replace=False))
        expected = np.bincount(pairs.tags[np.isin(pairs.documents, some)], minlength=4001)
        counts = whole.counts("actor", bitmap(some))
        assert (counts == expected[: len(counts)]).all()
        assert not expected[len(counts) :].any()
    back = whole.postings["actor"].pairs()
    assert (back.tags == pairs.tags).all()
    assert (back.documents == pairs.documents).all()


def test_a_list_of_many_is_a_sequence(desk: Desk) -> None:
    with closing(Both(desk.path)) as both:
        numbers, plain = (reader.numbers(EVERYTHING, NOON) for reader in (both.indexed, both.tables))
        assert (numbers[3], list(numbers[2:5]), numbers[-1]) == (plain[3], list(plain[2:5]), plain[-1])
        assert numbers.index(plain[4]) == 4
        assert plain[0] in numbers
        assert 10**9 not in numbers
        with pytest.raises(ValueError):
            numbers.index(10**9)
        assert numbers.first_of([10**9, plain[6], plain[2]]) == 6  # type: ignore[attr-defined]
        assert numbers.first_of([]) is None  # type: ignore[attr-defined]


def test_a_span_of_time_moves_with_now(desk: Desk) -> None:
    lately = Filter((Term("since", ("3600",)),))
    with closing(Both(desk.path)) as both:
        for hours in range(0, 70, 7):
            now = NOON - timedelta(hours=hours)
            assert list(both.indexed.numbers(lately, now)) == list(both.tables.numbers(lately, now))
