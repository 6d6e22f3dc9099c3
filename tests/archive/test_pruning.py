"""What is old goes with all that is its own, what a person marked stays, and whoever writes beside goes on."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.archive.test_kills import halves
from tests.build import NOON, report
from watchers.archive.checking import check
from watchers.archive.marks import Marks
from watchers.archive.pruning import Goal, Plan, Pruned, Pruning, plan
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.filters import Filter, Term

ACTORS = [("irgc", "Revolutionary Guards", "military", ("iran",))]
DAY = timedelta(days=1)


def dated(number: int, days: float, words: str = "Words") -> Report:
    """One that was received so many days before noon."""
    text = f"{words} of {number} from Beit Jinn. " + f"word{number} follows. " * 60
    when = NOON - timedelta(days=days)
    return report(f"Report {number}", text, ACTORS, ["beit-jinn"], ["ASSAULT"], uri=f"u{number}", received=when)


def fill(path: Path, reports: Iterable[Report]) -> Path:
    with closing(Archive.open(path)) as archive:
        archive.store_all(list(reports))
    return path


def prune(path: Path, goal: Goal) -> Pruned:
    with closing(Pruning(path, lambda _: None)) as pruning:
        return pruning.run(goal, NOON)


def numbers(path: Path, *terms: Term) -> set[int]:
    with closing(Reader.open(path)) as reader:
        return set(reader.numbers(Filter(terms), NOON))


def counts(path: Path, *tables: str) -> list[int]:
    with closing(sqlite3.connect(path)) as raw:
        return [raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def test_what_is_older_goes_and_nothing_of_it_is_left(path: Path) -> None:
    fill(path, (dated(number, 100 if number <= 30 else 1) for number in range(1, 41)))
    done = prune(path, Goal(before=NOON - 90 * DAY))
    assert (done.documents, done.spared) == (30, 0)
    assert numbers(path) == set(range(31, 41))
    assert counts(path, "version", "original", "search_docsize") == [10, 10, 10]
    assert counts(path, "actor_tag", "region_tag", "event_tag") == [20, 50, 10]
    assert halves(path) == []
    assert check(path).findings == ()
    assert numbers(path, Term("text", ("word7",))) == set()
    assert numbers(path, Term("text", ("word33",))) == {33}


def test_what_is_starred_noted_or_embargoed_stays(path: Path) -> None:
    held = dated(3, 100)
    lifted = dated(4, 100)
    embargoes = [
        replace(held, document=replace(held.document, embargo=NOON + DAY)),
        replace(lifted, document=replace(lifted.document, embargo=NOON - DAY)),
    ]
    fill(path, [dated(1, 100), dated(2, 100), *embargoes, dated(5, 100)])
    with closing(Marks.open(path)) as marks:
        marks.star([1], starred=True)
        marks.note(2, "The only account of the raid.", NOON)
    goal = Goal(before=NOON - 90 * DAY)
    found = plan(path, goal, NOON)
    assert (list(found.documents), found.spared) == ([4, 5], 3)
    assert prune(path, goal).spared == 3
    assert numbers(path) == {1, 2, 3}
    with closing(Reader.open(path)) as reader:
        noted = reader.document(2)
        assert noted is not None
        assert noted.note == "The only account of the raid."


def test_a_plan_changes_nothing_and_says_what_would_go(path: Path) -> None:
    fill(path, (dated(number, 100 - number) for number in range(1, 21)))
    before = path.read_bytes()
    found = plan(path, Goal(before=NOON - 90 * DAY), NOON)
    assert list(found.documents) == list(range(1, 10))
    assert (found.oldest, found.newest) == (NOON - 99 * DAY, NOON - 91 * DAY)
    assert 0 < found.frees < found.used
    assert path.read_bytes() == before
    assert counts(path, "pruned") == [0]


def test_the_oldest_go_until_the_archive_is_small_enough(path: Path) -> None:
    fill(path, (dated(number, 1000 - number, "Several words " * 40) for number in range(1, 801)))
    used = plan(path, Goal(size=0), NOON).used
    done = prune(path, Goal(size=used // 2))
    assert done.used <= used // 2
    left = numbers(path)
    assert left == set(range(801 - len(left), 801)), "the newest stay"
    assert len(left) > 200, "and no more went than had to"
    assert check(path).findings == ()


def test_what_may_not_go_is_not_taken_to_make_it_small(path: Path) -> None:
    fill(path, (dated(number, 100) for number in range(1, 6)))
    with closing(Marks.open(path)) as marks:
        marks.star(range(1, 6), starred=True)
    assert plan(path, Goal(size=1), NOON) == Plan(
        plan(path, Goal(size=1), NOON).documents, None, None, 5, 0, plan(path, Goal(size=1), NOON).used
    )
    assert prune(path, Goal(size=1)).documents == 0
    assert numbers(path) == {1, 2, 3, 4, 5}


def test_bytes_that_another_document_came_in_as_well_stay(path: Path) -> None:
    old, new = dated(1, 100), dated(2, 1)
    both = b"one file with two stories"
    shared = [replace(each, arrival=replace(each.arrival, content=both)) for each in (old, new)]
    fill(path, shared)
    prune(path, Goal(before=NOON - 90 * DAY))
    with closing(Reader.open(path)) as reader:
        assert reader.original(2) == both
    assert counts(path, "original") == [1]


def test_every_version_of_a_document_goes_with_it_and_a_new_one_keeps_all(path: Path) -> None:
    first, second = dated(1, 100), dated(2, 100)
    again = replace(dated(1, 95, "Other words"), title="Report 1 again")
    late = replace(dated(2, 1, "Other words"), title="Report 2 again")
    fill(path, [first, second, again, late])
    prune(path, Goal(before=NOON - 90 * DAY))
    assert numbers(path) == {2}
    assert counts(path, "version", "original") == [2, 2]
    assert check(path).findings == ()


def test_stories_and_copies_are_true_afterwards(path: Path) -> None:
    fill(path, [dated(1, 100), dated(2, 5), dated(3, 4), dated(4, 100), dated(5, 3)])
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO cluster VALUES (1, 3, 3, 0, 9), (4, 1, 1, 0, 9), (5, 1, 1, 0, 9)")
        raw.execute("UPDATE document SET cluster = 1, origin = id WHERE id IN (1, 2, 3)")
        raw.execute("UPDATE document SET cluster = id, origin = id WHERE id IN (4, 5)")
        raw.execute("UPDATE document SET copy_of = 1 WHERE id IN (2, 3)")
    prune(path, Goal(before=NOON - 90 * DAY))
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT id, documents, origins FROM cluster").fetchall() == [(1, 2, 2), (5, 1, 1)]
        assert raw.execute("SELECT id, copy_of FROM document").fetchall() == [(2, None), (3, 2), (5, None)]
    assert check(path).findings == ()


def test_what_was_pruned_is_told_to_whoever_keeps_answers(path: Path) -> None:
    fill(path, (dated(number, 100) for number in range(1, 101)))
    prune(path, Goal(before=NOON - 90 * DAY))
    with closing(sqlite3.connect(path)) as raw:
        told = [row[0] for row in raw.execute("SELECT documents FROM pruned ORDER BY id")]
    assert told == [100, 0], "a row from the first transaction on, and one at the end"
    prune(path, Goal(before=NOON - 90 * DAY))
    assert counts(path, "pruned") == [2], "nothing went, so there is nothing to tell"


def test_a_file_that_still_lies_there_is_known_so_its_document_does_not_come_back(path: Path) -> None:
    from watchers.document import FileState

    state = FileState(10, 20, 30)
    old = dated(1, 100)
    fill(path, [replace(old, arrival=replace(old.arrival, file_state=state))])
    prune(path, Goal(before=NOON - 90 * DAY))
    with closing(Archive.open(path)) as archive:
        assert archive.file_states(old.arrival.source) == {old.arrival.uri: state}


def test_a_writer_beside_goes_on_storing(path: Path) -> None:
    """Each in a thread and a connection of its own, as a board and this command have processes of their own."""
    fill(path, (dated(number, 100) for number in range(1, 1001)))
    stored, ended, errors = [0], threading.Event(), list[BaseException]()

    def board() -> None:
        try:
            with closing(Archive.open(path)) as archive:
                while not ended.is_set() or not stored[0]:
                    archive.store(dated(5000 + stored[0], 0))
                    stored[0] += 1
                    time.sleep(0.002)  # as between two batches: a loop without any gap lets nobody else in
        except BaseException as error:
            errors.append(error)

    writer = threading.Thread(target=board)
    writer.start()
    try:
        with closing(Pruning(path)) as pruning:
            done = pruning.run(Goal(before=NOON - 90 * DAY), NOON)
    finally:
        ended.set()
        writer.join(60)
    assert errors == []
    assert done.documents == 1000
    assert len(numbers(path)) == stored[0]
    assert check(path).findings == ()


def test_a_document_that_is_starred_meanwhile_stays(path: Path) -> None:
    fill(path, (dated(number, 100) for number in range(1, 101)))
    starred = False

    def pause(_: float) -> None:
        nonlocal starred
        if not starred:
            starred = True
            with closing(Marks.open(path)) as marks:
                marks.star([100], starred=True)

    with closing(Pruning(path, pause)) as pruning:
        assert pruning.run(Goal(before=NOON - 90 * DAY), NOON).documents == 99
    assert numbers(path) == {100}


def test_the_file_becomes_smaller(path: Path) -> None:
    fill(path, (dated(number, 100 if number <= 400 else 1) for number in range(1, 501)))
    before = path.stat().st_size
    with closing(Pruning(path, lambda _: None)) as pruning:
        pruning.run(Goal(before=NOON - 90 * DAY), NOON)
        given = pruning.give_back(alone=False, room=0)
    assert given.left == 0
    assert given.size > before / 2
    assert path.stat().st_size < before / 2
    assert check(path).findings == ()


def without_incremental(path: Path) -> None:
    """As an earlier wirewatch made it."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA auto_vacuum = NONE")
        raw.execute("VACUUM")


def test_an_archive_of_before_is_written_anew_by_one_who_is_alone(path: Path) -> None:
    fill(path, (dated(number, 100 if number <= 400 else 1) for number in range(1, 501)))
    without_incremental(path)
    with closing(Pruning(path, lambda _: None)) as pruning:
        pruning.run(Goal(before=NOON - 90 * DAY), NOON)
        beside = pruning.give_back(alone=False, room=2**40)
        assert (beside.size, beside.left > 0) == (0, True)
        assert "a board writes it" in beside.why
        full = pruning.give_back(alone=True, room=10)
        assert "no room" in full.why
        alone = pruning.give_back(alone=True, room=2**40)
        assert (alone.size > 0, alone.left, alone.why) == (True, 0, "")
    assert check(path).findings == ()
    with closing(Archive.open(path)) as archive:
        assert archive.store(dated(9000, 0)).outcome == "new"


def test_a_document_whose_text_is_damaged_can_go(path: Path) -> None:
    fill(path, [dated(1, 100), dated(2, 100), dated(3, 1)])
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE version SET text = X'01FF' WHERE document = 1")
    assert prune(path, Goal(before=NOON - 90 * DAY)).documents == 2
    assert numbers(path) == {3}
    assert numbers(path, Term("text", ("words",))) == {3}


def test_as_many_go_as_it_takes_though_pages_stay_half_full(path: Path) -> None:
    """Those that go lie scattered between those that stay, so that hardly a page of the file comes free."""
    fill(path, (dated(number, 1000 - number % 7 * 100, "Several words " * 40) for number in range(1, 401)))
    with closing(Marks.open(path)) as marks:
        marks.star(range(1, 401, 9), starred=True)
    used = plan(path, Goal(size=0), NOON).used
    reckoned = len(plan(path, Goal(size=used * 2 // 3), NOON).documents)
    done = prune(path, Goal(size=used // 4))
    assert done.used <= used // 4 or numbers(path) == set(range(1, 401, 9)), "else what may go is left"
    assert 400 / 3 <= reckoned < 400, "what the bare tables take goes with no document"


def test_nothing_goes_of_an_archive_that_is_small_enough(path: Path) -> None:
    fill(path, (dated(number, 100) for number in range(1, 6)))
    used = plan(path, Goal(size=0), NOON).used
    assert list(plan(path, Goal(size=used), NOON).documents) == []
    assert prune(path, Goal(size=used)).documents == 0
    assert numbers(path) == {1, 2, 3, 4, 5}
