"""Files that come, go and cannot be taken; sources and how they fare; what a person marks."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.build import FOLDER, NOON, minutes, report, unreadable
from watchers.archive.database import open_reading
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.rows import Health, Totals
from watchers.archive.writing import Archive
from watchers.document import FileState, Source
from watchers.filters import Filter, Term

FEED = Source("feed", "Wire", "https://news.example/feed")
STATE = FileState(10, 20, 30)


def test_a_scan_knows_what_was_taken_and_what_was_set_aside(archive: Archive) -> None:
    archive.store(report(uri="good", file_state=STATE))
    archive.set_aside(unreadable("bad", file_state=STATE))
    assert archive.file_states(FOLDER) == {"good": STATE, f"{FOLDER.uri}/bad": STATE}
    archive.store(report(uri="good", file_state=FileState(10, 21, 30)))
    assert archive.file_states(FOLDER)["good"].mtime_ns == 21
    assert archive.file_states(FEED) == {}


def test_a_deleted_file_keeps_its_document_until_it_is_back(archive: Archive, reader: Reader) -> None:
    archive.store(report(uri="u", file_state=STATE))
    archive.gone(FOLDER, "u", NOON)
    assert reader.rows([1])[0].gone
    assert archive.file_states(FOLDER) == {}
    assert archive.store(report(uri="u", file_state=STATE)).outcome == "unchanged"
    assert not reader.rows([1])[0].gone
    archive.gone(FOLDER, "u", NOON)
    archive.store(report(text="Other words.", uri="u"))
    assert not reader.rows([1])[0].gone


def test_what_was_set_aside_is_listed_with_its_reason_until_it_is_read_or_gone(
    archive: Archive, reader: Reader
) -> None:
    first, second = unreadable("a.txt", file_state=STATE), unreadable("b.txt", since=NOON + minutes(1))
    other = unreadable("c.txt", source=FEED)
    for each in (first, second, other):
        archive.set_aside(each)
    assert reader.set_aside(FOLDER.uri) == [second, first]
    assert len(reader.set_aside()) == 3
    archive.store(report(uri=first.uri))
    archive.gone(FOLDER, second.uri, NOON)
    assert reader.set_aside() == [other]


def test_a_later_reason_takes_the_place_of_an_earlier_one_but_not_since_when(archive: Archive, reader: Reader) -> None:
    archive.set_aside(unreadable())
    worse = replace(unreadable(since=NOON + minutes(3)), reason="The file is over 20 MB.")
    archive.set_aside(worse)
    assert reader.set_aside() == [replace(worse, since=NOON, tried=NOON + minutes(3))]


def test_a_changed_file_that_cannot_be_read_keeps_its_last_readable_version(archive: Archive, reader: Reader) -> None:
    archive.store(report(uri=unreadable().uri))
    archive.set_aside(unreadable())
    assert reader.document(1) is not None
    assert len(reader.set_aside()) == 1


def test_sources_tell_how_they_fare_and_what_they_hold(archive: Archive, reader: Reader) -> None:
    archive.store(report())
    archive.set_aside(unreadable())
    archive.health(Health(FEED, "failing", "The server does not answer.", NOON, NOON + minutes(15)))
    assert reader.sources() == [
        Health(FOLDER, "starting", documents=1, set_aside=1),
        Health(FEED, "failing", "The server does not answer.", NOON, NOON + minutes(15)),
    ]
    renamed = replace(FEED, name="World wire")
    archive.health(Health(renamed, "live", last_success=NOON))
    assert reader.sources()[1] == Health(renamed, "live", last_success=NOON)


def test_read_and_starred_are_kept_and_counted(archive: Archive, reader: Reader, marks: Marks) -> None:
    for uri in "abc":
        archive.store(report(uri=uri))
    marks.read([1, 2, 99], True)
    marks.star(iter([2]), True)
    marks.read([1], False)
    assert [(row.read, row.starred) for row in reader.rows([1, 2, 3])] == [(False, False), (True, True), (False, False)]
    assert reader.totals() == Totals(3, 2, 3)
    assert list(reader.numbers(Filter((Term("is", ("starred",)),)), NOON)) == [2]


def test_a_new_version_is_unread_again_and_keeps_its_star(archive: Archive, reader: Reader, marks: Marks) -> None:
    archive.store(report(uri="u"))
    marks.read([1], True)
    marks.star([1], True)
    archive.store(report(text="More is known now.", uri="u"))
    row = reader.rows([1])[0]
    assert (row.read, row.starred) == (False, True)


def test_an_empty_archive_answers_with_nothing(reader: Reader) -> None:
    assert reader.totals() == Totals(0, 0, 0)
    assert not reader.numbers(Filter(), NOON)
    assert not reader.rows([1])
    assert not reader.actor_counts(Filter(), NOON)
    assert not reader.sources()
    assert not reader.set_aside()


def test_an_ancestor_that_no_document_names_has_its_name(archive: Archive, reader: Reader) -> None:
    archive.store(report(actors=[("irgc", "Revolutionary Guards", "military", ("iran",))]))
    names = {(count.name, count.kind) for count in reader.actor_counts(Filter(), NOON)}
    assert names == {("Revolutionary Guards", "military"), ("Iran", "state")}


def test_a_note_is_kept_with_its_document_until_it_is_emptied(archive: Archive, reader: Reader, marks: Marks) -> None:
    archive.store(report(uri="u"))
    for text in ("Call the desk.", "Called: no answer."):
        marks.note(1, text, NOON)
        stored = reader.document(1)
        assert stored
        assert stored.note == text
    assert list(reader.numbers(Filter((Term("has", ("note",)),)), NOON)) == [1]
    marks.note(1, "", NOON)
    marks.note(2, "To nothing.", NOON)
    assert list(reader.numbers(Filter((Term("has", ("note",)),)), NOON)) == []


def test_every_change_of_a_document_gives_it_the_highest_revision(archive: Archive, marks: Marks, path: Path) -> None:
    def last() -> int:
        with closing(open_reading(path)) as connection:
            found: int = connection.execute("SELECT id FROM document ORDER BY revision DESC LIMIT 1").fetchone()[0]
        return found

    archive.store(report("One", "One.", uri="one"))
    archive.store(report("Two", "Two.", uri="two"))
    assert last() == 2
    for change in (
        lambda: marks.read([1], True),
        lambda: archive.store(report("Two", "Two again.", uri="two")),
        lambda: marks.note(1, "Noted.", NOON),
        lambda: archive.gone(FOLDER, "two", NOON),
        lambda: marks.note(1, "", NOON),
    ):
        before = last()
        change()
        assert last() != before
