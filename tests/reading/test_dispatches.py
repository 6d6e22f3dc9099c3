"""Several dispatches in one text are several documents, and one document with a rule in it stays one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED, arrival
from watchers.reading import read
from watchers.reading.dispatches import split

FIRST = """Rebels leave border town after talks

GOMA, DR Congo, Nov 18 (Reuters) - Rebels left the town of Sake on
Wednesday, two officials said."""
SECOND = """Ferry refloated on lake
By Jo Sample

NYANZA, Nov 19 (AP) — A ferry that had run aground was refloated, the
harbour office said. Nobody was hurt."""
THIRD = """KYIV, Nov 20 (AFP) - Power came back in most districts on Friday evening."""


def _headlines(text: str) -> list[str | None]:
    return [document.headline for document in read(arrival(text.encode(), "wire.txt"))]


@pytest.mark.parametrize("mark", ["-0-", "###", "# # #", "ENDS", "(END)", "-30-", "- 30 -", "  -ENDS-", "NNNN"])
def test_marks_of_the_wires_part_dispatches(mark: str) -> None:
    text = f"{FIRST}\n\n{mark}\n\n{SECOND}\n\n{mark}\n\n{THIRD}\n{mark}\n"
    assert _headlines(text) == ["Rebels leave border town after talks", "Ferry refloated on lake", None]
    assert all(mark.strip() not in document.text for document in read(arrival(text.encode(), "wire.txt")))


def test_each_has_its_own_byline_and_dateline() -> None:
    _, second = read(arrival(f"{FIRST}\n-0-\n{SECOND}\n".encode(), "wire.txt"))
    assert (second.byline, second.dateline_place, second.credit) == ("By Jo Sample", "NYANZA", "AP")


def test_frames_of_the_telex_below_other_words() -> None:
    text = f"Received overnight:\n\nZCZC\n{FIRST}\nNNNN\n\nZCZC\n{SECOND}\nNNNN\n"
    assert _headlines(text)[1:] == ["Rebels leave border town after talks", "Ferry refloated on lake"]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\nENDS\n\nNotes to editors: call the desk for pictures and further details at any time.\n",
        "A note on the week\n\n###\n\nThings to follow up: the bridge, the ferry and the tower.\n",
        "Plan\n\nENDS\n\nMeans\n",
        f"{FIRST}\n\n=====\n\n{SECOND}\n",
        f"{FIRST}\n\n---\n\n{SECOND}\n",
        "The code ZCZC opened a telegram and NNNN closed it, the curator said.\n\nIt was used until 1990.\n",
    ],
)
def test_what_may_be_anything_else_stays_one_document(text: str) -> None:
    assert split(text, RECEIVED) == [text]


def test_a_mark_at_the_end_is_not_read_as_words() -> None:
    (found,) = read(arrival(f"{FIRST}\n\nNNNN\n".encode(), "wire.txt"))
    assert "NNNN" not in found.text


@given(st.lists(st.sampled_from(["-0-\n", "###\n", "NNNN\n", "ZCZC\n", "ENDS", "\n", "words ", FIRST, THIRD, "\x00"])))
def test_no_words_are_lost(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(split(text, RECEIVED)).count("words") == text.count("words")
