"""A saved filter goes by its name in every expression; one that means nothing any more breaks no other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from watchers.errors import FilterError
from watchers.filters.calling import Named, NameKey
from watchers.saved import FILE, Saved, expanded, expression_of
from watchers.saved.naming import quoted
from watchers.saved.understanding import understood

SAVED = (
    Saved("Sport", "subject:sport OR football"),
    Saved("Gulf shipping", "region:oman ship*"),
    Saved("Both", "@sport OR @“gulf shipping”"),
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("@sport", "subject:sport OR football"),
        ("  @SPORT ", "subject:sport OR football"),
        ("@gulf shipping", "region:oman ship*"),
        ('@"Gulf  Shipping" since:24h', "(region:oman ship*) since:24h"),
        ("-@sport urgent", "-(subject:sport OR football) urgent"),
        ("(@sport OR x) y", "((subject:sport OR football) OR x) y"),
        ("@both", "(subject:sport OR football) OR (region:oman ship*)"),
        ('"@sport" desk@sport agency:@sport', '"@sport" desk@sport agency:@sport'),
        ("no name here", "no name here"),
        ("", ""),
    ],
)
def test_a_name_stands_for_its_expression(asked: str, meant: str) -> None:
    assert expression_of(asked, SAVED) == meant


def test_an_unknown_name_is_pointed_at_with_the_nearest() -> None:
    with pytest.raises(FilterError, match="no saved filter is called “sprot”; did you mean @Sport") as caught:
        expression_of("urgent -@sprot", SAVED)
    assert (caught.value.column, caught.value.choices) == (9, ("@Sport",))
    with pytest.raises(FilterError, match='did you mean @"Gulf shipping"'):
        expression_of("@gulf", SAVED)
    with pytest.raises(FilterError, match="there are none yet"):
        expression_of("@sport", ())


def test_filters_that_name_each_other_in_a_ring_are_told() -> None:
    with pytest.raises(FilterError, match="the saved filter “a” names itself"):
        expression_of("@a", [Saved("a", "@b x"), Saved("b", "@a y")])


def test_names_upon_names_take_neither_time_nor_memory() -> None:
    doubling = [Saved("f0", "word"), *(Saved(f"f{n}", f"@f{n - 1} @f{n - 1}") for n in range(1, 60))]
    with pytest.raises(FilterError, match=r"longer than 1,000,000 characters"):
        expression_of("@f59", doubling)


def test_the_file_is_read_only_where_a_name_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("broken [")
    assert expanded("region:oman", tmp_path) == "region:oman"
    (tmp_path / FILE).write_text('[[filter]]\nname = "Sport"\nexpression = "football"\n')
    assert expanded("@sport", tmp_path) == "football"


def test_a_name_is_written_so_that_it_is_read_again() -> None:
    for saved in SAVED:
        assert expression_of(quoted(saved.name), [*SAVED]) == expression_of(saved.expression, SAVED)


class Few:
    """Knows one actor."""

    def named(self, key: NameKey, text: str) -> Sequence[Named]:
        return [Named("iran", "Iran")] if text == "iran" else []

    def near(self, key: NameKey, text: str) -> Sequence[str]:
        return ["iran"]


def test_one_that_means_nothing_any_more_is_named_and_breaks_no_other() -> None:
    found = understood([Saved("Gone", "actor:irann"), Saved("Here", "actor:iran"), Saved("On it", "@gone x")], Few())
    assert [each.filter is not None for each in found] == [False, True, False]
    assert "no actor is called “irann”; did you mean iran?" in str(found[0].problem)
