"""Where days begin among documents in order, and on which lines everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from tui.board.breaks import Break, Ruled, breaks, day, steps
from watchers.archive.columns import micros

DAY = timedelta(days=1)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=80))
def test_a_step_is_found_wherever_the_mark_changes(marks: list[int]) -> None:
    ordered = sorted(marks, reverse=True)
    naive = [(n, mark) for n, mark in enumerate(ordered) if n == 0 or ordered[n - 1] != mark]
    assert steps(len(ordered), lambda some: [ordered[at] for at in some]) == naive


def test_of_a_million_documents_few_are_asked_in_few_questions() -> None:
    asked: list[int] = []

    def placed(indexes: Sequence[int]) -> list[int]:
        asked.append(len(indexes))
        return [micros(NOON - timedelta(minutes=at / 2)) for at in indexes]

    found = breaks(1_000_000, placed, NOON, None)
    assert [each.count for each in found[:3]] == [1441, 2880, 2880]
    assert len(asked) < 25
    assert sum(asked) < 6_000


def test_days_and_the_last_look_stand_where_they_belong() -> None:
    ages = [0, 1, 2, 30, 31, 80]
    looked = NOON - timedelta(hours=30)
    found = breaks(6, lambda some: [micros(NOON - timedelta(hours=ages[at])) for at in some], NOON, looked)
    days = [datetime(2030, 3, n, tzinfo=UTC) for n in (14, 13, 11)]
    assert found == (
        Break(0, "day", days[0], 3),
        Break(3, "look", looked, 3),
        Break(3, "day", days[1], 2),
        Break(5, "day", days[2], 1),
    )


@pytest.mark.parametrize("looked", [None, NOON - timedelta(days=9), NOON + timedelta(days=1)])
def test_all_of_today_and_all_new_or_all_old_need_no_line(looked: datetime | None) -> None:
    assert breaks(3, lambda some: [micros(NOON)] * len(some), NOON, looked) == ()
    assert breaks(0, lambda some: [], NOON, looked) == ()


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(1, 2))
def test_every_line_belongs_to_one_document(indexes: list[int], tall: int) -> None:
    ruled = Ruled([Break(at, "day", NOON, 1) for at in sorted(indexes)], tall)
    lines = [ruled.standing(y) for y in range(ruled.top(31))]
    for index in range(31):
        own = [(index, part) for part in range(-indexes.count(index), tall)]
        assert lines[ruled.top(index) : ruled.top(index + 1)] == own
        assert ruled.line(index) == ruled.top(index) + indexes.count(index)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (NOON, "Today, Thursday 14 March"),
        (NOON - DAY, "Yesterday, Wednesday 13 March"),
        (NOON - 2 * DAY, "Tuesday 12 March"),
        (NOON - 100 * DAY, "Tuesday 4 December 2029"),
    ],
)
def test_a_day_is_called_as_a_person_calls_it(when: datetime, said: str) -> None:
    assert day(when, NOON) == said
