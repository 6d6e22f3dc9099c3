"""Documents that tell one story come together, look-alikes stay apart, and why is said in words."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.wires import WIRES, Wire
from tests.build import actor, region
from watchers.analysis.openings import Opening, opening, shared, stem
from watchers.analysis.recent import Grouped, grouped
from watchers.analysis.stories import HOURS, Stories
from watchers.document import Analysis

_HOUR = 3_600_000_000


def told(wires: list[Wire], hours: float = 1.0) -> dict[str, Grouped]:
    """What becomes of each, one every so many hours."""
    groups = grouped((wire.trace, int(n * hours * _HOUR)) for n, wire in enumerate(wires))
    return {wire.name: group for wire, group in zip(wires, groups, strict=True)}


def opened(name: str, analysis: Analysis) -> Opening:
    wire = next(wire for wire in WIRES if wire.name == name)
    return opening(wire.title, wire.text, analysis)


def test_each_story_comes_together_and_no_other_with_it() -> None:
    by_story = defaultdict(set)
    for wire in WIRES:
        by_story[told(list(WIRES))[wire.name].story].add(wire.story)
    assert sorted(map(sorted, by_story.values())) == sorted([story] for story in {wire.story for wire in WIRES})


def test_what_repeats_a_report_names_it() -> None:
    found = told(list(WIRES))
    places = {wire.name: n for n, wire in enumerate(WIRES)}
    for wire in WIRES:
        assert found[wire.name].copy_of == (None if wire.of is None else places[wire.of]), wire.name


def test_what_is_told_again_long_after_is_another_story() -> None:
    quakes = [wire for wire in WIRES if wire.story == "torvik"]
    near, far = told(quakes, hours=20), told(quakes, hours=HOURS + 1)
    assert len({group.story for group in near.values()}) == 1
    assert len({group.story for group in far.values()}) == 2


@given(st.permutations([wire for wire in WIRES if wire.story in {"ferry", "torvik", "ambarat", "orlo", "sand"}]))
@settings(max_examples=60, deadline=None)
def test_the_order_of_a_day_mixes_nothing_and_loses_nothing(wires: list[Wire]) -> None:
    found = told(wires, hours=0.5)
    assert found.keys() == {wire.name for wire in wires}
    for one, other in pairwise(sorted(wires, key=lambda wire: found[wire.name].story)):
        assert found[one.name].story != found[other.name].story or one.story == other.story


def test_a_story_keeps_its_older_number_when_two_prove_to_be_one() -> None:
    stories = Stories()
    first = {"marel": 3.0, "ferry": 2.0, "coastguard": 2.0, "harbour": 1.0}
    second = {"marel": 3.0, "ferry": 2.0, "terrane": 2.0, "inquiry": 1.0}
    for terms in (first, second, *({f"other{n}": 1.0} for n in range(40))):
        stories.see(terms)
    stories.add(1, first, 0.0)
    stories.add(2, second, 1.0)
    stories.see(both := {**first, **second})
    found = stories.nearest(both, 2.0)
    assert found is not None
    assert {found.number, found.same} == {1, 2}
    stories.merge(1, 2)
    assert 1 in stories
    assert 2 not in stories
    assert (after := stories.nearest(second, 2.0)) is not None
    assert after.number == 1


def test_what_was_forgotten_counts_no_more() -> None:
    stories = Stories()
    stories.see({"marel": 1.0})
    stories.add(7, {"marel": 1.0}, 0.0)
    stories.end(7)
    stories.forget({"marel": 1.0})
    assert stories.nearest({"marel": 1.0}, 0.0) is None
    assert len(stories) == 0


def test_a_reason_names_places_and_actors_first_then_words_and_numbers() -> None:
    text = "Beit Jinn saw an evacuation of 300 fighters on 12 buses at 06:30."
    tags = Analysis(actors=(actor("fsa", "Free Syrian Army", "armed group"),), regions=(region("beit-jinn"),))
    one = opening("Evacuation begins", text, tags)
    other = opening(None, "The evacuation of Beit Jinn took 12 buses and 300 men.", tags)
    assert shared(one, other) == "shared: Beit Jinn, Free Syrian Army, Evacuation, buses, 2 numbers"


def test_nothing_in_common_is_no_reason() -> None:
    assert shared(opened("harvest", Analysis()), opened("other quake", Analysis())) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("evacuated", "evacuate"), ("talks", "talk"), ("strikes", "striking"), ("Ilvane’s", "Ilvane")]
)
def test_endings_do_not_part_words(one: str, other: str) -> None:
    assert stem(one.lower()) == stem(other.lower())
