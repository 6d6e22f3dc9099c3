"""A feed's health in one plain sentence: what happened, since when, what happens next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.test_schedule import outcomes
from tests.feeds.week import DAY, MONDAY, daily
from watchers.sources.feeds.health import often, sentence, standing
from watchers.sources.feeds.schedule import NEVER, FeedState, Outcome, Problem, after, resumed, wished

NOW = datetime(2026, 11, 18, 14, 10, tzinfo=UTC)  # a Wednesday
MINUTE = timedelta(minutes=1)
AT = datetime(2026, 11, 18, 14, 2, tzinfo=UTC)
NEXT = datetime(2026, 11, 18, 14, 31, tzinfo=UTC)
READ = FeedState(due=NEXT, tried=AT, succeeded=AT, changed=AT, brought=3)


def failing(trouble: str, status: int | None = None, reason: str = "", **changes: object) -> FeedState:
    """Since 14:02, the next visit at 14:31."""
    return replace(READ, problem=Problem(trouble, AT, status, reason), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "told", "standing_"),
    [
        (FeedState(), "Not visited yet; first visit now.", "waiting"),
        (FeedState(due=NEXT), "Not visited yet; first visit at 14:31.", "waiting"),
        (READ, "3 new entries at 14:02; next visit at 14:31.", "live"),
        (replace(READ, brought=1), "1 new entry at 14:02; next visit at 14:31.", "live"),
        (
            replace(READ, brought=0, changed=AT - DAY, due=NEXT + DAY),
            "Nothing new at 14:02, the last new entry came yesterday at 14:02; next visit tomorrow at 14:31.",
            "live",
        ),
        (replace(READ, brought=0, changed=None), "Nothing new at 14:02; next visit at 14:31.", "live"),
        (
            replace(READ, warning="The XML is not well-formed; it was read as far as it goes."),
            "Read at 14:02, though the XML is not well-formed; it was read as far as it goes; next visit at 14:31.",
            "live",
        ),
        (failing("http", 503), "HTTP 503 (server is overloaded) since 14:02; tried again at 14:31.", "failing"),
        (failing("http", 418), "HTTP 418 since 14:02; tried again at 14:31.", "failing"),
        (failing("http", 599), "HTTP 599 (the server has an error) since 14:02; tried again at 14:31.", "failing"),
        (
            failing("http", 404, due=NOW),
            "HTTP 404 (there is nothing at this address) since 14:02; tried again now.",
            "failing",
        ),
        (
            failing("limited", 429, barred=NEXT),
            "Limited (429): too many visits since 14:02; no visit is wanted before then; tried again at 14:31.",
            "failing",
        ),
        (
            failing("tls", None, "its certificate ended on 3 November."),
            "Its certificate ended on 3 November since 14:02; tried again at 14:31.",
            "failing",
        ),
        (failing("dns"), "The name of its server is not known since 14:02; tried again at 14:31.", "failing"),
        (failing("timeout"), "The server is too slow since 14:02; tried again at 14:31.", "failing"),
        (
            failing("page", 200, "its root is <html>"),
            "A web page answers instead of a feed since 14:02; tried again at 14:31.",
            "failing",
        ),
        (failing("empty", 200), "The answer is empty since 14:02; tried again at 14:31.", "failing"),
        (
            failing("unreadable", 200, "Its XML is broken."),
            "Its XML is broken since 14:02; tried again at 14:31.",
            "failing",
        ),
        (
            replace(READ, moved="https://new.example/feed", moved_answers=2),
            "Moved for good to https://new.example/feed; taken over after one more identical answer.",
            "live",
        ),
        (
            replace(READ, moved="https://new.example/feed", moved_answers=1),
            "Moved for good to https://new.example/feed; taken over after two more identical answers.",
            "live",
        ),
        (
            replace(READ, address="https://new.example/feed", taken_over=AT),
            "Moved for good to https://new.example/feed; taken over at 14:02; next visit at 14:31.",
            "live",
        ),
        (
            replace(READ, address="https://new.example/feed", taken_over=AT - 8 * DAY),
            "3 new entries at 14:02; next visit at 14:31.",
            "live",
        ),
        (
            replace(READ, gone=AT - 2 * DAY),
            "Gone (410) since Monday; paused until you resume it.",
            "off",
        ),
        (
            replace(READ, paused=AT - 30 * DAY),
            "Paused since 19 October; not visited until you resume it.",
            "off",
        ),
        (
            replace(READ, muted_until=NOW + DAY),
            "3 new entries at 14:02; next visit at 14:31; muted until tomorrow 14:10, still collected.",
            "live",
        ),
        (
            replace(READ, muted_until=NEVER),
            "3 new entries at 14:02; next visit at 14:31; muted until you end it, still collected.",
            "live",
        ),
        (replace(READ, muted_until=AT), "3 new entries at 14:02; next visit at 14:31.", "live"),
    ],
)
def test_each_state_has_its_sentence(state: FeedState, told: str, standing_: str) -> None:
    assert (sentence(state, NOW), standing(state, NOW)) == (told, standing_)


def test_a_feed_silent_against_its_habit_is_marked() -> None:
    entries = tuple(each for each in daily(12, 30) if each < MONDAY + 15 * DAY + 9 * timedelta(hours=1))
    state = after(FeedState(), Outcome("new", 200, entries=entries), entries[-1], 0.5)
    now = MONDAY + 18 * DAY
    assert sentence(state, now) == "Usually 12 a day, none since Tuesday; next visit now."
    assert standing(state, now) == "waiting"


def test_the_story_of_a_failure() -> None:
    """The time it began stays while it fails in the same way."""
    state, now = after(READ, Outcome("failed", 503, "http"), AT, 0), AT
    for _ in range(3):
        now += 10 * MINUTE
        state = after(state, Outcome("failed", 503, "http"), now, 0)
    assert sentence(state, now) == "HTTP 503 (server is overloaded) since 14:02; tried again at 15:12."
    state = after(state, Outcome("failed", None, "dns", "the name wire.example is not known"), now, 0)
    assert sentence(state, now).startswith("The name wire.example is not known since 14:32")
    assert sentence(after(state, Outcome("new", 200), now, 0), now).startswith("Nothing new at 14:32")


def test_what_a_server_says_is_safe_to_show() -> None:
    state = failing("unreadable", 200, "\x1b]0;x\x07broken\n[/]" + "y" * 1000, due=NEXT)
    assert "\x1b" not in sentence(state, NOW)
    assert "\n" not in sentence(state, NOW)
    assert len(sentence(state, NOW)) < 300


@given(st.lists(outcomes, max_size=6), st.floats(0, 1), st.booleans())
def test_there_is_always_one_sentence(visits: list[Outcome], jitter: float, paused: bool) -> None:
    state, now = FeedState(), NOW
    for outcome in visits:
        state = after(state, outcome, now, jitter)
        now += 7 * timedelta(hours=1)
        for each in (state, wished(state, None, paused, now, now), resumed(state, now)):
            told = sentence(each, now)
            assert told[0].isupper() or told[0].isdigit()
            assert told.endswith(".")
            assert standing(each, now) in {"live", "waiting", "failing", "off"}


@pytest.mark.parametrize(
    ("per_day", "told"),
    [
        (1234.0, "1,234 a day"),
        (12.2, "12 a day"),
        (1.0, "7 a week"),
        (0.15, "one a week"),
        (0.05, "fewer than one a week"),
    ],
)
def test_how_often(per_day: float, told: str) -> None:
    assert often(per_day) == told
