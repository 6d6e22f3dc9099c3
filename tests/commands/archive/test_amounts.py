"""Sizes and ages are read as people write them, and what is none is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from tui.commands.archive.amounts import before, size_of, sized

NOW = datetime(2030, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("2GB", 2 * 10**9),
        ("2 gb", 2 * 10**9),
        ("500M", 500 * 10**6),
        ("1.5 GiB", 3 * 2**29),
        ("64kib", 2**16),
        ("812", 812),
        ("1 byte", 1),
    ],
)
def test_a_size(text: str, size: int) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "GB", "two GB", "-2GB", "2 parsecs", "2,5GB", "9" * 40 + "GB", "2GB 3MB", "²GB"])
def test_no_size(text: str) -> None:
    assert size_of(text) is None


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("90d", timedelta(days=90)),
        ("90 days", timedelta(days=90)),
        ("2 weeks", timedelta(days=14)),
        ("6 months", timedelta(days=180)),
        ("1y", timedelta(days=365)),
        ("36 h", timedelta(hours=36)),
    ],
)
def test_an_age(text: str, ago: timedelta) -> None:
    assert before(text, NOW) == NOW - ago


def test_a_day_is_an_age() -> None:
    assert before("2029-12-31", NOW) == datetime(2029, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "old", "90", "-90d", "200 years", "999999 y", "2029-13-31", "yesterday"])
def test_no_age(text: str) -> None:
    assert before(text, NOW) is None


@given(text())
def test_nothing_that_is_typed_is_too_much(typed: str) -> None:
    size_of(typed)
    before(typed, NOW)


@given(integers(0, 10**15))
def test_what_is_told_is_read_again(size: int) -> None:
    told = size_of(sized(size).replace(",", ""))
    assert told is not None
    assert abs(told - size) <= max(1, size * 0.06)
