"""What repeats another text is found, however it was cut; what only speaks of the same is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.wires import WIRES
from watchers.analysis.copies import likeness, sketch, whole, words

TEXTS = {wire.name: wire.text for wire in WIRES}


def alike(one: str, other: str) -> str | None:
    return likeness(sketch(words(one)), sketch(words(other)))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("ferry reprint", "ferry", "exact"),
        ("ferry cut short", "ferry", "contained"),
        ("ferry fuller", "ferry", "fuller"),
        ("ferry", "ferry fuller", "contained"),
        ("ferry rewritten", "ferry", None),
        ("other quake", "quake", None),
        ("orlo goes on", "orlo", None),
    ],
)
def test_a_text_is_told_from_one_about_the_same(one: str, other: str, found: str | None) -> None:
    assert alike(TEXTS[one], TEXTS[other]) == found


def test_case_marks_and_line_breaks_do_not_matter() -> None:
    text = TEXTS["quake"]
    assert alike(text.upper().replace(",", " –").replace(". ", ".\n\n"), text) == "exact"


def test_a_few_changed_words_and_another_end_leave_it_near() -> None:
    text = TEXTS["ferry"]
    changed = text.replace("at least 31", "at least 33").replace("Thursday", "Thursday morning")[:-60]
    assert alike(changed, text) == "near"


def test_short_texts_are_compared_whole() -> None:
    short = words("Port Marel harbour closed")
    assert sketch(short) == ()
    assert whole(short) == whole(words("PORT MAREL: harbour closed!"))
    assert whole(words("More follows")) == 0


def test_texts_without_blanks_are_compared_too() -> None:
    text = "国防部发言人星期四说，南部边境的两座村庄在夜间遭到炮击，至少五人受伤，居民已经转移到附近的学校。"
    assert alike(text, text + "救援队正在路上，医院需要药品和毛毯。") in {"near", "contained"}


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_reads_the_same_from_both_sides(one: str, other: str) -> None:
    turned = {"contained": "fuller", "fuller": "contained"}
    found = alike(one, other)
    assert alike(other, one) == (turned.get(found, found) if found else None)


@given(st.lists(st.sampled_from(words(TEXTS["ferry fuller"])), min_size=12, max_size=120))
def test_a_text_is_the_same_as_itself(said: list[str]) -> None:
    digests = sketch(said)
    assert len(digests) < 2 or likeness(digests, digests) == "exact"
