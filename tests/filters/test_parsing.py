"""The filter language: what an expression means, how it is written back, and where its errors point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.errors import FilterError
from watchers.filters import Filter, Group, Term
from watchers.filters.parsing import DEEPEST, MOST_TERMS, parse
from watchers.filters.writing import write


@pytest.mark.parametrize(
    ("expression", "terms"),
    [
        ("", ()),
        ("  \n", ()),
        ("convoy", (Term("text", ("convoy",)),)),
        ("raid* convoy", (Term("text", ("raid*",)), Term("text", ("convoy",)))),
        ('"cease fire"', (Term("text", ('"cease fire"',)),)),
        ("“cease  fire”*", (Term("text", ('"cease fire"*',)),)),
        ('"OR"', (Term("text", ('"OR"',)),)),
        ("text:raid,strike", (Term("text", ("raid", "strike")),)),
        ("1,204 12:30", (Term("text", ("1,204",)), Term("text", ("12:30",)))),
        ("actor:iran", (Term("actor", ("iran",)),)),
        ("ACTOR: iran, israel", (Term("actor", ("iran", "israel")),)),
        ("actor:=syria", (Term("actor", ("syria",), exact=True),)),
        ('actor:"Free Syrian Army",fsa', (Term("actor", ("Free Syrian Army", "fsa")),)),
        ("-is:unread", (Term("is", ("unread",), negated=True),)),
        ("NOT is:unread", (Term("is", ("unread",), negated=True),)),
        ("--is:unread", (Term("is", ("unread",)),)),
        ("-(-is:unread)", (Term("is", ("unread",)),)),
        ("event:assault,talks,airstrike", (Term("event", ("ASSAULT", "CONSULT", "ASSAULT.aerial")),)),
        ("lang:Arabic", (Term("lang", ("ar",)),)),
        ("format:word", (Term("kind", ("docx",)),)),
        ("since:24h", (Term("since", ("86400",)),)),
        ("since:90 min raid", (Term("since", ("5400",)), Term("text", ("raid",)))),
        ("since:last week", (Term("since", ("last week",)),)),
        ("since:last", (Term("since", ("last",)),)),
        ("on:nov 20 raid", (Term("on", ("nov 20",)), Term("text", ("raid",)))),
        ('story:"tag:agency.example,2030:one"', (Term("story", ("tag:agency.example,2030:one",)),)),
    ],
)
def test_an_expression_means(expression: str, terms: tuple[Term, ...]) -> None:
    assert parse(expression) == Filter(terms)


A, B, C = (Term("text", (word,)) for word in "abc")


@pytest.mark.parametrize(
    ("expression", "term"),
    [
        ("a OR b", Group("any", (), parts=(A, B))),
        ("a OR b c", Group("any", (), parts=(A, Group("all", (), parts=(B, C))))),
        ("a AND b OR c", Group("any", (), parts=(Group("all", (), parts=(A, B)), C))),
        ("-(a b)", Group("all", (), negated=True, parts=(A, B))),
        ("((a OR (b | c)))", Group("any", (), parts=(A, B, C))),
    ],
)
def test_and_binds_closer_than_or(expression: str, term: Term) -> None:
    assert parse(expression) == Filter((term,))


def test_a_group_is_labelled_as_it_was_typed() -> None:
    found = parse("c  -(a  OR b)")
    assert found.terms[1].shown == "not any: -(a OR b)"


@pytest.mark.parametrize(
    ("expression", "column", "said"),
    [
        ("raid actr:iran", 6, "did you mean actor:?"),
        ("https://news.example/a", 1, "put them between quotes"),
        ("actor:", 7, "a value is missing"),
        ("actor:iran,", 12, "a value is missing"),
        ("actor:(iran OR israel)", 7, "takes values, no brackets"),
        ("actor:ir*", 7, "takes whole names"),
        ('raid "cease fire', 6, "not closed"),
        ("(raid", 1, "not closed"),
        ("raid)", 5, "closes none"),
        ("raid ()", 6, "nothing between"),
        ("OR raid", 1, "stands between two terms"),
        ("raid OR", 6, "nothing follows"),
        ("raid OR OR b", 9, "stands between two terms"),
        ("(raid OR) b", 9, "something is missing"),
        ("raid -", 6, "nothing follows"),
        ("is:urgnet", 4, "urgent"),
        ("has:pictur", 5, "picture"),
        ("event:talsk", 7, "talks"),
        ("kind:pfd", 6, "pdf"),
        ("lang:klingon", 6, "lang"),
        ("since:soon", 7, "no time that is known"),
        ("on:5/6/2026", 4, "no time that is known"),
        ("agency:…", 8, "no word"),
        ("***", 1, ""),
        ("origins:many", 9, "is no count"),
        ("origins:3..2..1", 9, "is no count"),
    ],
)
def test_an_error_points_at_its_column(expression: str, column: int, said: str) -> None:
    with pytest.raises(FilterError, match="column") as raised:
        parse(expression)
    assert raised.value.column == column
    assert said in str(raised.value)
    line, caret = raised.value.pointed
    assert (line, caret.index("^")) == (expression, column - 1)


def test_the_caret_stands_under_wide_letters_and_in_long_lines() -> None:
    for expression, shown in [("空爆 actr:x", 5), ("युद्ध actr:x", 4), ("a " * 500 + "actr:x", 61)]:
        with pytest.raises(FilterError) as raised:
            parse(expression)
        line, caret = raised.value.pointed
        assert caret.index("^") == shown
        assert len(line) < 130


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("(" * 10**6, f"more than {DEEPEST} deep"),
        ("(a " * DEEPEST + "(a", f"more than {DEEPEST} deep"),
        (")" * 10**6, "closes none"),
        ("()" * 500_000, "nothing between"),
        ("a " * 10_000, f"more than {MOST_TERMS:,} terms"),
        ("a" * 1_000_001, "longer than"),
        ('"' + "\\" * 900_000, "not closed"),
        ("a:" * 400_000, "no key"),
        ("since:" + "1 " * 100_000, "no time"),
    ],
    ids=lambda value: value[:8],
)
def test_what_is_too_much_is_a_sentence(expression: str, said: str) -> None:
    with pytest.raises(FilterError) as raised:
        parse(expression)
    assert said in str(raised.value)
    assert len(str(raised.value)) < 400


def test_thousands_of_terms_and_deep_brackets_are_read() -> None:
    assert len(parse(" ".join(f"w{n}" for n in range(MOST_TERMS))).terms) == MOST_TERMS
    deep = parse("(a OR -" * DEEPEST + "b" + ")" * DEEPEST)
    assert parse(write(deep)) == deep


@given(st.text(alphabet=st.sampled_from('ab:-(),"“” ORANDT=*\\\x00\ud800éactor\n'), max_size=40) | st.text(max_size=30))
def test_anything_is_read_or_refused_in_a_sentence(expression: str) -> None:
    found: Filter | FilterError
    try:
        found = parse(expression)
    except FilterError as error:
        found = error
    if isinstance(found, FilterError):
        assert 1 <= found.column <= len(expression) + 1
        assert "\n" not in "".join(found.pointed)
    else:
        assert parse(write(found)) == found


@given(st.text(min_size=1, max_size=30), st.sampled_from(["actor", "source", "story"]))
def test_hostile_names_are_written_so_that_they_are_read_again(name: str, key: str) -> None:
    value = " ".join(name.encode("utf-8", "replace").decode().split())
    if value:
        wanted = Filter((Term(key, (value, "other")),))  # type: ignore[arg-type]
        assert parse(write(wanted)) == wanted


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Term("text", ("cease fire*",)), "cease fire*"),
        (Term("text", ("cease fire",), negated=True), "-((cease fire))"),
        (Term("text", ("raid", "two cities")), "((raid) OR (two cities))"),
        (Term("since", ("86400",), ("last 24 h",)), "since:24h"),
        (Term("event", ("ASSAULT.aerial",)), "event:assault.aerial"),
    ],
)
def test_what_the_board_makes_is_written_as_one_would(term: Term, text: str) -> None:
    assert write(Filter((term,))) == text
