"""The table `alert` of a saved filter: read with its mistakes named, changed with comments kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watchers.alerts import Rule
from watchers.alerts.reading import quiet_of
from watchers.saved import Filters, parse
from watchers.saved.editing import alerting, muted

LISTED = """\
# mine
[[filter]]
name = "Goma"  # the town
expression = "region:goma"

[filter.alert]
# loud
bell = true # for the night desk
every = "5 min"

[[filter]]
name = "Sudan"
expression = "khartoum"
"""


def read(text: str) -> Filters:
    return parse(text, Path("filters.toml"))


def test_a_filter_alerts_as_its_table_says() -> None:
    goma, sudan = read(LISTED).filters
    assert goma.alert == Rule(bell=True, every=timedelta(minutes=5))
    assert sudan.alert is None


def test_every_setting_is_written_and_read_again() -> None:
    rule = Rule(
        True, True, True, ("mail", "-s", "news"), "~/a.jsonl", timedelta(hours=2), quiet_of("22-6"), 3,
        timedelta(days=1), 2,
    )  # fmt: skip
    for name in ("goma", "Sudan"):
        found = {each.name: each.alert for each in read(alerting(LISTED, name, rule)).filters}
        assert found[name.capitalize()] == rule


def test_comments_of_the_person_stay() -> None:
    after = alerting(LISTED, "goma", Rule(bell=True, title=True))
    for said in ("# mine", "# the town", "# loud", "# for the night desk", "title = true"):
        assert said in after
    assert "every" not in after


def test_an_alert_taken_out_leaves_the_filter_as_it_was() -> None:
    after = alerting(LISTED, "Sudan", Rule(bell=True))
    assert alerting(after, "Sudan", None).split() == LISTED.split()


def test_a_filter_with_an_alert_is_still_muted_and_moved() -> None:
    after = muted(LISTED, "goma", datetime(2031, 1, 1, tzinfo=UTC))
    assert read(after).filters[0].alert == read(LISTED).filters[0].alert


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('every = "5 parsecs"', "“every” must be a span of time"),
        ("bel = true", "“bel” is not a key of an alert. Did you mean “bell”?"),
        ("at_least = 0", "“at_least” must be a whole number from 1 on"),
        ('quiet = "at night"', "“quiet” must be hours of your day"),
        ('command = "notify-send news"', "“command” must be a list of arguments"),
        ('within = "0 s"', "“within” must be longer than nothing"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_filter_stays(line: str, said: str) -> None:
    found = read(LISTED.replace('every = "5 min"', line))
    assert found.filters[0].alert is None
    (mistake,) = found.mistakes
    assert said in str(mistake)
    assert "line 9" in str(mistake)
