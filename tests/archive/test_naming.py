"""Actors, regions and sources of a filter go by any name, and an ambiguous one is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.build import FOLDER, WORLD, actor, report
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive.naming import KnownNames
from watchers.archive.writing import Archive
from watchers.document import Region, Source
from watchers.errors import FilterError
from watchers.filters.noting import notes
from watchers.filters.parsing import parse
from watchers.filters.writing import write

WORLD_FEED, FRONT_FEED = (
    Source("feed", name, f"https://www.news.example/{name[:5]}") for name in ("World news", "Front news")
)


@pytest.fixture
def names(archive: Archive, lexicon: Lexicon) -> Iterator[KnownNames]:
    archive.store(report("One", "Words.", [actor("found:ibex", "Ibex Front", "armed group")], ["khartoum"]))
    archive.store(report("Two", "Words.", source=WORLD_FEED))
    archive.store(report("Three", "Words.", source=FRONT_FEED))
    opened = KnownNames(archive.path, lexicon)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("expression", "value", "label"),
    [
        ("actor:iran", "iran", "Iran"),
        ("actor:FSA", "free-syrian-army", "Free Syrian Army"),
        ('actor:"free syrian  army"', "free-syrian-army", "Free Syrian Army"),
        ("actor:syrian", "syria", "Syria"),
        ("actor:US", "united-states", "United States"),
        ('actor:"IBEX front"', "found:ibex", "Ibex Front"),
        ("actor:found:ibex", "found:ibex", "Ibex Front"),
        ("region:syria", "geonames:163843", "Syria"),
        ("region:SY", "geonames:163843", "Syria"),
        ("region:geonames:163843", "geonames:163843", "Syria"),
        ('region:"middle east"', "wirewatch:middle-east", "Middle East"),
        ("region:kharkov", "wirewatch:ua-kharkiv-oblast", "Kharkiv Oblast"),
        ('source:"world news"', WORLD_FEED.uri, "World news"),
        ("source:front", FRONT_FEED.uri, "Front news"),
        ("source:desk", FOLDER.uri, "Desk"),
        (f"source:{WORLD_FEED.uri}", WORLD_FEED.uri, "World news"),
    ],
)
def test_a_name_means(names: KnownNames, expression: str, value: str, label: str) -> None:
    found = parse(expression, names)
    (term,) = found.terms
    assert (term.values, term.labels) == ((value,), (label,))
    assert parse(write(found, names), names) == found
    assert parse(write(found), names) == found


@pytest.mark.parametrize(
    ("expression", "column", "choices"),
    [
        ("raid region:rafah", 13, {"Rafah (Gaza Strip)", "Rafaḩ (North Sinai)"}),
        ("source:news", 8, {"World news", "Front news"}),
        ("source:news.example", 8, {"World news", "Front news"}),
    ],
)
def test_an_ambiguous_name_offers_its_choices(
    names: KnownNames, expression: str, column: int, choices: set[str]
) -> None:
    with pytest.raises(FilterError, match="may mean several, say which") as raised:
        parse(expression, names)
    assert raised.value.column == column
    assert set(raised.value.choices) == choices
    assert all(choice in str(raised.value) for choice in choices)


def test_of_several_the_one_that_documents_name_is_meant(archive: Archive, names: KnownNames) -> None:
    archive.store(report("Four", "Words.", regions=[Region("geonames:614540", "Georgia", "country")]))
    assert parse("region:georgia", names).terms[0].values == ("geonames:614540",)


@pytest.mark.parametrize(
    ("expression", "near"),
    [
        ("actor:irann", "Iran"),
        ('actor:"ibex frnt"', "Ibex Front"),
        ("source:desc", "Desk"),
    ],
)
def test_an_unknown_name_offers_the_nearest(names: KnownNames, expression: str, near: str) -> None:
    with pytest.raises(FilterError, match=f"did you mean {near}") as raised:
        parse(expression, names)
    assert near in raised.value.choices


def test_without_a_lexicon_the_documents_names_count(archive: Archive, names: KnownNames) -> None:
    alone = KnownNames(archive.path)
    assert parse("region:africa", alone).terms[0].values == ("africa",)
    assert parse("region:KHARTOUM", alone).terms[0].labels == (WORLD["khartoum"][0],)
    alone.close()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("region:kyiv", "geonames:703448"),
        ("region:Kiev", "geonames:703448"),
        ("region:gaza", "wirewatch:ps-gaza-strip"),
        ("region:georgia", "geonames:614540"),
        ("region:tripoli", "wirewatch:ly-tripoli"),
        ("region:homs", "wirewatch:sy-homs"),
        ("region:santiago", "geonames:3871336"),
        ("region:washington", "geonames:4140963"),
        ("region:memphis", "geonames:4641239"),
        ('region:"Georgia (United States)"', "geonames:4197000"),
        ('region:"gaza (mozambique)"', "wirewatch:mz-gaza"),
    ],
)
def test_of_several_a_country_a_capital_or_the_best_known_is_meant(
    names: KnownNames, expression: str, value: str
) -> None:
    found = parse(expression, names)
    assert found.terms[0].values == (value,)
    assert parse(write(found, names), names) == found


@pytest.mark.parametrize("expression", ["region:springfield", "region:valencia", "region:cordoba", "region:birmingham"])
def test_where_none_stands_out_each_choice_means_just_itself(names: KnownNames, expression: str) -> None:
    with pytest.raises(FilterError, match="say which") as raised:
        parse(expression, names)
    meant = [parse(f'region:"{choice}"', names).terms[0].values for choice in raised.value.choices]
    assert len(set(meant)) == len(meant) > 1


def test_what_documents_name_far_more_often_is_meant(archive: Archive, names: KnownNames) -> None:
    state = Region("geonames:4197000", "Georgia", "first-level")
    for number in range(11):
        archive.store(report(f"Storm {number}", "Words.", regions=[state]))
    assert parse("region:georgia", names).terms[0].values == ("geonames:4197000",)


def test_a_word_of_a_name_that_documents_hold_is_enough(archive: Archive, names: KnownNames) -> None:
    assert parse("actor:ibex", names).terms[0].values == ("found:ibex",)
    archive.store(report("Guards", "Words.", [actor("irgc", "Islamic Revolutionary Guard Corps", "military")]))
    fresh = KnownNames(archive.path)
    assert parse("actor:guards", fresh).terms[0].values == ("irgc",)
    fresh.close()


def test_what_else_a_name_may_mean_is_told(names: KnownNames) -> None:
    (said,) = notes("raid region:kyiv,syria actor:iran", names)
    assert said == '“kyiv” is taken for Kyiv (place, Kyiv City, Ukraine); there is region:"Kyiv Oblast".'
    assert notes("actor:ibex", names) == ["“ibex” is taken for Ibex Front (armed group)."]


def test_letters_find_names_by_any_alias_most_documents_first(archive: Archive, names: KnownNames) -> None:
    for number in range(3):
        archive.store(report(f"War {number}", "Words.", [actor("iran", "Iran", "state")], ["khartoum"]))
    archive.store(report("Iraq", "Words.", [actor("iraq", "Iraq", "state")]))
    archive.store(report("Army", "Words.", [actor("israel-military", "Israel Defense Forces", "military")]))
    offered = [(each.named.name, each.count) for each in names.offered("actor", "ira", 2)]
    assert offered == [("Iran", 3), ("Iraq", 1)]
    assert names.offered("actor", "idf", 1)[0].named.id == "israel-military"
    assert names.offered("region", "kiev", 1)[0].named.id == "geonames:703448"
    assert names.offered("source", "wor", 1)[0].named.id == WORLD_FEED.uri
    assert [each.count for each in names.offered("region", "sudan", 1)] == [4]
