"""A filter catches in the archive what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import FOLDER, NOON, minutes, report
from watchers.archive.conditions import match_of
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report, Source
from watchers.filters import Filter, Term
from watchers.filters.parsing import DEEPEST, MOST_TERMS, parse

DESK, FEED = FOLDER, Source("feed", "Wire", "https://news.example/feed")
IRAN, IRGC = ("iran", "Iran", "state"), ("irgc", "Revolutionary Guards", "military", ("iran",))
ISRAEL = ("israel", "Israel", "state")
REPORTS: tuple[Report, ...] = (
    report("Raid near Beit Jinn", "Villagers fled a raid at dawn.", [IRAN, ISRAEL], ["beit-jinn"], ["ASSAULT"]),
    report("Guards on parade", "A cease fire holds.", [IRGC], ["khartoum"], source=FEED, received=NOON - minutes(90)),
    report("Talks on the Golan", "Cease your fire, they said.", [ISRAEL], ["golan"], ["CONSULT", "ACCUSE"]),
    report("Café reopens", "Nothing else happened.", received=NOON - minutes(600)),
    report("Idlib and Khartoum", "Two cities, one report.", [], ["idlib", "khartoum"], ["AID"], source=FEED),
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    path: Path = tmp_path_factory.mktemp("filters") / "archive.db"
    archive = Archive.open(path)
    for each in REPORTS:
        archive.store(each)
    marks = Marks.open(path)
    marks.read([1, 3], True)
    marks.star([3, 4], True)
    opened = Reader.open(path)
    yield opened
    opened.close()
    marks.close()
    archive.close()


def caught(reader: Reader, *terms: Term) -> set[int]:
    return set(reader.numbers(Filter(terms), NOON))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term("region", ("syria",)), {1, 5}),
        (Term("region", ("beit-jinn",)), {1}),
        (Term("region", ("middle-east", "africa")), {1, 2, 3, 5}),
        (Term("region", ("syria",), negated=True), {2, 3, 4}),
        (Term("region", ("atlantis",)), set()),
        (Term("region", ("atlantis",), negated=True), {1, 2, 3, 4, 5}),
        (Term("actor", ("iran",)), {1, 2}),
        (Term("actor", ("irgc", "israel")), {1, 2, 3}),
        (Term("event", ("ACCUSE", "AID")), {3, 5}),
        (Term("event", ("NONSENSE",)), set()),
        (Term("source", (FEED.uri,)), {2, 5}),
        (Term("source", (FEED.uri, DESK.uri), negated=True), set()),
        (Term("since", ("3600",)), {1, 3, 5}),
        (Term("since", ("7200",)), {1, 2, 3, 5}),
        (Term("since", ("1e300",)), {1, 2, 3, 4, 5}),
        (Term("is", ("unread",)), {2, 4, 5}),
        (Term("is", ("starred",)), {3, 4}),
        (Term("is", ("unread", "starred")), {2, 3, 4, 5}),
        (Term("is", ("starred",), negated=True), {1, 2, 5}),
        (Term("is", ("green",)), set()),
        (Term("text", ("cease fire",)), {2, 3}),
        (Term("text", ('"cease fire"',)), {2}),
        (Term("text", ("CAFE",)), {4}),
        (Term("text", ("khart*",)), {5}),
        (Term("text", ("raid", "cities")), {1, 5}),
        (Term("text", ("raid",), negated=True), {2, 3, 4, 5}),
        (Term("text", ("  ",)), {1, 2, 3, 4, 5}),
    ],
    ids=lambda value: value.shown if isinstance(value, Term) else "",
)
def test_a_term_catches(reader: Reader, term: Term, expected: set[int]) -> None:
    assert caught(reader, term) == expected


TERMS = [
    Term(key, values, negated=negated)  # type: ignore[arg-type]
    for key, values in (
        ("actor", ("iran",)),
        ("actor", ("israel", "nobody")),
        ("region", ("syria",)),
        ("region", ("sudan", "golan")),
        ("event", ("ASSAULT", "CONSULT")),
        ("source", (FEED.uri,)),
        ("since", ("3600",)),
        ("is", ("unread",)),
        ("text", ("fire",)),
    )
    for negated in (False, True)
]


@given(st.lists(st.sampled_from(TERMS), max_size=5))
def test_terms_are_joined_by_and_and_all_panels_agree(reader: Reader, terms: list[Term]) -> None:
    wanted = Filter(tuple(terms))
    expected = set(range(1, len(REPORTS) + 1))
    for term in terms:
        expected &= caught(reader, term)
    assert set(reader.numbers(wanted, NOON)) == expected
    counted = {count.id: count.count for count in reader.region_counts(wanted, NOON)}
    for region in ("syria", "africa", "golan"):
        assert counted.get(region, 0) == len(expected & caught(reader, Term("region", (region,))))
    assert sum(count.count for count in reader.source_counts(wanted, NOON)) == len(expected)
    assert sum(reader.histogram(wanted, NOON, minutes(10**6), 7)) == len(expected)


@given(st.text(alphabet=st.sampled_from("ab \"*()^:-+{}\x00'ANDORTNEé\n"), max_size=40) | st.text(max_size=30))
def test_no_words_are_ever_taken_for_syntax(reader: Reader, words: str) -> None:
    caught(reader, Term("text", (words.encode("utf-8", "replace").decode(),)))


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("cease fire", '"cease" AND "fire"'),
        ('"cease fire" now', '"cease fire" AND "now"'),
        ("rai*", '"rai"*'),
        ("NOT title:x OR", '"NOT" AND "title:x" AND "OR"'),
        ('open "quote', '"open" AND "quote"'),
        (' " ** - ', ""),
    ],
)
def test_words_become_an_expression(words: str, expression: str) -> None:
    assert match_of(words) == expression


def test_as_many_terms_as_are_read_are_one_query(reader: Reader) -> None:
    words = [f"w{n}" for n in range(MOST_TERMS // 2 - 1)]
    for between in (" ", " OR "):
        wanted = parse(between.join(f"-(actor:{word} {word})" for word in words))
        assert len(reader.numbers(wanted, NOON)) == len(REPORTS)
    assert reader.region_counts(parse(" OR ".join(["raid", *words])), NOON)
    many = " ".join(f"-actor:{word}" for word in words[: MOST_TERMS // DEEPEST - 2])
    deep = parse(f"(raid {many} OR -" * DEEPEST + "slug:syria*" + ")" * DEEPEST)
    assert set(reader.numbers(deep, NOON)) >= {1}
    assert reader.actor_counts(deep, NOON)
    assert reader.region_counts(deep, NOON)


def test_hundreds_of_values_and_terms_are_one_query(reader: Reader) -> None:
    many = Term("region", (*(f"nowhere-{n}" for n in range(40_000)), "syria"))
    assert caught(reader, many) == {1, 5}
    assert caught(reader, *(Term("region", ("syria",)) for _ in range(400))) == {1, 5}
