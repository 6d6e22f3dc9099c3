"""JSON of any kind: its records are documents where they hold text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import DOCUMENTS, RECEIVED, arrival
from tests.reading.mutated import mutated, survives
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.given import Columns
from watchers.reading.record import instant_in

RECORDS = DOCUMENTS / "records"
PROSE = "The lights went on at noon in the whole of the town."


def told(value: Any, columns: Columns | None = None) -> tuple[Document, ...]:
    """The documents of a value written as JSON."""
    return read(replace(arrival(json.dumps(value).encode(), "a.json"), columns=columns))


def test_the_articles_of_an_answer() -> None:
    power, water = read(arrival((RECORDS / "articles.json").read_bytes(), "articles.json"))
    assert power.format == "json"
    assert (power.headline, power.byline, power.credit) == ("Power is back", "Ann Lee", "The Post")
    assert power.text == "Lights went on in the town at noon, officials said on Monday."
    assert power.link == "https://post.example/a"
    assert power.published == datetime(2026, 11, 18, 10, tzinfo=UTC)
    assert power.warnings == ("The column “content” was taken for the text.",)
    assert water.text == "Water came back.\n\nIt was brown."
    assert water.warnings == ("A record above this one holds no text.",)


def test_one_object_a_line() -> None:
    shelling, fire = read(arrival((RECORDS / "posts.jsonl").read_bytes(), "posts.jsonl"))
    assert (shelling.text, shelling.guid, shelling.byline) == ("Shelling near the mill", "71", "Zo")
    assert shelling.published == fire.published == datetime(2025, 11, 18, 10, tzinfo=UTC)
    assert (fire.text, fire.language) == ("Fire https://x.example/1 again", None)
    assert "A line is not JSON and left out." in shelling.warnings


@pytest.mark.parametrize(
    ("record", "headline"),
    [
        ({"заголовок": "Мост", "текст": PROSE, "дата": "18.11.2026"}, "Мост"),
        ({"Titel": "Brücke", "Inhalt": PROSE, "Datum": "2026-11-18"}, "Brücke"),
        ({"title": {"rendered": "Bridge &amp; mill"}, "content": {"rendered": f"<p>{PROSE}</p>"}}, "Bridge & mill"),
        ({"headline": {"main": "Bridge"}, "lead_paragraph": PROSE, "web_url": "https://x.example/1"}, "Bridge"),
        ({"العنوان": "الجسر", "النص": "نص", "المحتوى": PROSE}, "الجسر"),
        ({"a": 1, "b": "https://x.example/", "c": PROSE}, None),
    ],
)
def test_fields_are_told_by_name_and_shape(record: dict[str, Any], headline: str | None) -> None:
    (found,) = told([record])
    assert (found.headline, found.text) == (headline, PROSE)


def test_columns_that_are_told_overrule() -> None:
    (found,) = told({"body": PROSE, "gloss": "Short words."}, Columns(text="Gloss", guid="none such"))
    assert found.text == "Short words."
    assert found.warnings == ("There is no column “none such”.",)


def test_tags_inside_a_record_are_no_records() -> None:
    (found,) = told({"title": "t", "body": PROSE, "tags": [{"name": "sea", "text": "x"}, {"name": "ice"}]})
    assert (found.headline, found.text) == ("t", PROSE)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[1, 2]", "There is no object in its JSON."),
        (b'[{"a": 1}]', "No field of its records reads like a text."),
        (b'{"title": ', "It is not JSON (Expecting value"),
        (b"[" * 200_000, "Its JSON is nested too deeply."),
    ],
)
def test_what_holds_no_text_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(arrival(content, "a.json"))
    assert error.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("1763460000", datetime(2025, 11, 18, 10, tzinfo=UTC)),
        ("1763460000000", datetime(2025, 11, 18, 10, tzinfo=UTC)),
        ("20261118", datetime(2026, 11, 18, tzinfo=UTC)),
        ("20261118T101500Z", datetime(2026, 11, 18, 10, 15, tzinfo=UTC)),
        ("2026/11/18 10:15", datetime(2026, 11, 18, 10, 15, tzinfo=UTC)),
        ("18/11/2026", datetime(2026, 11, 18, tzinfo=UTC)),
        ("11/18/2026", datetime(2026, 11, 18, tzinfo=UTC)),
        ("05/06/2026", None),
        ("20269999", None),
        ("", None),
    ],
)
def test_moments_as_records_hold_them(text: str, instant: datetime | None) -> None:
    assert instant_in(text, RECEIVED) == instant


@settings(max_examples=150, deadline=None)
@given(mutated("records"))
def test_damaged_records_are_read_or_named(file: tuple[bytes, str]) -> None:
    survives(*file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "title", "id", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_read_or_named(value: Any) -> None:
    survives(json.dumps(value).encode(), "a.json", "json")
