"""Times as people write them, kept relative where they are, and told in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.filters.times import kept, span, written

NOW = datetime(2026, 11, 25, 14, 32, 7, tzinfo=UTC)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "start", "length"),
    [
        ("24h", "2026-11-24T14:32:07", "24h"),
        ("90 min", "2026-11-25T13:02:07", "90min"),
        ("1h30m", "2026-11-25T13:02:07", "90min"),
        ("3 days ago", "2026-11-22T14:32:07", "3d"),
        ("last 2 weeks", "2026-11-11T14:32:07", "14d"),
        ("2026-11-20", "2026-11-20T00:00:00", "24h"),
        ("2026-11-20T14:00", "2026-11-20T14:00:00", "1min"),
        ("2026-11-20 14:00:05+02:00", "2026-11-20T12:00:05", "1s"),
        ("20.11.2026", "2026-11-20T00:00:00", "24h"),
        ("11/20/2026", "2026-11-20T00:00:00", "24h"),
        ("2026-11", "2026-11-01T00:00:00", "30d"),
        ("2026", "2026-01-01T00:00:00", "365d"),
        ("today", "2026-11-25T00:00:00", "24h"),
        ("Yesterday", "2026-11-24T00:00:00", "24h"),
        ("monday", "2026-11-23T00:00:00", "24h"),
        ("wed", "2026-11-25T00:00:00", "24h"),
        ("last wednesday", "2026-11-18T00:00:00", "24h"),
        ("this week", "2026-11-23T00:00:00", "7d"),
        ("last week", "2026-11-16T00:00:00", "7d"),
        ("last month", "2026-10-01T00:00:00", "31d"),
        ("last year", "2025-01-01T00:00:00", "365d"),
        ("nov 20", "2026-11-20T00:00:00", "24h"),
        ("20th November", "2026-11-20T00:00:00", "24h"),
        ("Dec 3", "2025-12-03T00:00:00", "24h"),
        ("feb 29", "2024-02-29T00:00:00", "24h"),
        ("September 3, 2025", "2025-09-03T00:00:00", "24h"),
        ("14:00", "2026-11-25T14:00:00", "1min"),
        ("23:00", "2026-11-24T23:00:00", "1min"),
        ("yesterday 9:00", "2026-11-24T09:00:00", "1min"),
        ("nov 20 2026 at 14:00", "2026-11-20T14:00:00", "1min"),
    ],
)
def test_a_time_lasts(text: str, start: str, length: str) -> None:
    value = kept(text)
    assert value is not None
    found = span(value, NOW)
    assert found is not None
    assert found[0] == datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert written(str(int((found[1] - found[0]).total_seconds()))) == length


@pytest.mark.parametrize(
    "text", ["", "soon", "5/6/2026", "2026-13-01", "2026-02-30", "25:00", "nov 31", "1e9", "last", "7"]
)
def test_what_is_no_time_has_no_span(text: str) -> None:
    value = kept(text)
    assert value in {None, "last"}
    assert value is None or span(value, NOW) is None


def test_a_relative_time_stays_so() -> None:
    assert (kept("yesterday"), kept("7d"), kept("nov 20")) == ("yesterday", "604800", "nov 20")
    later = NOW + timedelta(days=1)
    assert span("yesterday", later) == (
        later.replace(hour=0, minute=0, second=0) - timedelta(days=1),
        later.replace(hour=0, minute=0, second=0),
    )


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}([-./ :][0-9a-z]{1,9}){0,4}", fullmatch=True))
def test_no_time_breaks_anything(text: str) -> None:
    value = kept(text)
    if value is not None:
        assert kept(written(value)) == value
        found = span(value, NOW)
        assert found is None or found[0] <= found[1]
    span(text, NOW)


def test_the_widest_spans_end_where_calendars_do() -> None:
    found = span(kept("99999999999 years") or "", NOW)
    assert found is not None
    assert found[0].year == 1
