"""What is unusual: five documents in two hours, three times as many as at this hour of other days, two sources."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from watchers.unusual import DAYS, KNOWN, Unusual, before, days, judged, lately, ranked, reason, stands_out, voices


@pytest.mark.parametrize(
    ("count", "earlier", "known", "unusual"),
    [
        (5, 0, 7, True),
        (4, 0, 7, False),
        (6, 14, 7, True),
        (6, 15, 7, False),
        (5, 5, 3, True),
        (5, 6, 3, False),
        (50, 0, KNOWN - 1, False),
    ],
)
def test_the_rule(count: int, earlier: int, known: int, unusual: bool) -> None:
    assert stands_out(count, earlier, known) is unusual


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(KNOWN, DAYS))
def test_what_is_unusual_stays_so_with_more_now_and_with_less_before(count: int, earlier: int, known: int) -> None:
    if stands_out(count, earlier, known):
        assert stands_out(count + 1, earlier, known)
        assert stands_out(count, max(0, earlier - 1), known)


def test_copies_of_one_agency_are_one_voice_and_a_source_counts_where_no_origin_is_known() -> None:
    assert voices([(1, 77), (2, 77), (3, 77)]) == 1
    assert voices([(1, 77), (1, 78)]) == 2
    assert voices([(1, None), (2, None), (2, 0)]) == 2
    assert voices([(1, 77), (1, None)]) == 1
    assert voices([(1, 77), (2, None)]) == 2
    assert voices([]) == 0


def test_one_voice_however_loud_is_nothing_unusual() -> None:
    assert judged("region", "goma", "Goma", (40, 0, 7), voices([(1, 77), (2, 77)])) is None
    assert judged("region", "goma", "Goma", (40, 7, 7), voices([(1, 77), (2, 78)])) == Unusual(
        "region", "goma", "Goma", 40, 1.0, 2
    )


def test_the_hours_are_the_same_on_each_of_seven_days_and_no_two_stretches_meet() -> None:
    stretches = [lately(NOON), *before(NOON)]
    assert [end - start for start, end in stretches] == [timedelta(hours=2)] * (DAYS + 1)
    assert {end.hour for _, end in stretches} == {NOON.hour}
    assert all(later[0] > earlier[1] for later, earlier in pairwise(stretches))
    for (start, end), (begin, stop) in zip(before(NOON), days(NOON), strict=True):
        assert begin == start <= end < stop == begin + timedelta(days=1)


def test_the_reason_has_every_number_of_the_rule() -> None:
    goma = Unusual("region", "goma", "Goma", 9, 9 / 7, 4)
    assert reason(goma) == (
        "9 in the last 2 h, usually 1.3 at this hour (7 days), from 4 sources: "
        "at least 5, three times the usual, 2 sources, 3 known days"
    )
    assert "usually none at this hour (4 days)" in reason(Unusual("region", "goma", "Goma", 9, 0.0, 4, 4))


def test_the_most_surprising_stands_first() -> None:
    country = Unusual("region", "drc", "DR Congo", 20, 6.0, 5)
    town = Unusual("region", "goma", "Goma", 18, 1.0, 5)
    assert ranked([country, town]) == (town, country)
    assert (town.times, Unusual("event", "AID", "aid", 6, 0.0, 2).times) == (18.0, None)
