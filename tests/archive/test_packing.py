"""What the archive keeps small comes out as it went in, and nothing else comes out of what is damaged."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.test_damage import spoil
from tests.build import report
from watchers.archive import packing
from watchers.archive.columns import UNREADABLE
from watchers.archive.reader import Reader
from watchers.archive.slimming import slim, whole
from watchers.archive.writing import Archive
from watchers.document import (
    Actor,
    ActorKind,
    ActorNode,
    Analysis,
    Attribution,
    Event,
    EventKind,
    Hedge,
    Mention,
    Quote,
    Region,
    RegionNode,
)

TITLE, TEXT = "Ferry refloated", "The ferry is afloat again.\n\n“We were lucky,” the captain said. 🚢 Nobody was hurt."
words = st.text(max_size=20)
fields = st.sampled_from(["title", "text"])
places = st.tuples(st.integers(-5, 200), st.integers(-5, 200))
quotes = st.builds(lambda at, text, field: Quote(at[0], at[1], text, field), places, words, fields) | st.builds(
    lambda a, b: Quote(a, b, TEXT[a:b]), st.integers(0, 40), st.integers(40, 80)
)
mentions = st.builds(
    lambda at, text, rule, field, role: Mention(at[0], at[1], text, rule, field, role),
    places, words, words, fields, st.sampled_from([None, "place", "demonym"]),
)  # fmt: skip
maybe = st.none() | words
coordinates = st.none() | st.floats(-180, 180)
kinds = st.sampled_from(get_args(ActorKind))


def tuples(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


hedges = st.builds(
    lambda at, text, scope: Hedge(at[0], at[1], text, "likely", scope=scope), places, words, st.none() | places
)
nodes = st.builds(ActorNode, words, words, kinds)
around = st.builds(RegionNode, words, words, st.sampled_from(["country", "place"]))
analyses = st.builds(
    Analysis,
    maybe,
    st.sampled_from(["full", "names"]),
    tuples(quotes),
    tuples(st.builds(Actor, words, words, kinds, maybe, maybe, tuples(nodes), tuples(mentions))),
    tuples(
        st.builds(
            Region, words, words, st.just("place"), maybe, coordinates, coordinates, tuples(around), tuples(around),
            tuples(mentions),
        )
    ),
    tuples(
        st.builds(
            Event, st.sampled_from(get_args(EventKind)), maybe, maybe, maybe, maybe,
            st.sampled_from([None, "alleged"]), tuples(mentions), st.sampled_from([None, "past"]), st.booleans(),
        )
    ),
    tuples(
        st.builds(
            Attribution, st.none() | quotes, st.none() | quotes, st.none() | quotes, maybe, st.just("official"),
            st.none(), words, tuples(quotes),
        )
    ),
    tuples(hedges),
    tuples(places),
)  # fmt: skip


@given(analyses)
def test_an_analysis_comes_out_as_it_went_in(analysis: Analysis) -> None:
    told = msgspec.msgpack.decode(msgspec.msgpack.encode(slim(analysis, TITLE, TEXT)))
    assert whole(told, TITLE, TEXT) == analysis


def test_words_of_the_text_are_not_kept_twice() -> None:
    quoted = Analysis(summary=(Quote(0, 26, TEXT[:26]), Quote(0, 5, TITLE[:5], "title")))
    assert b"ferry" not in msgspec.msgpack.encode(slim(quoted, TITLE, TEXT)).lower()


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_bytes_come_out_as_they_went_in(content: bytes, original: bytes) -> None:
    assert packing.unpacked(packing.packed(content)) == content
    assert packing.unpacked(packing.packed_with_dictionary(content)) == content
    behind = packing.packed_behind(content, original)
    assert packing.unpacked(behind, packing.packed(original)) == content


def test_a_text_that_stands_in_its_original_takes_next_to_nothing() -> None:
    text = " ".join(f"Word {number * number}" for number in range(400))
    page = f"<html><body><p>{text}</p></body></html>".encode()
    assert len(packing.packed_behind(text.encode(), page)) < 60
    longest = page + bytes(packing.LONGEST)
    assert packing.unpacked(packing.packed_behind(text.encode(), longest)) == text.encode()


@given(st.data())
def test_one_byte_that_is_another_is_noticed(data: st.DataObject) -> None:
    content = b"The ferry is afloat again, and again the ferry is afloat. " * 3
    value = packing.packed_with_dictionary(content)
    at = data.draw(st.integers(0, len(value) - 1))
    spoilt = value[:at] + bytes([value[at] ^ data.draw(st.integers(1, 255))]) + value[at + 1 :]
    with suppress(*UNREADABLE):
        assert packing.unpacked(spoilt, packing.packed(b"something else")) in {content, value[1:], spoilt[1:]}


@pytest.mark.parametrize("told", [None, 7, [], [[]], [[], [1]], [["en", "full", [[1]]], []], [[7], []]])
def test_what_is_no_analysis_is_refused(told: object) -> None:
    with pytest.raises(UNREADABLE):
        whole(told, TITLE, TEXT)


def test_a_text_whose_original_is_damaged_is_named(archive: Archive, reader: Reader) -> None:
    archive.store(report(text="Old words. " * 20, uri="u"))
    spoil(archive.path, "UPDATE original SET content = X'01FF'")
    found = reader.document(1)
    assert found is not None
    assert found.row.damaged
    assert reader.version_text(1, 1) is None
    assert archive.store(report(text="New words.", uri="u")).outcome == "version"
    again = reader.document(1)
    assert again is not None
    assert again.document.text == "New words."


def test_a_document_is_kept_in_little_more_than_its_bytes(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(600))
    with closing(Archive.open(tmp_path / "archive.db")) as archive:
        archive.store(report("Long", text, regions=["syria"]))
        stored = archive._connection.execute("SELECT length(text) + length(reading) + length(analysis) FROM version")
        assert stored.fetchone()[0] < 500


def test_a_reading_holds_what_is_there_only(archive: Archive, reader: Reader) -> None:
    made = report(text="Words.")
    archive.store(replace(made, document=replace(made.document, urgency=3, keywords=("harbour",))))
    found = reader.document(1)
    assert found is not None
    assert (found.document.urgency, found.document.keywords, found.document.byline) == (3, ("harbour",), None)
