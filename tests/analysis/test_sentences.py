"""Sentences end where a reader would end them, and splitting stays quick whatever comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.analysis.sentences import LONGEST, split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "told",
    [
        ["Gen. Amadou Diallo met the envoy.", "Talks went on."],
        ["The U.S. Senate voted.", "It was late."],
        ["He lives in the U.S.", "The family does not."],
        ["It fell by 3.5 percent.", "Nobody knew why."],
        ["J. B. Okello signed No. 12 of the list.", "Others refused."],
        ["They left at 5 p.m. Monday.", "The road was empty."],
        ["“Go home!” shouted the guard.", "Nobody moved."],
        ["“Why now?” Bakari asked.", "There was no answer."],
        ["We waited...", "Then the shelling began."],
        ["The number ... rose again.", "It fell later."],
        ["“We will stay.”", "He smiled."],
        ["(The bridge was closed.)", "Traffic stopped."],
        ["Acme Corp. said so.", "Shares fell."],
    ],
)
def test_a_stop_ends_a_sentence_only_where_one_ends(told: list[str]) -> None:
    assert sentences(" ".join(told)) == told


@pytest.mark.parametrize(
    "told",
    [
        ["انسحبت القوات من المدينة؟", "لا أحد يعلم."],
        ["یہ خبر نئی ہے۔", "کل کچھ اور تھا۔"],
        ["सेना पीछे हट गई।", "लोग लौट आए।"],
    ],
)
def test_stops_of_other_scripts_count(told: list[str]) -> None:
    assert sentences(" ".join(told)) == told


def test_chinese_needs_no_blank_behind_its_stop() -> None:
    assert sentences("军队撤退了。人们回来了。") == ["军队撤退了。", "人们回来了。"]


def test_a_hard_wrapped_line_goes_on() -> None:
    text = "The ministry said on Tuesday that the bridge over the river had\n"
    text += "been closed to lorries until the end of the month.\n"
    assert sentences(text) == [text.strip()]


def test_a_headline_and_bullets_stand_alone() -> None:
    text = "Bridge closed\nThe bridge over the river was closed to lorries on Tuesday.\n• No buses\n• No trains"
    assert sentences(text) == [
        "Bridge closed",
        "The bridge over the river was closed to lorries on Tuesday.",
        "• No buses",
        "• No trains",
    ]


def test_a_blank_line_always_parts() -> None:
    assert sentences("Dateline without a stop\n\nand what follows it") == [
        "Dateline without a stop",
        "and what follows it",
    ]


@pytest.mark.parametrize("text", ["a" * 300_000, "a." * 150_000, '"' * 300_000, ". " * 50_000, "." + "'" * 300_000])
def test_text_without_sense_is_cut_in_pieces(text: str) -> None:
    assert all(end - start <= LONGEST for start, end in split(text))


@given(st.text(alphabet="ab. \n\"'”!?A1", max_size=200))
def test_every_character_that_is_not_blank_lies_in_one_sentence(text: str) -> None:
    covered = "".join("".join(text[start:end].split()) for start, end in split(text))
    assert covered == "".join(text.split())
