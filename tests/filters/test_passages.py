"""Where a text says what a search asked for, as the archive's own full-text search finds it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchers.archive.conditions import match_of
from watchers.filters import Filter, Term, joined
from watchers.filters.passages import parted, passages, sought


def found(text: str, *values: str) -> list[str]:
    wanted = sought(Filter((Term("text", values),)))
    return [text[start:end] for start, end in passages(text, wanted)]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Ceasefire holds, ceasefire breaks", ("ceasefire",), ["Ceasefire", "ceasefire"]),
        ("São Tomé’s côte", ("tome cote",), ["Tomé", "côte"]),
        ("Sa\u0303o Tome\u0301", ("sao",), ["Sa\u0303o"]),
        ("cease-fire, cease fire and fire", ('"cease fire"',), ["cease-fire", "cease fire"]),
        ("Ceasefires and Ceasar", ("cease*",), ["Ceasefires"]),
        ("the army moves on army maps", ('"army m"*',), ["army moves", "army maps"]),
        ("army moves", ('"army moves"', "moves"), ["army moves"]),
        ("fire", ("fires",), []),
        ("[@click=app.quit]x[/]", ("app",), ["app"]),
        ("nothing", ("***", '""'), []),
        ("ΟΔΟΣ", ("οδος",), ["ΟΔΟΣ"]),
    ],
)
def test_words_phrases_and_beginnings(text: str, values: tuple[str, ...], expected: list[str]) -> None:
    assert found(text, *values) == expected


def test_what_is_left_out_is_not_marked() -> None:
    shells, tanks, talks = (Term("text", (word,)) for word in ("shells", "tanks", "talks"))
    wanted = sought(Filter((joined("any", (shells, tanks)), Term("text", talks.values, negated=True))))
    assert passages("shells, tanks and talks", wanted) == ((0, 6), (8, 13))


def test_the_pieces_are_the_text() -> None:
    assert list(parted("a bc d", ((2, 4),))) == [("a ", False), ("bc", True), (" d", False)]
    assert list(parted("", ())) == []


LETTERS = st.text(
    st.sampled_from("aáäæåćdeéèêfgiíłnñoöøsšßuüyzžAÉÖŠЖйкٱبςσ0٣ 　-_.,’\u0301\u0308[]ﬁ中文\u200b"), max_size=14
)


@settings(max_examples=150, deadline=None)
@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=2), st.sampled_from(["", "*"]))
def test_a_text_has_a_passage_where_the_search_finds_it(text: str, words: list[str], star: str) -> None:
    value = '"' + " ".join(words) + '"' + star
    expression = match_of(value)
    with_search = sqlite3.connect(":memory:")
    with_search.execute("CREATE VIRTUAL TABLE s USING fts5 (t, tokenize = 'unicode61 remove_diacritics 2')")
    with_search.execute("INSERT INTO s VALUES (?)", (text,))
    hits = with_search.execute("SELECT 1 FROM s WHERE s MATCH ?", (expression,)).fetchall() if expression else []
    with_search.close()
    assert bool(found(text, value)) == bool(hits)
