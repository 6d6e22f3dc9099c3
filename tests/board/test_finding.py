"""Which names a few letters mean, and what Enter in a picker does."""

from __future__ import annotations

import pytest

from tui.board.choosing import aliases
from tui.board.matching import Choice, found
from tui.board.picks import Picks, present
from tui.board.screens.search import begun
from watchers.filters import Filter, Term


def names(typed: str, *choices: tuple[str, int]) -> list[str]:
    return [choice.name for choice in found([Choice(name, name, "", count) for name, count in choices], typed)]


def test_the_whole_name_comes_before_a_beginning_and_that_before_a_word() -> None:
    kinds = (("Iranian army", 90), ("Embassy of Iran", 80), ("Iran", 3), ("Tirana", 99))
    assert names("iran", *kinds) == ["Iran", "Iranian army", "Embassy of Iran", "Tirana"]


def test_of_equal_fit_the_one_with_more_documents() -> None:
    assert names("gol", ("Golaghat", 1), ("Golan Heights", 5), ("Mongolia", 50)) == [
        "Golan Heights",
        "Golaghat",
        "Mongolia",
    ]


@pytest.mark.parametrize("typed", ["shelling", "battles", "air strike", "assault", "attack"])
def test_an_event_is_found_by_plovers_and_acleds_names(typed: str) -> None:
    kinds = [("ASSAULT", "attack"), ("PROTEST", "protest"), ("CONSULT", "talks")]
    choices = [Choice(kind, name, "", 1, aliases=aliases(kind)) for kind, name in kinds]
    assert [choice.value for choice in found(choices, typed)][:1] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("fsa", "Free Syrian Army"),
        ("drc", "Democratic Republic of the Congo"),
        ("cucuta", "Cúcuta"),
        ("el kis", "El-Kiswah"),
        ("hzb", "Hezbollah"),
    ],
)
def test_initials_accents_hyphens_and_gaps(typed: str, name: str) -> None:
    assert names(typed, (name, 1)) == [name]


def test_letters_that_mean_nothing_find_nothing() -> None:
    assert names("zq", ("Iran", 1), ("Zarqa", 1)) == []


def test_enter_applies_own_marks_else_the_line_else_nothing() -> None:
    syria = ("sy", "Syria")
    assert Picks().applied(syria, sought=False) == [syria]
    assert Picks({"ir": "Iran"}).applied(syria, sought=False) is None
    assert Picks({"ir": "Iran"}).applied(syria, sought=True) == [syria]
    marked = Picks({"ir": "Iran"})
    marked.turn(*syria)
    assert marked.applied(None, sought=True) == [("ir", "Iran"), syria]
    marked.turn("ir", "Iran")
    marked.turn(*syria)
    assert marked.applied(syria, sought=True) == []


def test_present_picks_are_those_of_positive_terms() -> None:
    asked = Filter((Term("actor", ("a", "b"), ("A", "B")), Term("actor", ("c",), negated=True), Term("region", ("r",))))
    assert present(asked, "actor") == {"a": "A", "b": "B"}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("cease fi", "cease fi*"), ('"cease fire"', '"cease fire"'), ('"cease fi', '"cease fi'), ("a", "a")],
)
def test_the_last_word_typed_is_a_beginning(typed: str, asked: str) -> None:
    assert begun(typed) == asked
