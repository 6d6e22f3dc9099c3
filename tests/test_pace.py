"""A catch-up says how far it is, how fast, and how long it will take."""

from __future__ import annotations

import pytest

from watchers.pace import MANY, CatchUp
from watchers.progress import Progress


def test_a_few_files_are_no_catch_up() -> None:
    catching = CatchUp()
    catching.look(0.0, MANY - 1)
    assert catching.progress is None


def test_the_rate_is_that_of_late_and_tells_the_time_left() -> None:
    catching = CatchUp()
    catching.look(0.0, 1000)
    assert catching.progress == Progress(0, 1000)
    for number in range(1, 401):
        catching.count(number / 100, 1000 - number)
    progress = catching.progress
    assert progress
    assert (progress.done, progress.total) == (400, 1000)
    assert progress.per_second == pytest.approx(100)
    assert progress.seconds_left == pytest.approx(6)
    for number in range(1, 401):
        catching.count(4 + number / 10, 600 - number)
    progress = catching.progress
    assert progress
    assert progress.per_second == pytest.approx(10, rel=0.05)


def test_what_comes_meanwhile_is_counted_in() -> None:
    catching = CatchUp()
    catching.look(0.0, 100)
    for number in range(1, 51):
        catching.count(number / 10, 100)
    progress = catching.progress
    assert progress
    assert (progress.done, progress.total) == (50, 150)


def test_it_stands_still_where_nothing_is_done() -> None:
    catching = CatchUp()
    catching.look(0.0, 100)
    catching.count(1.0, 99)
    catching.look(500.0, 99)
    progress = catching.progress
    assert progress
    assert progress.per_second < 0.1


def test_it_ends_when_few_wait_and_the_next_one_counts_anew() -> None:
    catching = CatchUp()
    catching.look(0.0, MANY)
    for number in range(1, MANY + 1):
        catching.count(number / 10, MANY - number)
    assert catching.progress is None
    catching.look(99.0, 80)
    assert catching.progress == Progress(0, 80)
