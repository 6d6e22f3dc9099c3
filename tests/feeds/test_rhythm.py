"""A feed's own rhythm: entries a day, and a silence that is against its habit, not a night or a weekend."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.week import DAY, HOUR, MONDAY, daily
from watchers.sources.feeds.rhythm import Rhythm, expected, noted, per_day, silence


def told(entries: list[datetime], now: datetime) -> Rhythm:
    """As it is known at an instant, from visits a day apart."""
    rhythm, at = Rhythm(), MONDAY
    while at < now:
        rhythm = noted(rhythm, [each for each in entries if at <= each < min(at + DAY, now)], min(at + DAY, now))
        at += DAY
    return rhythm


FEEDS = {
    "busy": daily(200, 60),
    "12 a day": daily(12, 60),
    "by day": daily(8, 60, hours=range(8, 18)),
    "on weekdays": daily(6, 60, hours=range(7, 17), weekend=False),
    "one each weekday morning": daily(1, 60, hours=range(6, 7), weekend=False),
    "every other day": daily(0.5, 60),
    "weekly": [MONDAY + n * 7 * DAY + 9 * HOUR for n in range(9)],
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_that_keeps_its_habit_is_never_called_silent(name: str) -> None:
    entries = FEEDS[name]
    alarms = [
        now
        for now in (MONDAY + n * 3 * HOUR for n in range(1, 60 * 8))
        if silence(told_until(entries, now), now) is not None
    ]
    assert alarms == []


def told_until(entries: list[datetime], now: datetime) -> Rhythm:
    return noted(Rhythm(), [each for each in entries if each < now], now)


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("busy", 1),
        ("12 a day", 2),
        ("by day", 2),
        ("on weekdays", 4),
        ("one each weekday morning", 14),
        ("every other day", 21),
        ("weekly", 29),
    ],
)
def test_one_that_stops_is_called_silent_in_its_own_measure(name: str, within: int) -> None:
    stop = MONDAY + 36 * DAY  # a Tuesday
    rhythm = told([each for each in FEEDS[name] if each < stop], stop)
    assert silence(rhythm, stop + HOUR) is None
    found = silence(rhythm, stop + within * DAY)
    assert found is not None
    assert found.since == rhythm.last
    assert silence(rhythm, stop + 400 * DAY) == found


def test_a_short_history_is_no_habit() -> None:
    entries = daily(20, 2)
    assert silence(told(entries, MONDAY + 2 * DAY), MONDAY + 30 * DAY) is None
    assert silence(Rhythm(), MONDAY) is None


def test_entries_a_day() -> None:
    assert per_day(Rhythm(), MONDAY) == 0
    assert per_day(told(FEEDS["12 a day"], MONDAY + 30 * DAY), MONDAY + 30 * DAY) == pytest.approx(12, rel=0.05)
    assert per_day(told(FEEDS["12 a day"][:6], MONDAY + DAY), MONDAY + DAY) == pytest.approx(6, abs=2)
    found = silence(told(FEEDS["12 a day"], MONDAY + 60 * DAY), MONDAY + 70 * DAY)
    assert found is not None
    assert found.per_day == pytest.approx(12, rel=0.1)


def test_the_next_hours_are_expected_after_the_day() -> None:
    ahead = expected(told(FEEDS["by day"], MONDAY + 30 * DAY), MONDAY + 30 * DAY)
    assert sum(ahead) == pytest.approx(8, rel=0.25)
    assert min(ahead[9:17]) > 3 * max(ahead[0:6])


@given(st.lists(st.integers(-(10**6), 10**4), max_size=900))
def test_any_instants_are_taken_and_memory_is_bounded(minutes: list[int]) -> None:
    rhythm = noted(Rhythm(), [MONDAY + timedelta(minutes=n) for n in minutes], MONDAY)
    assert len(rhythm.hours) <= 700
    assert rhythm.last is None or rhythm.last <= MONDAY
    assert len(expected(rhythm, MONDAY)) == 24
    assert per_day(rhythm, MONDAY) >= 0
    silence(rhythm, MONDAY + DAY)
