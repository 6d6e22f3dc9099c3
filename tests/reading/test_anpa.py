"""ANPA 1312 as agencies and newsrooms write it, with and without its control characters."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

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


def _message(head: str, body: str, priority: str = "r", tail: str = "AP-NY-11-22-26 0632EST<") -> str:
    return f"\x16\x16\x01a0432\x1fxltwm\r\n{priority} i\x13\x11 {head} 11-22 0041\r\n\x02{body}\r\n\x03{tail}\r\n\x04"


@pytest.mark.parametrize("path", files("anpa"), ids=lambda path: path.stem)
def test_what_a_file_tells(path: Path) -> None:
    assert told(path) == expected(path)


@pytest.mark.parametrize("path", files("anpa"), ids=lambda path: path.stem)
def test_a_file_is_told_by_its_content(path: Path) -> None:
    assert sniff(Given(path.read_bytes(), "overnight.txt", RECEIVED)) == "anpa"


@pytest.mark.parametrize("name", ["writethru", "bulletin", "embargo"])
def test_a_transport_that_drops_control_characters_takes_little_away(name: str) -> None:
    whole = next(path for path in files("anpa") if path.stem == name).read_bytes()
    bare = document(whole.translate(None, bytes(range(9)) + bytes(range(14, 32))), "overnight.txt")
    full = document(whole)
    assert (bare.format, bare.headline, bare.slugline, bare.version) == (
        "anpa",
        full.headline,
        full.slugline,
        full.version,
    )
    assert (bare.text, bare.published) == (full.text, full.published)


@pytest.mark.parametrize(
    ("slug", "version"),
    [
        ("AM-Quake", None),
        ("AM-Quake, 1st Ld-Writethru", "1"),
        ("BC-EU--Quake, 12th Ld-Writethru,0800", "12"),
        ("PM-Quake, 2nd Ld", "2"),
        ("AM-Quake, Writethru", "1"),
        ("AM-Quake, Urgent", None),
        ("Grain-Markets, 7th Writethru@", "7"),
    ],
)
def test_the_number_of_the_lead_is_the_version(slug: str, version: str | None) -> None:
    head = slug.partition(",")[0].lower()
    found = document(_message(head, f"^{slug}<\r\n^Island shakes<\r\n\tPORT ELLIN (AP) _ The island shook.<"))
    assert (found.version, found.slugline) == (version, slug.partition(",")[0])


@pytest.mark.parametrize(
    ("letter", "urgency"), [("f", 1), ("b", 2), ("u", 3), ("r", 4), ("d", 5), ("a", 7), ("s", 8), ("x", None)]
)
def test_priorities(letter: str, urgency: int | None) -> None:
    assert document(_message("bc-x", "^BC-X<\r\n\tOSLO (AP) _ Words.<", letter)).urgency == urgency


@pytest.mark.parametrize(
    ("slug", "note", "status"),
    [
        ("BC-Quake, KILL", "Words.", "cancelled"),
        ("BC-Quake, Withdrawal", "Words.", "cancelled"),
        ("BC-Quake", "Eds: A kill is mandatory.", "cancelled"),
        ("BC-Quake, Hold", "Words.", "withheld"),
        ("BC-Police Kill Two", "Words.", None),
    ],
)
def test_kills(slug: str, note: str, status: str | None) -> None:
    found = document(_message(re.split("[ ,]", slug)[0].lower(), f"^{slug}<\r\n^{note}<\r\n\tOSLO (AP) _ Words.<"))
    assert found.status == status


@pytest.mark.parametrize(
    ("tail", "instant"),
    [
        ("AP-NY-11-22-26 0632EST<", datetime(2026, 11, 22, 11, 32, tzinfo=UTC)),
        ("AP-WF-11-22-26 1132GMT", datetime(2026, 11, 22, 11, 32, tzinfo=UTC)),
        ("\r\n16:35ET 21-11-26<", datetime(2026, 11, 21, 21, 35, tzinfo=UTC)),
        ("", None),
    ],
)
def test_the_date_behind_the_text(tail: str, instant: datetime | None) -> None:
    found = document(_message("bc-x", "^BC-X<\r\n^Head<\r\n\tOSLO (AP) _ Words.<", tail=tail))
    assert found.version_created == instant


def test_the_header_gives_the_day_where_nothing_else_does() -> None:
    body = _message("bc-x", "^BC-X<\r\n\tOSLO (AP) _ Words.<", tail="").replace("11-22", "11-02")
    assert document(body).published == datetime(2026, 11, 2, tzinfo=UTC)


def test_a_note_that_only_begins_alike_is_text() -> None:
    assert document("a1234\n\nThe plate of the car was found.").format == "text"


def test_a_header_alone_is_no_story() -> None:
    with pytest.raises(UnreadableError):
        read(arrival(b"\x16\x16\x01a0432\x1fxltwm\r\n\x02\r\n\x03"))


@pytest.mark.parametrize("end", [b"\r\r\n", b"\n\r", b"\r", b"\n"])
def test_lines_end_as_the_teleprinter_wants(end: bytes) -> None:
    for path in files("anpa"):
        whole = [document.text for document in read(arrival(path.read_bytes(), path.name), "anpa")]
        other = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end)
        assert [document.text for document in read(arrival(other, path.name), "anpa")] == whole


@given(damaged("anpa"))
def test_damaged_files_raise_nothing_else(content: bytes) -> None:
    survives(content, "anpa")


@given(st.binary(max_size=400))
def test_any_bytes_raise_nothing_else(content: bytes) -> None:
    survives(b"\x16\x16\x01a0432\x1fxltwm\r\nr i\x13\x11 bc-x 11-22 0041\r\n\x02" + content, "anpa")
    survives(content, "anpa")


@pytest.mark.parametrize(
    "piece",
    ["\x01", "^", "^\n", "<\n", "\t", "a0432\n", "r i bc-x 11-22 0041\n", "r i bc-", "\x16\x16\x01a0432\x1fx\n", " "],
)
def test_long_runs_are_read_in_bounded_time(piece: str) -> None:
    survives(b"\x16\x16\x01a0432\x1fxltwm\r\n" + piece.encode() * 60_000, "anpa")
