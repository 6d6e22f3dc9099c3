"""What changed between two texts: nothing is lost, blanks are no change, and the words told are those that changed."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.comparing import Piece, compared

SCRAPS = st.sampled_from(
    ["the ", "army ", "said", ".", "\n", "\n\n", " ", "\t", "1,204 ", "字", "do-it ", "“", "\u0301"]
)
TEXTS = st.lists(SCRAPS, max_size=40).map("".join) | st.text(max_size=60)
EARLIER = """Shells killed three people in the market on Monday, police said.

The road to the north stayed shut.

More follows."""


def marked(pieces: tuple[Piece, ...]) -> str:
    """`[-removed] [+inserted] kept`."""
    signs = {"kept": "{}", "removed": "[-{}]", "inserted": "[+{}]"}
    return "".join(signs[piece.change].format(piece.text) for piece in pieces)


@given(TEXTS, TEXTS)
def test_kept_and_removed_give_the_old_text_kept_and_inserted_the_new(old: str, new: str) -> None:
    pieces = compared(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new


@given(TEXTS, TEXTS)
def test_what_is_kept_has_the_same_words_and_what_changed_stands_in_one_text_alone(old: str, new: str) -> None:
    for piece in compared(old, new):
        if piece.change == "kept":
            assert "".join(piece.old.split()) == "".join(piece.new.split())
        else:
            assert piece.text.strip()
            assert not (piece.new if piece.change == "removed" else piece.old)


@given(TEXTS, st.lists(st.sampled_from([" ", "\n", "\n\n", "  \t"]), min_size=50, max_size=50))
def test_other_blanks_and_line_ends_are_no_change(text: str, blanks: list[str]) -> None:
    again = "".join(word + blanks[at % 50] for at, word in enumerate(text.split()))
    assert {piece.change for piece in compared(text, again)} <= {"kept"}


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (
            EARLIER.replace("three people", "four people"),
            EARLIER.replace("three ", "[-three ][+four ]"),
        ),
        (
            EARLIER.replace("police said.", "police and traders said.\n\nTwelve were hurt."),
            EARLIER.replace("police said.\n\n", "police [+and traders ]said.\n\n[+Twelve were hurt.\n\n]"),
        ),
        (
            EARLIER.replace("The road to the north stayed shut.\n\n", ""),
            EARLIER.replace("The road to the north stayed shut.\n\n", "[-The road to the north stayed shut.\n\n]"),
        ),
        (EARLIER.replace("\n\n", " "), EARLIER.replace("\n\n", " ")),
    ],
)
def test_the_words_that_changed_are_told(later: str, told: str) -> None:
    assert marked(compared(EARLIER, later)) == told


def test_a_paragraph_broken_in_two_is_compared_by_its_words() -> None:
    later = "Rebels took the hill at dawn.\nThe army denied it on Friday."
    told = marked(compared("Rebels took the hill at dawn. The army denied it.", later))
    assert told == "Rebels took the hill at dawn.\nThe army denied it [+on Friday]."


def test_small_words_do_not_hold_together_what_was_written_anew() -> None:
    old = "Envoys met in the capital and left the same night without a word."
    new = "Rain flooded most of the lower town; the ferry stopped, a bridge fell."
    assert marked(compared(old, new)) == f"[-{old[:-1]}][+{new[:-1]}]."


def test_signs_of_a_writing_without_blanks_are_words() -> None:
    assert marked(compared("军方称三人死亡。", "军方称四人死亡。")) == "军方称[-三][+四]人死亡。"


def test_a_figure_is_one_word() -> None:
    assert marked(compared("Some 1,204 fled.", "Some 1,240 fled.")) == "Some [-1,204 ][+1,240 ]fled."


def _shuffled() -> tuple[str, str]:
    words = [f"w{int(Random(n).paretovariate(0.7)) % 3000}" for n in range(80_000)]
    return " ".join(words), " ".join(Random(1).sample(words, len(words)))


HARD = {
    "two words again and again": ("a b " * 100_000, "b a a " * 66_000),
    "one line again and again": ("a\n" * 200_000, "b\na\n" * 100_000),
    "marks without blanks": (".," * 200_000, ",!" * 200_000),
    "words in another order": _shuffled(),
}


@pytest.mark.parametrize("name", HARD)
def test_the_longest_texts_end(name: str) -> None:
    old, new = HARD[name]
    pieces = compared(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
