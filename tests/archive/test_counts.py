"""The tallies, the tree and the timeline count what the wire lists."""

from __future__ import annotations

from datetime import timedelta

from tests.build import NOON, minutes, region, report
from watchers.archive.reader import Reader
from watchers.archive.rows import ActorCount, Count, RegionCount
from watchers.archive.writing import Archive
from watchers.document import Event, EventKind
from watchers.filters import Filter, Term

EVERYTHING = Filter()
IRAN, IRGC = ("iran", "Iran", "state"), ("irgc", "Revolutionary Guards", "military", ("iran",))


def test_the_newest_receipt_comes_first_then_the_newest_publication_then_the_last_stored(
    archive: Archive, reader: Reader
) -> None:
    for uri, received, published in (
        ("1", NOON, None),
        ("2", NOON + minutes(5), NOON - minutes(60)),
        ("3", NOON, NOON - minutes(5)),
        ("4", NOON + minutes(5), NOON + minutes(4)),
        ("5", NOON, None),
    ):
        archive.store(report(uri=uri, received=received, published=published))
    numbers = reader.numbers(EVERYTHING, NOON)
    assert list(numbers) == [4, 2, 5, 1, 3]
    assert [row.document for row in reader.rows([3, 99, 4, 3])] == [3, 4, 3]


def test_an_actor_is_counted_with_all_that_belongs_to_it_once_a_document(archive: Archive, reader: Reader) -> None:
    archive.store(report("a", actors=[IRAN, IRGC], received=NOON - minutes(10)))
    archive.store(report("b", actors=[IRGC], received=NOON - timedelta(hours=23)))
    archive.store(report("c", actors=[IRAN], received=NOON - timedelta(days=3)))
    assert reader.actor_counts(EVERYTHING, NOON, buckets=4) == [
        ActorCount("iran", "Iran", "state", 3, (1, 0, 0, 1)),
        ActorCount("irgc", "Revolutionary Guards", "military", 2, (1, 0, 0, 1)),
    ]
    only = Filter((Term("actor", ("irgc",)),))
    assert [count.count for count in reader.actor_counts(only, NOON, limit=1, buckets=2)] == [2]


def test_regions_are_counted_with_all_around_them_and_know_their_parents(archive: Archive, reader: Reader) -> None:
    archive.store(report("a", regions=["beit-jinn", "syria"]))
    archive.store(report("b", regions=["idlib"]))
    assert reader.region_counts(EVERYTHING, NOON) == [
        RegionCount("asia", "Asia", "world region", None, 2),
        RegionCount("middle-east", "Middle East", "world region", "asia", 2),
        RegionCount("syria", "Syria", "country", "middle-east", 2),
        RegionCount("beit-jinn", "Beit Jinn", "place", "rif-dimashq", 1),
        RegionCount("idlib", "Idlib", "place", "syria", 1),
        RegionCount("rif-dimashq", "Rif Dimashq", "first-level", "syria", 1),
    ]


def test_a_second_parent_catches_and_counts_but_is_not_the_parent(archive: Archive, reader: Reader) -> None:
    archive.store(report("a", regions=[region("golan", second_parents=["syria"])]))
    assert list(reader.numbers(Filter((Term("region", ("syria",)),)), NOON)) == [1]
    counts = {count.id: count for count in reader.region_counts(EVERYTHING, NOON)}
    assert (counts["golan"].parent, counts["syria"].count) == ("middle-east", 1)


def test_what_is_learned_of_a_region_later_is_not_forgotten_by_lesser_news(archive: Archive, reader: Reader) -> None:
    archive.store(report("a", regions=[region("golan", second_parents=["rif-dimashq"])]))
    archive.store(report("b", regions=["beit-jinn"]))
    archive.store(report("c", regions=[region("golan", second_parents=["rif-dimashq"])]))
    parents = {count.id: count.parent for count in reader.region_counts(EVERYTHING, NOON)}
    assert parents["rif-dimashq"] == "syria"


def test_what_the_text_denies_or_only_supposes_is_not_counted(archive: Archive, reader: Reader) -> None:
    denied, supposed = Event("ASSAULT", negated=True), Event("COERCE", modality="conditional")
    archive.store(report("a", events=[denied, supposed, "ACCUSE"]))
    assert [count.id for count in reader.event_counts(EVERYTHING, NOON)] == ["ACCUSE"]


def test_events_and_sources_are_counted_once_a_document(archive: Archive, reader: Reader) -> None:
    archive.store(report("a", events=["ASSAULT", "ASSAULT", "ACCUSE"]))
    archive.store(report("b", events=["ASSAULT"]))
    assert reader.event_counts(EVERYTHING, NOON) == [Count("ASSAULT", "ASSAULT", 2), Count("ACCUSE", "ACCUSE", 1)]
    assert reader.source_counts(EVERYTHING, NOON) == [Count("file:///desk", "Desk", 2)]
    assert reader.source_counts(Filter((Term("event", ("ACCUSE",)),)), NOON) == [Count("file:///desk", "Desk", 1)]


def test_a_histogram_runs_up_to_now_oldest_first(archive: Archive, reader: Reader) -> None:
    for uri, ago in (("now", 0), ("1", 1), ("59", 59), ("61", 61), ("edge", 120), ("old", 121), ("later", -3)):
        archive.store(report(uri=uri, received=NOON - minutes(ago)))
    assert reader.histogram(EVERYTHING, NOON, timedelta(hours=2), 2) == [2, 4]


def test_a_date_in_the_future_counts_when_it_came_in(archive: Archive, reader: Reader) -> None:
    archive.store(report(received=NOON - minutes(10), published=NOON + timedelta(days=4000)))
    assert reader.histogram(EVERYTHING, NOON, timedelta(hours=1), 6) == [0, 0, 0, 0, 0, 1]
    assert list(reader.numbers(Filter((Term("since", ("300",)),)), NOON)) == []


def test_each_document_counts_for_the_gravest_class_of_its_events_alone(archive: Archive, reader: Reader) -> None:
    stories: tuple[tuple[EventKind, ...], ...] = (("ASSAULT", "AID"), ("AID",), ("CONSULT", "ACCUSE"), ())
    for number, events in enumerate(stories):
        archive.store(report(f"Story {number}", events=events, uri=str(number), received=NOON))
    for end in (None, NOON + minutes(30)):
        told = reader.histograms(Filter(), NOON + minutes(30), minutes(60), 2, end)
        assert {name: bars for name, bars in told.items() if any(bars)} == {
            "material conflict": [0, 1],
            "verbal conflict": [0, 1],
            "material cooperation": [0, 1],
        }
    assert reader.histogram(Filter(), NOON + minutes(30), minutes(60), 2, NOON - minutes(10)) == [0, 0]
