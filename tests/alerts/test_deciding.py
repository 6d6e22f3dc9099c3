"""When a filter alerts: at once, once for a burst, after quiet hours, and only when enough came from enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest

from watchers.alerts import Alert, Match, Rule, State, decide, due, simulated
from watchers.alerts.deciding import TOGETHER
from watchers.alerts.reading import quiet_of

NOON = datetime(2030, 3, 14, 12, tzinfo=UTC)
QUIET = quiet_of("22:00-06:00")


def match(number: int, minute: float, origin: str = "Reuters") -> Match:
    return Match(number, f"Dispatch {number}", origin, origin, NOON + timedelta(minutes=minute))


def given(rule: Rule, matches: Sequence[Match], hours: float = 48) -> list[Alert]:
    return simulated("Goma", rule, matches, NOON + timedelta(hours=hours), UTC)[0]


def test_a_document_alerts_at_once_with_all_that_came_with_it() -> None:
    (alert,) = given(Rule(), [match(1, 0), match(2, 0.01)])
    assert (alert.count, alert.at) == (2, NOON + TOGETHER)
    assert [each.document for each in alert.matches] == [2, 1]


def test_a_burst_within_the_cooldown_is_one_alert_that_counts() -> None:
    burst = [match(number, number / 10) for number in range(1, 101)]
    first, second = given(Rule(every=timedelta(minutes=15)), burst)
    assert (first.count, second.count, second.cooled) == (1, 99, 99)
    assert second.at == first.at + timedelta(minutes=15)
    assert len(second.matches) == 20
    assert second.matches[0].document == 100


def test_without_a_cooldown_each_alerts() -> None:
    assert len(given(Rule(every=timedelta()), [match(n, n) for n in range(5)])) == 5


def test_what_comes_in_quiet_hours_is_one_summary_afterwards() -> None:
    night = [match(1, 60 * 9), match(2, 60 * 11), match(3, 60 * 15), match(4, 60 * 17.9)]
    evening, morning = given(Rule(quiet=QUIET), night)
    assert (evening.count, evening.hushed) == (1, 0)
    assert (morning.count, morning.hushed, morning.at) == (3, 3, NOON + timedelta(hours=18))


def test_what_is_held_as_quiet_hours_begin_waits_for_their_end() -> None:
    rule = Rule(every=timedelta(hours=2), quiet=QUIET)
    first, second = given(rule, [match(1, 60 * 9), match(2, 60 * 9.5)])
    assert first.at == NOON + timedelta(hours=9) + TOGETHER
    assert (second.at, second.cooled, second.hushed) == (NOON + timedelta(hours=18), 1, 0)


def test_quiet_hours_are_those_of_the_person() -> None:
    nairobi = timezone(timedelta(hours=3))
    alerts, _ = simulated("Goma", Rule(quiet=QUIET), [match(1, 60 * 8)], NOON + timedelta(days=2), nairobi)
    assert [alert.at for alert in alerts] == [datetime(2030, 3, 15, 3, tzinfo=UTC)]


def test_a_night_in_which_clocks_are_put_forward_ends_by_the_clock_on_the_wall() -> None:
    berlin, before = ZoneInfo("Europe/Berlin"), datetime(2030, 3, 30, 22, 30, tzinfo=UTC)
    night = Match(1, "Raid", "A", "A", before)
    alerts, _ = simulated("Goma", Rule(quiet=QUIET), [night], before + timedelta(days=1), berlin)
    assert [alert.at for alert in alerts] == [datetime(2030, 3, 31, 4, tzinfo=UTC)]


def test_so_many_documents_within_a_time_are_needed() -> None:
    rule = Rule(at_least=3, within=timedelta(hours=1))
    assert not given(rule, [match(1, 0), match(2, 45), match(3, 90)])
    (alert,) = given(rule, [match(1, 0), match(2, 45), match(3, 90), match(4, 100)])
    assert [each.document for each in alert.matches] == [4, 3, 2]
    assert alert.since == NOON + timedelta(minutes=45)


def test_so_many_sources_are_needed_and_two_feeds_of_one_agency_are_one() -> None:
    rule = Rule(origins=2)
    assert not given(rule, [match(1, 0), match(2, 1)])
    (alert,) = given(rule, [match(1, 0), match(2, 1), match(3, 2, "AFP")])
    assert (alert.count, alert.origins) == (3, 2)


def test_a_later_version_of_a_document_does_not_count_again() -> None:
    assert [alert.count for alert in given(Rule(), [match(1, 0), match(1, 30), match(1, 60)])] == [1]


def test_what_is_held_outlives_a_restart() -> None:
    rule, state = Rule(), State()
    state, none = decide("Goma", rule, state, [match(1, 0)], NOON)
    kept = msgspec.json.decode(msgspec.json.encode(state), type=State)
    assert (kept, none) == (state, None)
    after, alert = decide("Goma", rule, kept, [], NOON + timedelta(hours=3))
    assert alert
    assert alert.count == 1
    assert due(rule, after) is None
    assert decide("Goma", rule, after, [match(1, 0)], NOON + timedelta(hours=4))[1] is None


@pytest.mark.parametrize("text", ["22:00-06:00", "22-6", "22.00 – 06.00", "22:00 to 6:00"])
def test_hours_are_read_as_they_are_written(text: str) -> None:
    assert quiet_of(text) == QUIET


@pytest.mark.parametrize("text", ["", "22:00", "25-6", "6-6", "22:61-06:00", "night"])
def test_what_are_no_hours_are_none(text: str) -> None:
    assert quiet_of(text) is None
