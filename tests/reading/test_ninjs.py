"""ninjs in its versions, and in what agencies and newsrooms wrap around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED, arrival, document
from tests.reading.expecting import expected, files, told
from tests.reading.mutating import damaged, survives
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.given import Given
from watchers.reading.sniff import sniff

ITEM: dict[str, Any] = {
    "uri": "urn:x:1",
    "type": "text",
    "versioncreated": "2026-11-22T08:00:00Z",
    "headline": "Power is back",
    "body_text": "Lights went on at noon.",
}
NAMES = st.sampled_from(["name", "code", "value", "role", "scheme", "uri", "href", "renditions", "type", "x"])
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab<&é: /\ud800", max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "headline headlines bodies body_html descriptions version urgency subject subjects associations renditions place "
    "people dateline located keywords genre byline bylines altids links embargoed versioncreated wordcount infosource "
    "slug".split()
)


def _sniffed(value: object, name: str = "a.json") -> str:
    return sniff(Given(json.dumps(value).encode(), name, RECEIVED))


@pytest.mark.parametrize("path", files("ninjs"), ids=lambda path: path.stem)
def test_what_a_file_tells(path: Path) -> None:
    assert told(path) == expected(path)


@pytest.mark.parametrize("path", files("ninjs"), ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_a_file_is_told_by_its_content(path: Path, name: str) -> None:
    assert sniff(Given(path.read_bytes(), name, RECEIVED)) == "ninjs"


@pytest.mark.parametrize(
    "value",
    [
        [ITEM, ITEM],
        {"items": [ITEM]},
        {"_items": [ITEM]},
        {"data": {"items": [{"item": ITEM}]}},
        {"response": {"docs": [ITEM]}},
    ],
)
def test_wrappings(value: object) -> None:
    assert _sniffed(value) == "ninjs"
    found = read(arrival(json.dumps(value).encode(), "a.json"))
    assert {each.headline for each in found} == {"Power is back"}


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Power is back", "text": "Lights went on.", "uri": "https://post.example/a"},
        [{"id": 1, "headline": "Power is back", "text": "Lights went on."}],
        {"name": "settings", "guid": "1"},
    ],
)
def test_records_of_other_kinds_are_none(value: object) -> None:
    assert _sniffed(value) == "json"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_file_that_is_cut_off_is_named(name: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(arrival(json.dumps(ITEM).encode()[:-20], name))
    assert error.value.reason == "The JSON is damaged or cut off."


def test_a_story_in_a_package_is_a_document_too() -> None:
    value = {
        **ITEM,
        "associations": {"side": {**ITEM, "uri": "urn:x:2", "headline": "Why it failed"}, "named": {"uri": "urn:x:3"}},
    }
    assert [each.guid for each in read(arrival(json.dumps(value).encode()))] == ["urn:x:1", "urn:x:2"]


def test_an_embargo_lies_in_the_future_and_is_kept() -> None:
    found = document(json.dumps({**ITEM, "embargoed": "2027-01-01T06:00:00+01:00"}))
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2027-01-01T05:00:00+00:00"


def test_an_embargo_in_the_note_to_editors() -> None:
    found = document(json.dumps({**ITEM, "ednote": "EMBARGOED UNTIL 0600 GMT NOV 24"}))
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2026-11-24T06:00:00+00:00"


def test_markup_in_a_headline_is_not_shown() -> None:
    assert (
        document(json.dumps({**ITEM, "headline": "Power &amp; <em>water</em> are back"})).headline
        == "Power & water are back"
    )


def test_addresses_that_are_none_of_the_web_are_left_out() -> None:
    body = '<p>See <a href="javascript:x">this</a> and <a href="https://a.example/b">that</a>.</p>'
    assert [link.href for link in document(json.dumps({**ITEM, "body_html": body})).links] == ["https://a.example/b"]


@given(st.dictionaries(KEYS, ANY, max_size=6))
def test_values_of_any_kind_raise_nothing_else(values: dict[str, Any]) -> None:
    survives(json.dumps({**ITEM, **values}).encode(), "ninjs")


@given(damaged("ninjs"))
def test_damaged_files_raise_nothing_else(content: bytes) -> None:
    survives(content, "ninjs")


@pytest.mark.parametrize("piece", ["[", '{"item":', '{"associations":{"a":', '[{"uri":"a","bodies":'])
def test_deep_nesting_is_refused(piece: str) -> None:
    with pytest.raises(UnreadableError):
        read(arrival(piece.encode() * 50_000, "a.json"), "ninjs")
