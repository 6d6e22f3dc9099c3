"""Telegrams as the agencies send them: IPTC 7901 with and without its control characters, and those of the telex."""

from __future__ import annotations

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


@pytest.mark.parametrize("path", files("iptc7901"), ids=lambda path: path.stem)
def test_what_a_file_tells(path: Path) -> None:
    assert told(path) == expected(path)


@pytest.mark.parametrize("path", files("iptc7901"), ids=lambda path: path.stem)
def test_a_file_is_told_by_its_content(path: Path) -> None:
    assert sniff(Given(path.read_bytes(), "overnight.txt", RECEIVED)) == "iptc7901"


@pytest.mark.parametrize(
    "path", [p for p in files("iptc7901") if b"\x01" in p.read_bytes()], ids=lambda path: path.stem
)
def test_a_transport_that_drops_control_characters_takes_little_away(path: Path) -> None:
    bare = path.read_bytes().translate(None, b"\x01\x02\x03\x04")
    (found,) = read(arrival(bare, "overnight.txt"))
    (whole,) = read(arrival(path.read_bytes()))
    assert (found.format, found.guid, found.headline, found.slugline) == (
        "iptc7901",
        whole.guid,
        whole.headline,
        whole.slugline,
    )


@pytest.mark.parametrize(
    "text",
    [
        "ZCZC opened every telegram until 1990.\n\nThe museum shows one.",
        "ZCZC\tis what the operator typed first, and the machine woke.",
        "abc1234 was the number of the plate\n\nNobody remembered it.",
    ],
)
def test_a_note_that_only_begins_alike_is_text(text: str) -> None:
    assert document(text).format == "text"


@pytest.mark.parametrize(
    ("line", "instant"),
    [
        ("221432 Nov 26", "2026-11-22T14:32:00+00:00"),
        ("221432 GMT NOV 26", "2026-11-22T14:32:00+00:00"),
        ("AFX 221432 CET nov 2026", "2026-11-22T13:32:00+00:00"),
        ("011432 Mrz 26", "2026-03-01T14:32:00+00:00"),
        ("22-NOV-26 14:32", "2026-11-22T14:32:00+00:00"),
    ],
)
def test_the_date_behind_the_text(line: str, instant: str) -> None:
    found = document(
        f"\x01bdt0123 4 pl 20 dpx 1\r\nKw/\r\n\x02Head =\r\n\r\nBody stands here.\r\n\x03\r\n{line}\r\n\x04"
    )
    assert found.version_created is not None
    assert found.version_created.isoformat() == instant
    assert found.text == "Body stands here."


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("KILL: Minister resigns", "cancelled"),
        ("MANDATORY KILL - Minister resigns", "cancelled"),
        ("Storno: Minister tritt zurueck", "cancelled"),
        ("WITHHOLD: Minister resigns", "withheld"),
        ("Blast kills two", None),
        ("Withdrawal of troops begins", None),
        ("Kill switch found in trackers", None),
    ],
)
def test_kills_and_what_only_sounds_like_one(headline: str, status: str | None) -> None:
    found = document(f"\x01abc0123 4 i 20 abc\r\nKw/\r\n\x02{headline}\r\n\r\nOSLO (ABC) - Body stands here.\r\n\x03")
    assert found.status == status


def test_a_header_alone_is_no_story() -> None:
    with pytest.raises(UnreadableError):
        read(arrival(b"\x01bdt0123 4 pl 20 dpx 1\r\n\x02\r\n\x03\r\n\x04"))


@pytest.mark.parametrize("end", [b"\r\r\n", b"\n\r", b"\r", b"\n"])
def test_lines_end_as_the_teleprinter_wants(end: bytes) -> None:
    for path in files("iptc7901"):
        whole = [document.text for document in read(arrival(path.read_bytes(), path.name), "iptc7901")]
        other = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end)
        assert [document.text for document in read(arrival(other, path.name), "iptc7901")] == whole


@given(damaged("iptc7901"))
def test_damaged_files_raise_nothing_else(content: bytes) -> None:
    survives(content, "iptc7901")


@given(st.binary(max_size=400))
def test_any_bytes_raise_nothing_else(content: bytes) -> None:
    survives(b"\x01abc0123 4 i 20 abc\r\n" + content, "iptc7901")
    survives(content, "iptc7901")


@pytest.mark.parametrize(
    "piece", ["\x01", "ZCZC\n", "a=\n", "(", "#", "abc0123 4 i 20\n", "\x01abc0123 4 i 20\n", " ", "\x03 221432"]
)
def test_long_runs_are_read_in_bounded_time(piece: str) -> None:
    survives(b"\x01abc0123 4 i 20 abc\r\n\x02" + piece.encode() * 60_000, "iptc7901")
