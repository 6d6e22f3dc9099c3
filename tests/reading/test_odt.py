"""OpenDocument texts: words in order, blanks as they count, notes, links and what was deleted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import arrival, document
from tests.reading.office import odt, outcome
from watchers.errors import UnreadableError
from watchers.reading import read

BODY = "Lights went on at noon in the whole of the town, the grid said."
META = (
    "<dc:title>Power is back</dc:title><meta:initial-creator>Ana Writer</meta:initial-creator>"
    "<dc:creator>Someone Else</dc:creator><meta:creation-date>2026-11-18T09:30:00</meta:creation-date>"
    "<dc:date>2026-11-19T10:00:00.123456789</dc:date><dc:language>en-GB</dc:language>"
    "<meta:keyword>power</meta:keyword><meta:keyword>grid</meta:keyword>"
)
PATTERN = odt(
    f"<text:p>{BODY}</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>", META
)


def test_properties() -> None:
    found = document(odt(f"<text:p>{BODY}</text:p>", META), "a.odt")
    assert (found.format, found.headline, found.byline, found.text) == ("odt", "Power is back", "Ana Writer", BODY)
    assert found.first_created == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    assert found.updated is not None
    assert found.updated.replace(microsecond=0) == datetime(2026, 11, 19, 10, tzinfo=UTC)
    assert (found.language, found.keywords) == ("en", ("power", "grid"))


def test_a_title_is_told_by_its_style_or_that_styles_parent() -> None:
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    body = f'<text:p text:style-name="P1">Grid <text:span>is</text:span> up</text:p><text:p>{BODY}</text:p>'
    found = document(odt(body, META, styles), "a.odt")
    assert (found.headline, found.text) == ("Grid is up", BODY)


def test_blanks_headings_lists_tables() -> None:
    body = (
        '<text:h text:outline-level="1">Fire</text:h><text:p>a<text:s text:c="3"/>b<text:line-break/>c\n  d</text:p>'
        "<text:list><text:list-item><text:p>one</text:p><text:p>more</text:p></text:list-item>"
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Sake</text:p></table:table-cell>"
        "<table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert document(odt(body, "<dc:title>Other</dc:title>"), "a.odt").text == (
        "Fire\n\na b\nc d\n\n- one\n\nmore\n\n- two\n\nSake | 3"
    )


def test_notes_boxes_links_and_what_is_not_shown() -> None:
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        f"<text:p>{BODY}<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>By the grid.</text:p></text:note-body></text:note> So"
        "<office:annotation><text:p>secret</text:p></office:annotation> it "
        '<text:a xlink:href="https://post.example/a">is</text:a><text:a xlink:href="javascript:x">.</text:a>'
        "<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame></text:p>"
    )
    found = document(odt(body), "a.odt")
    assert found.text == f"{BODY}[1] So it is.\n\nIn the box.\n\n[1] By the grid."
    assert [(link.href, link.title) for link in found.links] == [("https://post.example/a", "is")]


def test_one_with_a_password_is_named() -> None:
    locked = odt("<text:p>x</text:p>", manifest="<m><file-entry><encryption-data/></file-entry></m>")
    with pytest.raises(UnreadableError, match="protected by a password"):
        read(arrival(locked, "a.odt"))


@pytest.mark.parametrize("cut", [200, len(PATTERN) // 2, len(PATTERN) - 5])
def test_a_truncated_one_is_named(cut: int) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        read(arrival(PATTERN[:cut], "a.odt"))


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a", "a.zip"])
def test_the_content_tells_it(name: str) -> None:
    assert document(PATTERN, name).format == "odt"


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from(list('<>/text:phs anofi-bdy"=1')), max_size=80))
def test_any_xml_gives_documents_or_a_sentence(body: str) -> None:
    assert all(outcome(odt(body), "a.odt"))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(PATTERN) - 1), st.binary(min_size=1, max_size=8))
def test_damage_gives_documents_or_a_sentence(at: int, damage: bytes) -> None:
    assert all(outcome(PATTERN[:at] + damage + PATTERN[at + len(damage) :], "a.odt"))
