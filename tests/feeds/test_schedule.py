"""When feeds are visited: by their own rhythm, as their publishers ask, and never given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.feeds.week import DAY, HOUR, MONDAY, World, daily
from watchers.sources.feeds.rhythm import Rhythm
from watchers.sources.feeds.schedule import (
    NEVER,
    FeedState,
    Hints,
    Outcome,
    Problem,
    after,
    decoded,
    due,
    encoded,
    moved_by_hand,
    poll_now,
    resumed,
    wished,
)

MINUTE = timedelta(minutes=1)
NOON = MONDAY + 12 * HOUR
READ = Outcome("new", 200)


def wait(state: FeedState, outcome: Outcome, jitter: float = 0.5, now: datetime = NOON) -> timedelta:
    """How long until the next visit."""
    return due(after(state, outcome, now, jitter)) - now


def busy(per_day: int) -> FeedState:
    """A feed that has been read for two weeks."""
    entries = tuple(NOON - n * DAY / per_day for n in range(1, 14 * per_day))
    return after(FeedState(), Outcome("new", 200, entries=entries), NOON, 0.5)


def test_a_feed_never_visited_is_due_at_once() -> None:
    assert due(FeedState()) < MONDAY


def test_the_busier_the_sooner_between_two_minutes_and_a_day() -> None:
    waits = [wait(busy(n), READ) for n in (1, 4, 12, 50, 200, 2000)]
    assert waits == sorted(waits, reverse=True)
    assert waits[0] < 6 * HOUR
    assert 5 * MINUTE < waits[2] < 30 * MINUTE
    assert waits[-1] == 2 * MINUTE
    old = after(FeedState(), Outcome("new", 200, entries=(NOON - 300 * DAY,)), NOON, 0.5)
    assert wait(old, READ) == DAY


def test_a_first_look_at_its_entries_is_enough_to_know_its_rhythm() -> None:
    twenty = tuple(NOON - n * 12 * MINUTE for n in range(20))
    assert wait(FeedState(), Outcome("new", 200, entries=twenty)) < 5 * MINUTE
    assert wait(FeedState(), Outcome("new", 200, entries=twenty[:1])) > 20 * MINUTE


def test_a_feed_without_dates_is_visited_ever_less_often_until_something_comes() -> None:
    state, waits, now = FeedState(), [], NOON
    for _ in range(50):
        state = after(state, READ, now, 0.5)
        waits.append(due(state) - now)
        now = due(state)
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (30 * MINUTE, DAY)


def test_the_busy_hours_are_visited_more_often() -> None:
    world = World(daily(30, 28, hours=range(8, 18), weekend=True))
    list(world.run(FeedState(), MONDAY, MONDAY + 28 * DAY))
    last = [visit for visit in world.visits if visit > MONDAY + 21 * DAY]
    by_day = sum(8 <= visit.hour < 18 for visit in last) / 10
    by_night = sum(not 7 <= visit.hour < 19 for visit in last) / 12
    assert by_day > 2.5 * by_night


@pytest.mark.parametrize(("per_day", "late", "most"), [(200, 5, 5100), (24, 20, 1700), (6, 75, 500), (1, 400, 130)])
def test_a_week_of_a_feed_is_followed_closely_and_politely(per_day: int, late: int, most: int) -> None:
    world = World(daily(per_day, 14))
    list(world.run(FeedState(), MONDAY, MONDAY + 14 * DAY))
    visits = [visit for visit in world.visits if visit > MONDAY + 7 * DAY]
    entries = [entry for entry in world.entries if MONDAY + 7 * DAY < entry < visits[-1]]
    waited = sorted(min(visit for visit in visits if visit >= entry) - entry for entry in entries)
    assert waited[len(waited) // 2] < late * MINUTE
    assert len(visits) < most


def test_after_an_outage_of_days_it_is_followed_again() -> None:
    world = World(daily(24, 21), down=[(MONDAY + 8 * DAY, MONDAY + 12 * DAY)])
    states = list(world.run(FeedState(), MONDAY, MONDAY + 21 * DAY))
    outage = [visit for visit in world.visits if MONDAY + 8 * DAY <= visit < MONDAY + 12 * DAY]
    assert len(outage) < 20
    back = next(now for now, state in states if now >= MONDAY + 12 * DAY and state.problem is None)
    assert back < MONDAY + 13 * DAY
    assert len([visit for visit in world.visits if visit > back + DAY]) > 200


def test_jitter_spreads_visits_without_going_under_what_is_asked() -> None:
    assert wait(busy(12), READ, 0.0) < wait(busy(12), READ, 1.0)
    asked = Outcome("new", 200, hints=Hints(every=3600))
    assert wait(busy(200), asked, 0.0) == HOUR
    assert HOUR < wait(busy(200), asked, 1.0) < 67 * MINUTE


@pytest.mark.parametrize(
    ("hints", "soonest", "latest"),
    [
        (Hints(fresh=900), 15 * MINUTE, 17 * MINUTE),
        (Hints(every=3600), HOUR, 67 * MINUTE),
        (Hints(fresh=7200, every=600), 2 * HOUR, 133 * MINUTE),
        (Hints(fresh=10**9), DAY, DAY),
        (Hints(skip_hours=tuple(range(9, 20))), 8 * HOUR, 8 * HOUR + 6 * MINUTE),
        (Hints(skip_days=(0, 1)), 36 * HOUR, 36 * HOUR + 6 * MINUTE),
        (Hints(skip_hours=tuple(range(24)), skip_days=tuple(range(7))), 2 * MINUTE, 5 * MINUTE),
    ],
    ids=["fresh", "ttl", "both", "for ever", "hours", "days", "all of them"],
)
def test_what_publishers_ask_for_is_done(hints: Hints, soonest: timedelta, latest: timedelta) -> None:
    assert soonest <= wait(busy(200), Outcome("new", 200, hints=hints), 0.7) <= latest


def test_an_unchanged_feed_keeps_what_its_text_asked_for() -> None:
    state = after(busy(200), Outcome("new", 200, hints=Hints(every=3600, fresh=7200)), NOON, 0)
    assert wait(state, Outcome("unchanged", 304, hints=Hints(fresh=60)), 0) == HOUR
    assert wait(state, Outcome("unchanged", 304), 0) == 2 * HOUR


def test_failures_are_tried_again_ever_later_but_at_least_once_a_day() -> None:
    state, now, waits = busy(24), NOON, []
    for _ in range(200):
        state = after(state, Outcome("failed", 503, "http"), now, 0.0)
        waits.append(due(state) - now)
        now = due(state)
    assert waits[:4] == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    assert waits == sorted(waits)
    assert waits[-1] == DAY
    assert state.problem == Problem("http", NOON, 503)
    assert wait(state, READ) < HOUR


def test_what_seldom_heals_is_tried_less_often_from_the_start() -> None:
    assert wait(busy(24), Outcome("failed", 404, "http"), 0) == 30 * MINUTE
    assert wait(busy(24), Outcome("failed", 200, "page"), 0) == 30 * MINUTE
    assert wait(busy(24), Outcome("failed", None, "dns"), 0) == 5 * MINUTE


def test_trouble_of_this_machine_does_not_count_against_a_feed() -> None:
    state = busy(24)
    for _ in range(50):
        state = after(state, Outcome("failed", None, "dns", local=True), NOON, 1.0)
    assert state.failures == 0
    assert due(state) - NOON <= 4 * MINUTE


@pytest.mark.parametrize("kind", ["limited", "failed"])
def test_retry_after_is_obeyed_even_when_a_person_asks(kind: str) -> None:
    outcome = msgspec.convert({"kind": kind, "status": 503, "retry_after": 7200}, Outcome)
    state = after(busy(200), outcome, NOON, 0.0)
    assert due(state) == NOON + 2 * HOUR
    assert due(poll_now(state, NOON + MINUTE)) == NOON + 2 * HOUR
    assert due(poll_now(state, NOON + 3 * HOUR)) == NOON + 3 * HOUR
    assert due(wished(state, 300, False, None, NOON)) == NOON + 2 * HOUR
    assert wait(state, Outcome("limited", 429, retry_after=10**9)) <= 7 * DAY + 2 * MINUTE
    assert wait(state, Outcome("unchanged", 304, retry_after=3600), 0) == HOUR


def test_a_move_is_taken_over_with_the_third_answer_in_a_row() -> None:
    moved = Outcome("new", 200, moved="https://new.example/feed")
    state = replace(busy(24), etag='"a"')
    for outcome in (moved, moved, READ, moved, Outcome("failed", 500, "http"), moved):
        state = after(state, outcome, NOON, 0)
        assert state.address is None
    state = after(state, moved, NOON, 0)
    assert (state.address, state.moved, state.moved_answers) == ("https://new.example/feed", None, 0)
    assert after(state, READ, NOON, 0).address == "https://new.example/feed"
    other = after(after(state, replace(moved, moved="https://a.example/"), NOON, 0), moved, NOON, 0)
    assert other.moved_answers == 0
    assert moved_by_hand(state, None).etag is None


def test_what_is_gone_pauses_until_it_is_resumed() -> None:
    state = after(busy(24), Outcome("gone", 410), NOON, 0)
    assert due(state) == NEVER
    assert due(poll_now(state, NOON)) == NEVER
    state = resumed(state, NOON + DAY)
    assert due(state) == NOON + DAY
    assert after(state, READ, NOON + DAY, 0).gone is None


def test_a_person_sets_the_interval_pauses_and_mutes() -> None:
    state = wished(busy(1), 300, False, None, NOON)
    assert due(state) == NOON + 5 * MINUTE
    assert wait(state, Outcome("new", 200, hints=Hints(fresh=7200, skip_days=(0,)))) == 5 * MINUTE
    assert wait(wished(state, 1, False, None, NOON), READ) == 2 * MINUTE
    assert wait(wished(state, 10**9, False, None, NOON), READ) == DAY
    assert wait(wished(state, 7200, False, None, NOON), Outcome("failed", 503, "http")) == 2 * HOUR
    paused = wished(state, 300, True, None, NOON)
    assert due(paused) == NEVER
    assert wished(paused, 300, True, None, NOON + DAY).paused == NOON
    assert due(wished(paused, 300, False, None, NOON + DAY)) < NOON + DAY
    muted = wished(state, 300, False, NOON + DAY, NOON)
    assert due(muted) == due(state)


outcomes = st.builds(
    Outcome,
    st.sampled_from(["new", "unchanged", "failed", "limited"]),
    st.sampled_from([None, 200, 304, 404, 429, 503]),
    st.sampled_from([None, "dns", "http", "tls", "page"]),
    st.just(""),
    st.lists(st.integers(-500, 100).map(lambda n: NOON + n * HOUR), max_size=30).map(tuple),
    st.none() | st.builds(Hints, st.none() | st.integers(0, 10**7), st.none() | st.integers(0, 10**7)),
    st.sampled_from([None, "https://a.example/", "https://b.example/"]),
    local=st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(outcomes, st.floats(0, 1), st.integers(0, 3000)), max_size=15), st.sampled_from([None, 300]))
def test_whatever_happens_the_next_visit_is_two_minutes_to_a_day_away(
    visits: list[tuple[Outcome, float, int]], every: int | None
) -> None:
    state, now = FeedState(every=every), NOON
    for outcome, jitter, late in visits:
        state = after(state, outcome, now, jitter)
        assert 2 * MINUTE <= due(state) - now <= DAY
        assert decoded(encoded(state)) == state
        now = due(state) + late * MINUTE


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Hints,
        st.none() | st.integers(0, 10**6),
        st.none() | st.integers(0, 10**6),
        st.lists(st.integers(0, 23), max_size=20).map(tuple),
        st.lists(st.integers(0, 6), max_size=5).map(tuple),
    ),
    st.floats(0, 1),
    st.integers(0, 200),
)
def test_no_visit_falls_into_hours_or_days_to_skip(hints: Hints, jitter: float, hours: int) -> None:
    state = after(busy(50), Outcome("new", 200, hints=hints), NOON + hours * HOUR, jitter)
    assert due(state).hour not in hints.skip_hours
    assert due(state).weekday() not in hints.skip_days
    assert due(state) - NOON - hours * HOUR >= min(timedelta(seconds=max(hints.fresh or 0, hints.every or 0)), DAY)


def test_a_blob_of_another_version_is_read_as_far_as_it_goes() -> None:
    state = replace(busy(3), etag='W/"1"')
    held = msgspec.msgpack.decode(encoded(state))
    held |= {"of a later version": [1, 2], "failures": "many", "hints": {"fresh": 5, "later": True}}
    del held["succeeded"]
    found = decoded(msgspec.msgpack.encode(held))
    assert (found.etag, found.failures, found.succeeded, found.hints) == ('W/"1"', 0, None, Hints(fresh=5))
    assert found.rhythm == state.rhythm


@given(st.binary(max_size=60))
def test_a_damaged_blob_is_a_feed_never_visited(blob: bytes) -> None:
    assert decoded(b"\xc1" + blob) == FeedState()
    assert isinstance(decoded(blob), FeedState)


def test_a_quiet_state_is_small() -> None:
    assert len(encoded(FeedState())) == 1
    assert FeedState().rhythm == Rhythm()
