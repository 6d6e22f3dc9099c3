"""What is left out of a view because it is muted, and what is asked for by name all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.build import NOON
from tui.board.muting import Mute, Out, as_term, counted, outs, shown, summary, together
from watchers.archive.rows import Health
from watchers.document import Source
from watchers.filters import Filter
from watchers.filters.parsing import parse
from watchers.filters.writing import write

LATER = NOON + timedelta(days=3)
SPORT = Mute("Sport", parse("subject:sport OR football"), LATER)
RAIDS = Mute("Raids", parse("event:assault is:urgent"), LATER)
WORD = Mute("Word", parse("ferry"), LATER)
ALL = (SPORT, RAIDS, WORD)
HARBOUR = Health(Source("feed", "Harbour desk", "https://desk.test/feed"), "live", muted=LATER)


def names(asked: Filter, *mutes: Mute) -> list[str]:
    return [out.said for out in outs(asked, [HARBOUR], mutes, NOON)]


def test_muted_sources_and_filters_are_left_out_each_by_itself() -> None:
    found = outs(Filter(), [HARBOUR], ALL, NOON)
    assert [out.said for out in found] == ["“Sport”", "“Raids”", "“Word”", "Harbour desk"]
    assert write(shown(Filter(), found)) == (
        "-(subject:sport OR football) -(event:assault is:urgent) -ferry -source:https://desk.test/feed"
    )


def test_a_mute_that_has_come_to_its_end_leaves_nothing_out() -> None:
    assert outs(Filter(), [HARBOUR], (), LATER) == ()


@pytest.mark.parametrize("mute", ALL)
def test_what_is_asked_for_by_name_is_shown(mute: Mute) -> None:
    for asked in (mute.filter, Filter((as_term(mute),)), Filter((*parse("khartoum").terms, *mute.filter.terms))):
        assert f"“{mute.name}”" not in names(asked, *ALL)


def test_to_leave_it_out_is_not_to_ask_for_it() -> None:
    assert names(parse("-ferry"), WORD) == ["“Word”", "Harbour desk"]
    assert names(parse("-source:https://desk.test/feed")) == ["Harbour desk"]


def test_the_list_of_all_of_it_leaves_nothing_out() -> None:
    listed = together(outs(Filter(), [HARBOUR], ALL, NOON))
    assert listed is not None
    assert listed.labels == ("muted: 4 mutes",)
    assert names(Filter((listed,)), *ALL) == []


def test_the_summary_tells_them_apart() -> None:
    found = counted(outs(Filter(), [HARBOUR], (SPORT,), NOON), lambda term: 3 if term.key == "source" else 12)
    assert [out.count for out in found] == [12, 3]
    told = summary(found, 15, NOON)
    assert told.startswith("15 muted: 12 “Sport” until ")
    assert ", 3 Harbour desk until " in told
    assert summary([Out(as_term(WORD), "“Word”", LATER)], 0, NOON) == "0 muted: "
