"""What an archive finds unusual, by its tables and by the index alike."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.indexed import Both
from tests.build import NOON, minutes, report
from watchers.analysis.traces import trace_of
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report, Source
from watchers.filters import Filter, Term
from watchers.unusual import Unusual

DESKS = tuple(Source("feed", name, f"https://{name}.example/feed") for name in ("harbour", "valley", "coast"))
IRAN, GUARDS = ("iran", "Iran", "state"), ("irgc", "Guards", "military", ("iran",))
PLACES = ("khartoum", "idlib", "beit-jinn")


def told(number: int, back: timedelta, place: str | None, desk: Source = DESKS[0], **others: object) -> Report:
    """A document of an hour ago, told so much earlier."""
    made = report(
        f"Note {number}",
        f"The note of number {number} has words of its own, {number * 7919}.",
        regions=[place] if place else [],
        uri=f"{desk.uri}/{number}",
        source=desk,
        received=NOON - minutes(60) - back,
        **others,  # type: ignore[arg-type]
    )
    trace = trace_of(made.document, made.analysis)
    return replace(made, analysis=replace(made.analysis, trace=trace))


def week(path: Path, lately: Sequence[Report], usual: int = 1, known: int = 7) -> Archive:
    """An archive with so many documents of Khartoum an hour ago on each of some days."""
    archive = Archive.open(path)
    for day in range(1, known + 1):
        for each in range(usual):
            archive.store(told(day * 100 + each, timedelta(days=day), "khartoum"))
        archive.store(told(day * 100 + 99, timedelta(days=day, hours=-9), None))
    archive.store_all(lately)
    return archive


def ids(reader: Reader, watched: Filter = Filter()) -> list[str]:  # noqa: B008 - it is frozen
    return [one.id for one in reader.unusual(NOON, watched)]


def test_a_town_that_is_told_of_three_times_as_often_is_unusual_with_all_it_lies_in(path: Path) -> None:
    lately = [told(n, minutes(n), "khartoum", DESKS[n % 3]) for n in range(9)]
    with closing(week(path, lately)), closing(Reader.open(path)) as reader:
        found = {one.id: one for one in reader.unusual(NOON)}
        assert found["khartoum"] == Unusual("region", "khartoum", "Khartoum", 9, 1.0, 3)
        assert set(found) == {"khartoum", "sudan", "africa"}


@pytest.mark.parametrize(
    ("many", "usual", "known", "desks"), [(4, 0, 7, 3), (8, 3, 7, 3), (9, 1, 7, 1), (9, 1, 2, 3), (9, 0, 0, 3)]
)
def test_few_or_usual_or_of_one_source_or_without_a_past_is_not(
    path: Path, many: int, usual: int, known: int, desks: int
) -> None:
    lately = [told(n, minutes(n), "khartoum", DESKS[n % desks]) for n in range(many)]
    with closing(week(path, lately, usual, known)), closing(Reader.open(path)) as reader:
        assert ids(reader) == []


def test_copies_of_one_agency_by_several_sources_are_one_source(path: Path) -> None:
    lately = [told(n, minutes(n), "khartoum", DESKS[n % 3], credit="Reuters") for n in range(9)]
    with closing(week(path, lately)), closing(Reader.open(path)) as reader:
        assert ids(reader) == []


def test_kinds_of_events_and_actors_are_judged_too_and_only_of_what_is_watched(path: Path) -> None:
    lately = [told(n, minutes(n), None, DESKS[n % 2], actors=[GUARDS], events=["ASSAULT"]) for n in range(6)]
    with closing(week(path, lately)), closing(Reader.open(path)) as reader:
        assert {(one.kind, one.name) for one in reader.unusual(NOON)} == {
            ("actor", "Guards"),
            ("actor", "Iran"),
            ("event", "attack"),
        }
        assert ids(reader, Filter((Term("source", (DESKS[0].uri,), (), True),))) == []


def test_what_was_unusual_at_another_moment_is_told_of_that_moment(path: Path) -> None:
    lately = [told(n, minutes(n), "khartoum", DESKS[n % 3]) for n in range(9)]
    with closing(week(path, lately)), closing(Both(path)) as both:
        for reader in (both.tables, both.indexed):
            assert reader.unusual(NOON - timedelta(hours=1, minutes=30)) == ()
            assert reader.unusual(NOON + timedelta(hours=3)) == ()
            assert "khartoum" in {one.id for one in reader.unusual(NOON + minutes(20))}


@st.composite
def histories(draw: st.DrawFn) -> list[Report]:
    """Much lately, less at the same hours of the days before."""
    made = []
    for number in range(draw(st.integers(8, 40))):
        back = draw(st.sampled_from([*[0] * 8, *range(1, 9)]))
        made.append(
            told(
                number,
                timedelta(days=back) + minutes(draw(st.sampled_from([-60, -1, 0, 30, 59, 60, 61, 200]))),
                draw(st.sampled_from([None, *PLACES])),
                draw(st.sampled_from(DESKS)),
                actors=draw(st.sampled_from([[], [IRAN], [GUARDS]])),
                events=draw(st.sampled_from([[], ["ASSAULT"], ["AID", "AGREE"]])),
                credit=draw(st.sampled_from([None, "Reuters", "AFP"])),
            )
        )
    return made


@given(histories(), st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_tables_and_index_agree(
    tmp_path_factory: pytest.TempPathFactory, history: list[Report], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("unusual") / "archive.db"
    first = data.draw(st.integers(0, len(history)))
    with closing(Archive.open(path)) as archive:
        archive.store_all(history[:first])
        with closing(Both(path)) as both:
            archive.store_all(history[first:])
            for watched in (Filter(), Filter((Term("source", (DESKS[1].uri,), (), True),))):
                expected = both.tables.unusual(NOON, watched)
                assert both.indexed.unusual(NOON, watched) == expected
                assert all(one.count >= 5 and one.sources >= 2 for one in expected)


def test_the_backlog_of_a_first_visit_is_no_past(path: Path) -> None:
    """A week's worth of dates came in an hour ago: nobody can say what is usual."""
    dated = [
        told(n, minutes(n % 60), "khartoum", DESKS[n % 3], published=NOON - timedelta(days=n % 9)) for n in range(40)
    ]
    with closing(Archive.open(path)) as archive:
        archive.store_all(dated)
    with closing(Both(path)) as both:
        assert both.tables.unusual(NOON) == both.indexed.unusual(NOON) == ()
