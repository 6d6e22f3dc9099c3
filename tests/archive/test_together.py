"""One writer, any number of readers and markers, in one process or several."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build import NOON, report
from watchers.archive.lock import Lock
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.errors import ArchiveError
from watchers.filters import Filter, Term

DOCUMENTS = 150
ROOT = Path(__file__).parents[2]
HOLD = "import sys; from pathlib import Path; from watchers.archive.lock import Lock\n"
HOLD += "lock = Lock(Path(sys.argv[1])); print(lock.acquire(), flush=True); sys.stdin.read()"


def test_a_reader_sees_whole_documents_while_they_are_written(archive: Archive, marks: Marks) -> None:
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as error:
                failures.append(error)

        return run

    def write() -> None:
        for number in range(DOCUMENTS):
            archive.store(report(str(number), f"Words {number}.", regions=["beit-jinn"], events=["AID"]))

    def mark() -> None:
        for number in range(1, DOCUMENTS):
            marks.read([number], True)

    def read() -> None:
        reader = Reader.open(archive.path)
        seen = 0
        while seen < DOCUMENTS and writer.is_alive():
            with reader.moment():
                numbers = reader.numbers(Filter(), NOON)
                in_syria = reader.numbers(Filter((Term("region", ("syria",)),)), NOON)
                worded = reader.numbers(Filter((Term("text", ("words",)),)), NOON)
                whole = reader.document(numbers[0]) if numbers else None
            assert set(numbers) == set(in_syria) == set(worded)
            assert len(numbers) >= seen
            assert not numbers or (whole is not None and whole.row.damaged is None)
            seen = len(numbers)
        reader.close()

    writer = threading.Thread(target=guarded(write))
    others = [threading.Thread(target=guarded(work)) for work in (read, read, mark)]
    for thread in (writer, *others):
        thread.start()
    for thread in (writer, *others):
        thread.join(60)
        assert not thread.is_alive()
    assert failures == []


def test_a_moment_stands_still(archive: Archive, reader: Reader) -> None:
    archive.store(report("a"))
    with reader.moment():
        before = reader.totals()
        archive.store(report("b"))
        assert reader.totals() == before
        assert list(reader.numbers(Filter(), NOON)) == [1]
    assert reader.totals().documents == 2


def test_a_moment_that_sqlite_has_ended_itself_leaves_the_reader_usable(archive: Archive, reader: Reader) -> None:
    archive.store(report())
    with reader.moment():
        reader._connection.execute("ROLLBACK")
    assert reader.totals().documents == 1


def test_a_moment_of_a_closed_reader_is_refused_by_name(archive: Archive) -> None:
    reader = Reader.open(archive.path)
    with pytest.raises(ArchiveError), reader.moment():
        reader.close()


def test_a_reader_notices_that_others_wrote(archive: Archive, reader: Reader, marks: Marks) -> None:
    assert not reader.changed()
    archive.store(report())
    assert reader.changed()
    assert not reader.changed()
    marks.star([1], True)
    assert reader.changed()
    marks.star([1], True)
    assert not reader.changed()


def test_a_second_lock_is_refused_until_the_first_is_let_go(path: Path) -> None:
    first, second = Lock(path), Lock(path)
    assert first.acquire()
    assert not second.acquire()
    second.release()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_a_lock_ends_with_its_process(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        lock = Lock(path)
        assert not lock.acquire()
        holder.kill()
        holder.wait(10)
        assert lock.acquire()
        lock.release()
