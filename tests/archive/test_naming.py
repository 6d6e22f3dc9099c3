"""Actors, regions and sources of a filter go by any name, and an ambiguous one is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.build import FOLDER, WORLD, actor, report
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive import Archive
from watchers.archive.naming import KnownNames
from watchers.document import Region, Source
from watchers.errors import FilterError
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
