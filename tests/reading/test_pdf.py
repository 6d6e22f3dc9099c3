"""PDF files: paragraphs as they were written, without what the pages add, and scans by their name."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from tests.reading.arriving import arrival, document
from tests.reading.office import Printed, outcome, pdf, pdf_of
from watchers.errors import UnreadableError
from watchers.reading import read

INFO = (
    "/Title (Power is back) /Author (Ana Writer) /Keywords (power, grid) /CreationDate (D:20261118103000+01'00') "
    "/ModDate (D:20261119100000Z)"
)
STORY = [
    "Lights went on at noon in the whole of the town of Sake, the grid op-",
    "erator said on Wednesday, after a week in which the anti-",
    "government forces had held the dam.",
    "Two officials said that the Russian-",
    "backed side had gone. Nobody was hurt in the town, they added, and the",
    "market was open.",
]


def printed(lines: list[str], top: float = 760, size: float = 11, left: float = 72) -> list[Printed]:
    """Lines below one another at the usual distance."""
    return [(left, top - n * size * 1.2, size, words) for n, words in enumerate(lines)]


PATTERN = pdf([printed(STORY)], INFO)


def test_properties() -> None:
    found = document(PATTERN, "a.pdf")
    assert (found.format, found.headline, found.byline, found.language) == ("pdf", "Power is back", "Ana Writer", "en")
    assert found.keywords == ("power", "grid")
    assert found.first_created == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    assert found.updated == datetime(2026, 11, 19, 10, tzinfo=UTC)
    assert found.warnings == ()


def test_lines_are_paragraphs_again_and_halves_are_words() -> None:
    assert document(PATTERN, "a.pdf").text == (
        "Lights went on at noon in the whole of the town of Sake, the grid operator said on Wednesday, after a week in "
        "which the anti-government forces had held the dam.\n\n"
        "Two officials said that the Russian-backed side had gone. "
        "Nobody was hurt in the town, they added, and the market was open."
    )


def test_a_paragraph_begins_where_lines_stand_apart_or_moved_in() -> None:
    full = "Nothing was heard of the convoy that had left the town by the northern road."
    apart = [*printed([full, full], 700), *printed([full, full], 650)]
    assert document(pdf([apart]), "a.pdf").text == f"{full} {full}\n\n{full} {full}"
    moved = [(72 if n % 2 else 90, 700 - 13 * n, 11, full) for n in range(4)]
    assert document(pdf([moved]), "a.pdf").text == f"{full} {full}\n\n{full} {full}"


def test_pages_lose_their_heads_feet_and_numbers() -> None:
    pages = []
    for n in range(1, 6):
        middle = [f"The town number {n} was quiet all day long and its market remained", "open to all, as it had been."]
        pages.append([*printed(["Weekly Bulletin No 12"], 810), *printed(middle), *printed([f"Page {n} of 5"], 30)])
    found = document(pdf(pages, INFO), "a.pdf")
    assert "Bulletin" not in found.text
    assert "Page" not in found.text
    assert found.text.startswith("The town number 1 was quiet")
    assert found.text.count("open to all") == 5


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    pages = [
        printed([*STORY, "Then the"]),
        printed(["market closed, and all went home to a cold and dark night in Sa-", "ke."]),
    ]
    assert "Then the market closed" in document(pdf(pages), "a.pdf").text


def test_the_largest_words_of_the_first_page_are_the_title() -> None:
    page = [(72, 780, 20, "Grid holds after"), (72, 756, 20, "a week of attacks"), *printed(STORY * 3, 700)]
    found = document(pdf([page]), "a.pdf")
    assert found.headline == "Grid holds after a week of attacks"
    assert found.text.startswith("Lights went on")


def test_a_wire_story_in_print() -> None:
    found = document(pdf([printed(["SAKE, DR Congo, Nov 18 (Reuters) - Lights went on at noon.", *STORY])]), "a.pdf")
    assert (found.dateline_place, found.credit) == ("SAKE, DR Congo", "Reuters")


@pytest.mark.parametrize("pages", [1, 40])
def test_a_scan_is_named(pages: int) -> None:
    with pytest.raises(UnreadableError, match="only pictures of pages") as error:
        read(arrival(pdf([[]] * pages), "a.pdf"))
    assert "OCR" in error.value.advice


def test_some_pages_without_text_are_told() -> None:
    found = document(pdf([printed(STORY), [], [], []]), "a.pdf")
    assert found.warnings == ("3 of 4 pages hold no text; they may be pictures.",)


def _locked(password: str, algorithm: str = "RC4-128") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(PATTERN))
    writer.encrypt(password, "owner", algorithm=algorithm)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_one_with_a_password_is_named_and_one_that_only_may_not_be_changed_is_read() -> None:
    with pytest.raises(UnreadableError, match="It is encrypted") as error:
        read(arrival(_locked("secret"), "a.pdf"))
    assert "print it to a new PDF" in error.value.advice
    assert document(_locked(""), "a.pdf").headline == "Power is back"
    assert document(_locked("", "AES-256"), "a.pdf").headline == "Power is back"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%\xe2\xe3", b"%PDF-1.7\n1 0 obj", PATTERN[:300], b"%PDF-" * 10_000])
def test_a_damaged_one_is_named(content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|pictures"):
        read(arrival(content, "a.pdf"))


def test_one_whose_index_is_lost_is_read() -> None:
    at = PATTERN.index(b"startxref")
    assert document(PATTERN[:at] + b"startxref\n7\n%%EOF\n", "a.pdf").text.startswith("Lights went on")


def test_rubbish_before_the_mark_and_a_wrong_name() -> None:
    assert document(b"\r\n\0\0" + PATTERN, "a.txt").format == "pdf"


def test_a_page_that_unpacks_to_a_bomb_is_passed_over() -> None:
    bomb = b"BT /F 11 Tf (a) Tj ET\n" * 2_000_000
    good = b"BT /F 11 Tf 72 700 Td (Lights went on at noon in the town.) Tj ET"
    found = document(pdf_of([good, bomb, good]), "a.pdf")
    assert found.text.count("Lights went on") == 2
    assert found.warnings == ("1 of 3 pages are too large and were read in part or not at all.",)


def test_many_pages_are_bounded() -> None:
    line = "word " * 18
    found = document(pdf([printed([f"{line}{n}" for n in range(60)], 800)] * 200), "a.pdf")
    assert len(found.text) <= 400_000
    assert any("pages were read" in warning for warning in found.warnings)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PATTERN) - 1), st.binary(min_size=1, max_size=8))
def test_damage_gives_documents_or_a_sentence(at: int, damage: bytes) -> None:
    assert all(outcome(PATTERN[:at] + damage + PATTERN[at + len(damage) :], "a.pdf"))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["BT", "ET", "q", "Q", "/F 11 Tf", "/F (a) Tf", "1 0 0 1 9 9 Tm", "0 0 0 0 0 0 cm", "1e99 -1e99 Td",
             "(a) Tj", "[(a) -900 (b)] TJ", "T*", "(x) '", "<< /a [ >>", "BI ID EI", "/X Do", "1 2 3", "["]
        )
    )
)  # fmt: skip
def test_any_drawing_gives_documents_or_a_sentence(words: list[str]) -> None:
    assert all(outcome(pdf_of([" ".join(words).encode()]), "a.pdf"))
