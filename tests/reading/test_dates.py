"""Days and instants as texts write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED
from watchers.reading.dates import instant_in, iso_instant, published_on


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nov 18", date(2026, 11, 18)),
        ("Wednesday, November 18th, 2026", date(2026, 11, 18)),
        ("18 November 2026", date(2026, 11, 18)),
        ("2026-11-18", date(2026, 11, 18)),
        ("18.11.2026", date(2026, 11, 18)),
        ("le 18 novembre 2026", date(2026, 11, 18)),
        ("18 de noviembre de 2026", date(2026, 11, 18)),
        ("18. März 2025", date(2025, 3, 18)),
        ("Nov 23", date(2026, 11, 23)),
        ("Nov 24", date(2025, 11, 24)),
        ("Feb 29", date(2024, 2, 29)),
        ("Nov 18, 2031", None),
        ("Feb 30", None),
        ("Nov 183", None),
        ("tomorrow", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    found = instant_in(text, RECEIVED)
    assert (found and found.date()) == day


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-18T08:45:00+02:00", datetime(2026, 11, 18, 6, 45, tzinfo=UTC)),
        ("2026-11-18T08:45:00Z", datetime(2026, 11, 18, 8, 45, tzinfo=UTC)),
        ("2026-11-18 08:45", datetime(2026, 11, 18, 8, 45, tzinfo=UTC)),
        ("Nov. 18, 2026 9:15 p.m. EST", datetime(2026, 11, 19, 2, 15, tzinfo=UTC)),
        ("18 November 2026, 14:05 GMT", datetime(2026, 11, 18, 14, 5, tzinfo=UTC)),
        ("14:05 CET, 18 November 2026", datetime(2026, 11, 18, 13, 5, tzinfo=UTC)),
        ("18 November 2026", datetime(2026, 11, 18, tzinfo=UTC)),
        ("2041-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("never", None),
    ],
)
def test_an_instant(text: str, instant: datetime | None) -> None:
    assert iso_instant(text, RECEIVED) == instant


@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for found in (instant_in(text, RECEIVED), iso_instant(text, RECEIVED)):
        assert found is None or found.tzinfo is UTC


def test_a_day_beside_the_receipt_tells_less_than_it() -> None:
    assert published_on(date(2026, 11, 21), RECEIVED) is None
    assert published_on(date(2026, 11, 20), RECEIVED) == datetime(2026, 11, 20, tzinfo=UTC)
