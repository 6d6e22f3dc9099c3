"""Arabic, Hebrew and Persian in the order of the screen, among Latin words and numbers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.board.bidi import END, LEFT, RIGHT, is_right, ordered, placed, reordering, touches
from tui.board.shaping import shaped


def seen(text: str, right: bool | None = None) -> str:
    return "".join(said for said, _ in ordered(text, 0, len(text), ["plain"] * len(text), right))


def loose(text: str) -> str:
    """Shaped letters as those they are forms of."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("He said שלום (world) to AFP", "He said םולש (world) to AFP"),
        ("אמר (Reuters) ביום 5.3", "5.3 םויב (Reuters) רמא"),
        ("שלום, עולם!", "!םלוע ,םולש"),
        ("מחיר: 50% (גבוה)", "(הובג) 50% :ריחמ"),
        ("NATO ו-EU", "NATO ו-EU"),
    ],
)
def test_hebrew_among_latin_words_and_numbers(written: str, shown: str) -> None:
    assert seen(written) == shown


def test_brackets_are_turned_and_numbers_are_not() -> None:
    assert seen("אמר (כן) ב-2030") == "2030-ב (ןכ) רמא"
    assert seen("גבוה מ-3,5% «מאוד»") == "«דואמ» 3,5%-מ הובג"


def test_arabic_letters_join_as_in_a_word() -> None:
    assert "".join(shaped("سلام")) == "ﺳﻼﻡ"
    assert "".join(shaped("لا إله")) == "ﻻ ﺇﻟﻪ"
    assert "".join(shaped("پیام")) == "ﭘﯿﺎﻡ"
    assert "".join(shaped("می\u200cخواهم")) == "ﻣﯽﺧﻮﺍﻫﻢ"


def test_an_arabic_line_begins_at_the_right() -> None:
    line = "القاهرة (رويترز) - قال مسؤول في 12 مارس"
    assert is_right(line)
    assert loose(seen(line)) == "سرام 12 يف لوؤسم لاق - (زرتيور) ةرهاقلا"


def test_marks_stay_on_their_letters() -> None:
    assert seen("בְּ א") == "א בְּ"
    assert [len(said) for said, _ in ordered("בְּא", 0, 4, ["a", "a", "a", "b"])] == [1, 3]


def test_inks_go_with_their_words() -> None:
    text = "אמר AFP שוב"
    inks = ["plain"] * 4 + ["in-actor"] * 3 + ["plain"] * 4
    assert ordered(text, 0, len(text), inks) == [("בוש ", "plain"), ("AFP", "in-actor"), (" רמא", "plain")]


def test_the_first_letter_says_where_a_paragraph_begins() -> None:
    assert is_right("12 «שלום» AFP")
    assert not is_right("AFP: שלום")
    assert touches("AFP: שלום")
    assert not touches("Čekání, 联合国")


@given(st.text(alphabet='abאבجدلا12٣۴ ,.:-+%$()[]«»"!/ ًa\u200c', max_size=40), st.booleans())
def test_every_letter_is_shown_once(text: str, right: bool) -> None:
    kept = sorted(each for each in loose(text) if each.isalnum())
    assert sorted(each for each in loose(seen(text, right)) if each.isalnum()) == kept


def test_things_of_a_line_are_ordered_each_for_itself() -> None:
    line = [("3 ", "dim"), ("שלום", "actor"), ("   12", "plain")]
    assert [run for run in placed(line) if run[0].strip()] == [("3 ", "dim"), ("םולש", "actor"), ("12", "plain")]
    assert "".join(text for text, _ in placed(line)) == "3 םולש   12"


def test_what_says_how_a_line_runs_never_reaches_the_terminal() -> None:
    shown = "".join(text for text, _ in placed([(RIGHT, ""), ("AFP: שלום 12", "plain"), (END, "")]))
    assert shown == "12 םולש :AFP"
    assert "".join(text for text, _ in placed([(LEFT, ""), ("plain", "plain"), (END, "")])) == "plain"


def test_terminals_that_order_by_themselves_get_the_text_as_written() -> None:
    assert reordering({"VTE_VERSION": "7600"})
    assert not reordering({"VTE_VERSION": "7600", "TMUX": "socket"})
    assert not reordering({"VTE_VERSION": "7600", "WIREWATCH_BIDI": "board"})
    assert not reordering({"TERM_PROGRAM": "kitty"})
