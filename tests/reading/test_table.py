"""Tables: one document a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import DOCUMENTS, arrival, document
from tests.reading.mutated import survives
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.given import Columns
from watchers.reading.table import is_header

RECORDS = DOCUMENTS / "records"
PROSE = "The lights went on at noon in the whole of the town."


def test_quotes_line_ends_and_rows_that_do_not_fit() -> None:
    found = read(arrival((RECORDS / "events.csv").read_bytes(), "events.csv"))
    assert [(each.guid, each.text) for each in found] == [
        ("VAR1", 'On 16 November, police dispersed a rally, and "two" were held.'),
        ("VAR2", "On 17 November, soldiers left\nthe town."),
        ("VAR4", "All was quiet in the town."),
        ("VAR6", "Two shots were heard at night."),
    ]
    assert found[0].format == "csv"
    assert found[0].credit == "Herald"
    assert found[0].published == datetime(2026, 11, 16, tzinfo=UTC)
    assert found[0].warnings == (
        "The column “notes” was taken for the text.",
        "2 rows do not fit the columns and were left out.",
    )
    assert found[3].warnings == ("A row above this one holds no text.",)


def test_semicolons_and_western_letters() -> None:
    power, _ = read(arrival((RECORDS / "meldungen.csv").read_bytes(), "meldungen.csv"))
    assert (power.headline, power.link, power.language) == ("Strom zurück", "https://x.example/1", "de")
    assert power.text == "Das Licht ging am Mittag in der ganzen Stadt wieder an."
    assert "The column “Inhalt” was taken for the text." in power.warnings


def test_a_table_without_headings() -> None:
    on, off = read(arrival((RECORDS / "bare.tsv").read_bytes(), "bare.tsv"))
    assert on.text == 'The lights went on at noon in the whole "town, said the men'
    assert (on.link, on.published) == ("https://x.example/1", datetime(2026, 11, 18, tzinfo=UTC))
    assert off.published == datetime(2026, 11, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        f"text\n{PROSE}\n",
        f"\ufefftext,id\n{PROSE},7\n",
        f"sep=|\ntext|id\n{PROSE}|7\n",
        f"\n\nid;text\n7;{PROSE}\n",
        f'"id"\t"text"\n"7"\t"{PROSE}"\n',
        f"id,text\r7,{PROSE}\r",
    ],
)
def test_tables_of_every_maker(content: str) -> None:
    assert document(content, "a.csv").text == PROSE


def test_columns_that_are_told_overrule() -> None:
    table = f"Head,Body,Gloss,Key\nOn,{PROSE},Short words.,7\n".encode()
    (found,) = read(replace(arrival(table, "a.csv"), columns=Columns(text="gloss", title="Head", guid="Key")))
    assert (found.headline, found.text, found.guid) == ("On", "Short words.", "7")
    assert found.warnings == ()


def test_a_huge_field_is_cut_and_told() -> None:
    found = document("id,text\n7," + PROSE * 20_000 + "\n", "a.csv")
    assert found.text.startswith(PROSE)
    assert any("Only the first" in warning for warning in found.warnings)


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    rows = "".join(f"{n},{PROSE}\n" for n in range(3000))
    found = read(arrival(f'id,text\n1,"open\n{rows}'.encode(), "a.csv"))
    assert len(found) == 3000


def test_a_table_of_too_many_rows_is_named() -> None:
    with pytest.raises(UnreadableError, match="more than 50,000 rows"):
        read(arrival(b"id,text\n" + b"7,On.\n" * 50_001, "a.csv"))


def test_a_table_without_text_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"No column of the table reads like a text\."):
        read(arrival(b"a,b\n1,2\n", "a.csv"))


@pytest.mark.parametrize(
    ("row", "header"),
    [
        (["Body", "When"], True),
        (["Spalte A", "Spalte B"], True),
        (["18/11/2026", "Lights"], False),
        (["https://x.example", "Lights"], False),
        ([PROSE, "x"], False),
    ],
)
def test_headings_are_told_from_data(row: list[str], header: bool) -> None:
    assert is_header(row, Columns()) is header


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(['"', ",", ";", "\t", "\n", "\r", "text", "a b c d e f", "7"]), max_size=60).map(
        lambda parts: "".join(parts).encode()
    )
)
def test_any_bytes_taken_for_a_table_are_read_or_named(content: bytes) -> None:
    survives(content, "a.csv", "csv")
