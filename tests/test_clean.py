"""What leaves the cleaner is safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.clean import LONGEST_LINE, LONGEST_TEXT, MARKS, clean, clean_body, clean_line

FORBIDDEN = {
    *(chr(c) for c in range(0x20) if chr(c) not in "\n\t"),
    *(chr(c) for c in range(0x7F, 0xA0)),
    *"\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029",
    *(chr(c) for c in range(0xE0000, 0xE0080)),
}
ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from([*FORBIDDEN, "\u0301", "\u200d", "e", "\n", "\r"]))


def _is_safe(text: str) -> bool:
    return not FORBIDDEN.intersection(text) and not any(unicodedata.category(c) in {"Cs", "Co"} for c in text)


@given(ANY_TEXT)
def test_no_character_that_a_terminal_obeys_is_left(text: str) -> None:
    assert _is_safe(clean(text))
    assert _is_safe(clean_line(text))
    assert "\n" not in clean_line(text)


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.integers(MARKS + 1, 3000))
def test_a_letter_carries_few_marks(many: int) -> None:
    marked = clean("a" + "\u0301\u0323" * many + "b")
    assert sum(1 for c in marked if unicodedata.combining(c)) <= MARKS


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("a\n\n\n\n\nb  \n", "a\n\nb"),
        ("e\u0301", "\u00e9"),
        ("\x1b]52;c;ZXZpbA==\x07\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;owned\x1b\\calm", "calm"),
        ("a\x1bb \u202edrow\u202c", "ab drow"),
        ("zero\u200bwidth co\u00adop", "zerowidth coop"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("in\u200dvisible", "invisible"),
        ("&amp;#27;[31m", "&amp;#27;[31m"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_long_line_is_broken_and_nothing_is_lost() -> None:
    words = "word. " * LONGEST_LINE
    text, warnings = clean_body(words)
    assert max(map(len, text.split("\n"))) <= LONGEST_LINE
    assert text.split() == words.split()
    assert warnings == ("Lines of more than 10,000 characters were broken.",)


def test_a_very_long_text_is_cut_and_says_so() -> None:
    text, warnings = clean_body("word\n" * LONGEST_TEXT)
    assert len(text) <= LONGEST_TEXT
    assert warnings == ("Only the first 400,000 characters were read.",)


def test_a_long_title_ends_with_an_ellipsis() -> None:
    assert clean_line("x" * 1_000_000) == "x" * 499 + "…"
