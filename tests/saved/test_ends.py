"""Until when a filter is muted, in any usual form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.saved import FOR_GOOD
from watchers.saved.ends import end_of, told

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""A Monday."""


@pytest.mark.parametrize(
    ("typed", "end", "said"),
    [
        ("friday", "2026-11-27 00:00", "until Friday 27 Nov"),
        ("until Fri", "2026-11-27 00:00", "until Friday 27 Nov"),
        ("next friday", "2026-11-27 00:00", "until Friday 27 Nov"),
        ("Friday 27 Nov", "2026-11-27 00:00", "until Friday 27 Nov"),
        ("friday 18:00", "2026-11-27 18:00", "until Friday 27 Nov 18:00 UTC"),
        ("friday at 6 pm", "2026-11-27 18:00", "until Friday 27 Nov 18:00 UTC"),
        ("monday", "2026-11-30 00:00", "until Monday 30 Nov"),
        ("tomorrow", "2026-11-24 00:00", "until Tuesday 24 Nov"),
        ("tonight", "2026-11-24 00:00", "until Tuesday 24 Nov"),
        ("18:00", "2026-11-23 18:00", "until 18:00 UTC"),
        ("14:00", "2026-11-24 14:00", "until Tuesday 24 Nov 14:00 UTC"),
        ("3 days", "2026-11-26 15:00", "until Thursday 26 Nov 15:00 UTC"),
        ("for three days", "2026-11-26 15:00", "until Thursday 26 Nov 15:00 UTC"),
        ("an hour", "2026-11-23 16:00", "until 16:00 UTC"),
        ("1h30m", "2026-11-23 16:30", "until 16:30 UTC"),
        ("2 weeks", "2026-12-07 15:00", "until Monday 7 Dec 15:00 UTC"),
        ("a month", "2026-12-23 15:00", "until Wednesday 23 Dec 15:00 UTC"),
        ("next week", "2026-11-30 00:00", "until Monday 30 Nov"),
        ("the end of the month", "2026-12-01 00:00", "until Tuesday 1 Dec"),
        ("1 dec", "2026-12-01 00:00", "until Tuesday 1 Dec"),
        ("December 1st 09:30", "2026-12-01 09:30", "until Tuesday 1 Dec 09:30 UTC"),
        ("nov 20", "2027-11-20 00:00", "until Saturday 20 Nov 2027"),
        ("2026-12-01", "2026-12-01 00:00", "until Tuesday 1 Dec"),
        ("2026-12-01T08:00Z", "2026-12-01 08:00", "until Tuesday 1 Dec 08:00 UTC"),
        ("2026-12-01 08:00+03:00", "2026-12-01 05:00", "until Tuesday 1 Dec 05:00 UTC"),
        ("01.12.2026", "2026-12-01 00:00", "until Tuesday 1 Dec"),
    ],
)
def test_an_end_is_understood_and_told(typed: str, end: str, said: str) -> None:
    found = end_of(typed, NOW)
    assert found == datetime.fromisoformat(end).replace(tzinfo=UTC)
    assert told(found, NOW) == said


@pytest.mark.parametrize("typed", ["until further notice", "for good", "Forever"])
def test_no_end_is_an_end_too(typed: str) -> None:
    assert end_of(typed, NOW) == FOR_GOOD
    assert told(FOR_GOOD, NOW) == "until further notice"


@pytest.mark.parametrize("typed", ["", "soon", "3 days ago", "yesterday", "now", "25:00", "feb 30", "2026", "12"])
def test_what_is_no_end_is_none(typed: str) -> None:
    assert end_of(typed, NOW) is None


def test_days_begin_where_the_person_is() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert end_of("friday", there) == datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
    assert end_of("friday 18:00 utc", there) == datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_end_in_utc_or_none(typed: str) -> None:
    found = end_of(typed, NOW)
    assert found is None or found.utcoffset() == timedelta(0)
