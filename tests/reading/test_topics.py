"""Codes of the wires have names that a person can read."""

from __future__ import annotations

from pathlib import Path

import pytest

import watchers.reading
from watchers.reading.topics import name_of, scheme_of


@pytest.mark.parametrize(
    ("scheme", "code", "name"),
    [
        ("medtop", "medtop:20000065", "civil unrest"),
        ("medtop", "20000065", "civil unrest"),
        (None, "20000065", "civil unrest"),
        ("http://cv.iptc.org/newscodes/mediatopic/", "20000065", "civil unrest"),
        (None, "http://cv.iptc.org/newscodes/mediatopic/20000065", "civil unrest"),
        ("medtop", "16000000", "conflict, war and peace"),
        ("subj", "16000000", "unrest, conflicts and war"),
        (None, "16000000", "unrest, conflicts and war"),
        ("IptcSubjectCodes", "11006000", "government"),
        ("iptc-subject-code", "11006000", "government"),
        ("http://cv.iptc.org/newscodes/subjectcode/", "subj:11006000", "government"),
        ("genre", "Background", "background"),
        ("genre", "genre:Transcript_and_Verbatim", "transcript and verbatim"),
        ("genre", "press release", "press release"),
        ("medtop", "29999999", None),
        ("afpcat", "11006000", None),
        (None, "POL", None),
        (None, "", None),
    ],
)
def test_a_code_is_named(scheme: str | None, code: str, name: str | None) -> None:
    assert name_of(scheme, code) == name


@pytest.mark.parametrize("scheme", ["medtop", "subj"])
def test_all_seventeen_tops_have_names(scheme: str) -> None:
    assert all(name_of(scheme, f"{top:02}000000") for top in range(1, 18))


def test_a_media_topic_in_a_scheme_called_iptc_is_one() -> None:
    assert scheme_of("iptc", "20000574") == "medtop"


@pytest.mark.parametrize(
    "path", sorted(Path(watchers.reading.__file__).parent.glob("iptc-*.tsv")), ids=lambda p: p.stem
)
def test_the_tables_are_two_clean_columns_without_doubles(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(len(row) == 2 and row[0] == row[0].strip() and row[1] == row[1].strip() != "" for row in rows)
    assert len({code for code, _ in rows}) == len(rows) > 40
