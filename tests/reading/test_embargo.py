"""Embargoes are told by editors' words and never by those of a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED
from watchers.reading.embargo import embargo_in


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("EMBARGOED until 0001 GMT Monday Nov. 23", "2026-11-23T00:01:00+00:00"),
        ("(EMBARGOED UNTIL 00:01 GMT, NOV. 24, 2026)", "2026-11-24T00:01:00+00:00"),
        ("Sperrfrist: 24. November 2026, 06.00 Uhr", "2026-11-24T06:00:00+00:00"),
        ("Sperrfrist 24.11.26 18.00 Uhr", "2026-11-24T18:00:00+00:00"),
        ("HOLD FOR RELEASE 6 p.m. EST", "2026-11-22T23:00:00+00:00"),
        ("Embargoed until noon Tuesday", "2026-11-24T12:00:00+00:00"),
        ("NOT FOR PUBLICATION BEFORE 2200 GMT", "2026-11-22T22:00:00+00:00"),
        ("EMBARGOED UNTIL 1 January 0001 GMT", "2027-01-01T00:01:00+00:00"),
        ("Embargo: 2026-11-23T06:00:00Z", "2026-11-23T06:00:00+00:00"),
        ("EMBARGOED FOR RELEASE UNTIL 00:01 HRS ON 24/11/2026", "2026-11-24T00:01:00+00:00"),
        ("The country is under an embargo, he said.", None),
        ("the arms embargo until 31 March 2027 was kept", None),
        ("the oil embargo of 1973", None),
        ("EMBARGOED", None),
        ("EMBARGOED until 99 Nov 9999 at 99:99", None),
    ],
)
def test_until_when(text: str, instant: str | None) -> None:
    found = embargo_in(text, RECEIVED)
    assert (found.isoformat() if found else None) == instant


@given(
    st.lists(
        st.sampled_from(
            ["EMBARGOED until ", "31 Feb", "Nov ", "0000 ", "2400 GMT", "99.99.99 ", "Monday", "12:00 ZZZ", "\n"]
        )
    )
)
def test_no_words_raise(parts: list[str]) -> None:
    embargo_in("".join(parts), RECEIVED)
