"""Long texts as lines, and the words of tags in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.board.highlights import coloured, evidence
from tui.board.strips import BARS, TREND, clipped, fitted, gathered, span
from tui.board.typesetting import paragraphs
from tui.board.wrapping import Block, Span, inked, laid_out
from tui.measure import wrapped
from watchers.document import Actor, Analysis, Hedge, Mention, Region

TEXT = "The Free Syrian Army left Idlib. Syria allegedly agreed."


def mention(words: str, role: str | None = None) -> Mention:
    at = TEXT.index(words)
    return Mention(at, at + len(words), words, "rule", role=role)  # type: ignore[arg-type]


ANALYSIS = Analysis(
    actors=(
        Actor("fsa", "Free Syrian Army", "armed group", mentions=(mention("Free Syrian Army"),)),
        Actor("sy", "Syria", "state", mentions=(mention("Syria "),)),
    ),
    regions=(
        Region("idlib", "Idlib", "place", mentions=(mention("Idlib", "place"),)),
        Region("syria", "Syria", "country", mentions=(mention("Syrian", "demonym"), mention("Syria ", "metonym"))),
    ),
    hedges=(Hedge(TEXT.index("allegedly"), TEXT.index("allegedly") + 9, "allegedly", "alleged"),),
)


def test_longer_words_win_and_a_country_that_acts_is_an_actor() -> None:
    shown = [(TEXT[s.start : s.end].strip(), s.ink) for s in coloured(evidence(ANALYSIS), "text")]
    assert shown == [
        ("Free Syrian Army", "in-actor"),
        ("Idlib", "in-region"),
        ("Syria", "in-actor"),
        ("allegedly", "in-hedge"),
    ]


def test_marked_words_stand_above_all_others() -> None:
    found = evidence(ANALYSIS)
    demonym = next(item for item in found if item.role == "demonym")
    assert coloured(found, "text", demonym)[0] == Span(demonym.start, demonym.end, "marked")


def test_spans_follow_their_words_through_paragraphs_and_lines() -> None:
    text = f"First paragraph.\n\n{TEXT}"
    spans = [Span(s.start + 18, s.end + 18, s.ink) for s in coloured(evidence(ANALYSIS), "text")]
    blocks = paragraphs(text, spans)
    lines = laid_out(blocks, 20)
    painted = [run for line in lines for run in inked(blocks[line.block], line)]
    assert "".join(words for words, ink in painted if ink == "in-actor") == "Free Syrian ArmySyria"
    assert [blocks[line.block].text[line.start : line.end] for line in lines] == [
        "First paragraph.",
        "",
        "The Free Syrian Army",
        "left Idlib. Syria",
        "allegedly agreed.",
    ]


def test_line_ends_within_a_paragraph_are_blanks_and_lists_stay() -> None:
    text = "One line\nand its second.\n\nA list:\n- first\n- second"
    assert [block.text for block in paragraphs(text, []) if block.text] == [
        "One line and its second.",
        "A list:",
        "first",
        "second",
    ]
    assert [block.text for block in paragraphs("One.\nTwo.", []) if block.text] == ["One.", "Two."]


@given(st.text(alphabet="ab 字e\u0301\n", max_size=200), st.integers(8, 40))
def test_no_line_is_wider_than_the_measure_and_no_word_is_lost(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrapped(text, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="ab 字é🔴", max_size=60), st.integers(0, 40))
def test_clipped_text_fits(text: str, width: int) -> None:
    assert cell_len(clipped(text, width)) <= width
    assert span(fitted([(text, "plain"), (text, "dim")], width)) <= width


def test_bars() -> None:
    assert TREND.bars([0, 1, 4, 8]) == "▁▁▄█"
    assert TREND.bars([0, 1]) == "▁▂"
    assert BARS.tall([0, 8, 16], 2) == ["  █", " ██"]
    assert gathered([1, 2, 3, 4], 2) == [3, 7]
    assert gathered([1, 2], 4) == [1, 1, 2, 2]


def test_blocks_with_a_lead_hang() -> None:
    blocks = [Block("one two three four", lead=(("• ", "accent"),))]
    lines = laid_out(blocks, 11)
    assert ["".join(text for text, _ in inked(blocks[0], line)) for line in lines] == ["• one two", "  three", "  four"]
