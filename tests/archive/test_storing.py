"""A report goes in whole and comes out whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.build import FOLDER, NOON, event, minutes, report
from watchers.archive.reader import Reader
from watchers.archive.rows import Stored, Tag
from watchers.archive.writing import Archive
from watchers.document import Document, Event, FileState
from watchers.errors import ArchiveError
from watchers.filters import Filter, Term

EVERYTHING = Filter()
IRAN, IRGC = ("iran", "Iran", "state"), ("irgc", "Revolutionary Guards", "military", ("iran",))


def found(reader: Reader, words: str) -> list[int]:
    return list(reader.numbers(Filter((Term("text", (words,)),)), NOON))


def test_a_document_comes_back_as_it_went_in(archive: Archive, reader: Reader) -> None:
    given = report(
        "Guards deny raid",
        "Revolutionary Guards denied a raid near Beit Jinn. Idlib was calm.",
        [IRGC, IRAN],
        ["beit-jinn", "idlib"],
        [event("ASSAULT", "aerial", "denied")],
        published=NOON - minutes(30),
        credit="Reuters",
    )
    assert archive.store(given) == Stored(1, 1, "new")
    whole = reader.document(1)
    assert whole is not None
    assert (whole.document, whole.analysis, whole.uri) == (given.document, given.analysis, given.arrival.uri)
    assert whole.source == FOLDER
    assert reader.rows([1]) == [whole.row]
    assert reader.original(1) == given.arrival.content


def test_a_row_shows_three_actors_two_regions_and_the_first_event(archive: Archive, reader: Reader) -> None:
    actors = [(f"a{n}", f"Actor {n}", "organisation") for n in range(5)]
    regions, events = ["beit-jinn", "idlib", "golan"], [event("ACCUSE", hedged="alleged"), event("PROTEST")]
    archive.store(report("Many", actors=actors, regions=regions, events=events, credit="AFP"))
    row = reader.rows([1])[0]
    assert row.actors == (Tag("a0", "Actor 0"), Tag("a1", "Actor 1"), Tag("a2", "Actor 2"))
    assert row.regions == (Tag("beit-jinn", "Beit Jinn"), Tag("idlib", "Idlib"))
    assert (row.event, row.hedged, row.credit, row.source, row.damaged) == ("ACCUSE", True, "AFP", "Desk", None)


def test_a_row_shows_no_event_that_is_denied_or_only_supposed(archive: Archive, reader: Reader) -> None:
    archive.store(
        report("Quiet", events=[Event("AID", modality="conditional"), Event("ASSAULT", negated=True), "CONSULT"])
    )
    assert reader.rows([1])[0].event == "CONSULT"


def test_the_same_bytes_again_change_only_the_state_of_the_file(archive: Archive, reader: Reader) -> None:
    archive.store(report(file_state=FileState(5, 1, 7)))
    again = archive.store(report(file_state=FileState(5, 2, 7), received=NOON + minutes(5)))
    assert again == Stored(1, 1, "unchanged")
    assert reader.rows([1])[0].received == NOON
    assert archive.file_states(FOLDER) == {report().arrival.uri: FileState(5, 2, 7)}


def test_other_bytes_under_the_same_uri_are_a_new_version(archive: Archive, reader: Reader) -> None:
    old = report("Ferry sinks", "Old words: ninety missing.", [IRAN], ["idlib"], ["AID"], uri="u")
    new = report("Ferry found", "New words: all safe.", [IRGC], ["khartoum"], uri="u", received=NOON + minutes(9))
    archive.store(old)
    assert archive.store(new) == Stored(1, 2, "version")
    row = reader.rows([1])[0]
    assert (row.title, row.version, row.received) == ("Ferry found", 2, NOON + minutes(9))
    assert reader.original(1) == new.arrival.content
    assert {count.id for count in reader.region_counts(EVERYTHING, NOON)} == {"africa", "sudan", "khartoum"}
    assert {count.id for count in reader.actor_counts(EVERYTHING, NOON)} == {"irgc", "iran"}
    assert reader.event_counts(EVERYTHING, NOON) == []
    assert (found(reader, "ninety"), found(reader, "sinks"), found(reader, "safe")) == ([], [], [1])


def test_every_version_keeps_its_text_and_its_bytes(archive: Archive) -> None:
    for words in ("first", "second", "first"):
        archive.store(report(text=words, uri="u"))
    with sqlite3.connect(archive.path) as raw:
        assert raw.execute("SELECT number FROM version ORDER BY number").fetchall() == [(1,), (2,), (3,)]
        assert raw.execute("SELECT count(*) FROM original").fetchone() == (2,)
    raw.close()


def test_one_content_is_kept_once_for_two_documents(archive: Archive, reader: Reader) -> None:
    for uri in ("one", "two"):
        archive.store(report(uri=uri))
    assert reader.original(1) == reader.original(2) == report().arrival.content
    with sqlite3.connect(archive.path) as raw:
        assert raw.execute("SELECT count(*) FROM original").fetchone() == (1,)
    raw.close()


def test_the_same_uri_in_two_sources_is_two_documents(archive: Archive) -> None:
    archive.store(report(uri="u"))
    assert archive.store(report(uri="u", source=replace(FOLDER, uri="file:///other"))) == Stored(2, 1, "new")


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 9, b"long " * 9999])
def test_original_bytes_are_never_touched(archive: Archive, reader: Reader, content: bytes) -> None:
    archive.store(report(content=content))
    assert reader.original(1) == content


def test_instants_keep_their_microseconds_from_the_first_year_to_the_last(archive: Archive, reader: Reader) -> None:
    ends = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC))
    for number, published in enumerate(ends):
        archive.store(report(uri=str(number), published=published))
        row = reader.rows([number + 1])[0]
        assert (row.published, row.when) == (published, min(published, NOON))


def test_hostile_values_are_kept_or_refused_but_never_half(archive: Archive, reader: Reader) -> None:
    archive.store(report("'; DROP TABLE document; --", 'NUL \x00 and "quotes" \U0001f5de', uri="file:///\udcff"))
    assert reader.rows([1])[0].title.startswith("'; DROP")
    with pytest.raises(ArchiveError, match="lone surrogates"):
        archive.store(report("lone \ud800", uri="u", content=b""))
    assert archive.store(report(uri="v")).outcome == "new"
    assert len(reader.numbers(EVERYTHING, NOON)) == 2


def test_a_file_state_of_the_largest_numbers_comes_back(archive: Archive) -> None:
    state = FileState(2**40, -(2**62), 2**64 - 1)
    archive.store(report(uri="u", file_state=state))
    assert archive.file_states(FOLDER) == {"u": state}


def test_a_document_without_tags_or_text_is_one_too(archive: Archive, reader: Reader) -> None:
    bare = report("", "")
    archive.store(replace(bare, document=Document("", "text")))
    whole = reader.document(1)
    assert whole is not None
    assert whole.document == Document("", "text")
    assert reader.document(2) is None
    assert reader.original(2) is None


def test_documents_of_one_file_have_versions_of_their_own_and_go_with_it(archive: Archive, reader: Reader) -> None:
    uri = "file:///desk/package.xml"
    first, second = (replace(report(title, uri=uri, content=b"one"), part=title) for title in ("Flood", "Fire"))
    assert [archive.store(each).outcome for each in (first, second)] == ["new", "new"]
    again = [replace(report(title, text, uri=uri, content=b"two"), part=title) for title, text in (
        ("Flood", first.document.text), ("Fire", "It is out.")
    )]  # fmt: skip
    assert [archive.store(each).outcome for each in again] == ["unchanged", "version"]
    assert {document.uri for n in (1, 2) if (document := reader.document(n))} == {f"{uri}#Flood", f"{uri}#Fire"}
    archive.store(report("Package next door", uri=f"{uri}.txt"))
    archive.gone(FOLDER, uri, NOON)
    assert [row.gone for row in reader.rows([1, 2, 3])] == [True, True, False]


def test_of_undated_files_that_came_at_once_the_newest_stands_first(archive: Archive, reader: Reader) -> None:
    for age in (3, 60, 3600, 86400, 86401, 31536000):
        told = report(f"Written {age} seconds before")
        archive.store(replace(told, arrival=replace(told.arrival, modified=NOON - timedelta(seconds=age))))
    assert list(reader.numbers(Filter(), NOON)) == [1, 2, 3, 4, 5, 6]
