"""Reading an open document: from its summary into the text, its links, copies and notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.board.screen import running
from tests.build import report
from tui.board.addresses import told
from tui.board.bidi import placed
from tui.board.clipboard import Way, fits, ways
from tui.board.panels.legend import Legend
from tui.board.typesetting import paragraphs
from tui.board.wrapping import Block, Span, inked, laid_out
from watchers.document import Link, Quote, Report

FIRST = "Envoys met on Thursday for a third day of talks about a corridor."
LAST = "Nobody has signed the text, an official said."
BETWEEN = "\n\n".join(f"Paragraph {n} tells of lorries that waited at the gate." for n in range(60))
TEXT = f"{FIRST}\n\n{BETWEEN}\n\n{LAST}"


def talks() -> Report:
    """A long report whose summary is its first and its last sentence."""
    told = report("Talks go on", TEXT)
    quotes = tuple(Quote(TEXT.index(said), TEXT.index(said) + len(said), said) for said in (FIRST, LAST))
    document = replace(
        told.document,
        link="https://desk.example/talks?utm_source=wire",
        links=(Link("https://bücher.example/a", "related"), Link("javascript:alert(1)", "related")),
    )
    return replace(told, document=document, analysis=replace(told.analysis, summary=quotes, sentences=()))


async def test_a_number_goes_to_that_sentence_of_the_summary(tmp_path: Path) -> None:
    async with running(tmp_path, [talks()], size=(80, 24)) as seen:
        await seen.press("enter")
        await seen.shows("Summary", "1 Envoys met", "2 Nobody has signed")
        await seen.press("2")
        await seen.shows("Paragraph 59 tells", LAST)


async def test_the_brief_leads_into_the_text(tmp_path: Path) -> None:
    async with running(tmp_path, [talks()], size=(140, 40)) as seen:
        await seen.shows("• Nobody has signed", panel="#brief")
        seen.board.home.brief.focus()
        await seen.press("j", "enter")
        await seen.shows("Paragraph 59 tells", LAST)


async def test_slash_finds_letters_and_brackets_walk(tmp_path: Path) -> None:
    async with running(tmp_path, [talks()], size=(80, 24)) as seen:
        await seen.press("enter")
        await seen.shows("Summary")
        await seen.press("slash")
        await seen.type("PARAGRAPH 4")
        await seen.press("enter")
        await seen.shows("match 1 of 11", "Paragraph 4 tells")
        await seen.press("left_square_bracket")
        await seen.shows("match 11 of 11", "Paragraph 49 tells")


async def test_links_show_the_host_and_only_those_of_the_web(tmp_path: Path) -> None:
    async with running(tmp_path, [talks()], size=(100, 30)) as seen:
        await seen.press("enter")
        await seen.shows("Summary")
        await seen.press("u")
        await seen.shows(
            "Links · 2", "1 desk.example/talks?utm_source=wire", "bücher.example (xn--bcher-kva.example)/a"
        )
        await seen.hides("javascript")


async def test_a_note_is_shown_and_taken_back(tmp_path: Path) -> None:
    async with running(tmp_path, [talks()], size=(140, 40)) as seen:
        await seen.press("enter")
        await seen.shows("Summary")
        await seen.press("i")
        await seen.type("check the roads")
        await seen.press("enter")
        await seen.shows("✎ check the roads")
        await seen.press("escape")
        await seen.shows("✎ check the roads", panel="#brief")
        await seen.press("u")
        await seen.hides("check the roads")


async def test_y_offers_and_y_again_copies_the_marked_sentence(tmp_path: Path) -> None:
    async with running(tmp_path, [talks()], size=(140, 40)) as seen:
        await seen.press("enter")
        await seen.shows("Summary")
        await seen.press("2", "y")
        await seen.shows("The marked sentence, with its source", "The citation", "The link")
        await seen.press("y")
        await seen.shows("copied: “Nobody has signed")
        assert "SHA-256" in seen.board.clipboard


def test_the_desktops_own_clipboard_goes_before_the_terminals() -> None:
    every = str
    assert [way.name for way in ways({"WAYLAND_DISPLAY": "w"}, every, "linux")] == ["wl-copy", "the terminal"]
    assert ways({"WAYLAND_DISPLAY": "w", "SSH_TTY": "x"}, every, "linux") == [Way()]
    assert ways({"VTE_VERSION": "7600"}, lambda name: None, "linux") == []
    assert [way.name for way in ways({"TMUX": "x", "VTE_VERSION": "1"}, every, "linux")] == ["tmux", "the terminal"]
    assert fits("a" * 56_000)
    assert not fits("a" * 57_000)


def test_lists_quotes_headings_and_tables_keep_their_shape() -> None:
    body = "A paragraph long enough to stand below a heading of its own, of more than a hundred and twenty signs."
    body = f"{body} And there is more of it."
    text = "\n\n".join([body, "What it says", body, "- one\n- two", "> said", "Day  Tons\nMon  9\nTue  10"])
    blocks = paragraphs(text, [])
    heading = next(block for block in blocks if block.text == "What it says")
    assert heading.ink == "strong"
    assert [block.lead[0][0] for block in blocks if block.lead] == ["• ", "• ", "│ "]
    assert [block.text for block in blocks[-3:]] == ["Day  Tons", "Mon     9", "Tue    10"]


@pytest.mark.parametrize("below", ["- one\n- two", "Day  Tons\nMon  9"])
def test_a_short_line_above_a_list_or_a_table_is_its_heading(below: str) -> None:
    blocks = paragraphs(f"What it says\n\n{below}", [])
    assert (blocks[0].text, blocks[0].ink) == ("What it says", "strong")
    assert blocks[1].text


def test_a_list_within_a_list_stands_further_in() -> None:
    blocks = paragraphs("- the road is closed\n\n  - lorries wait\n\n- the market is open", [])
    assert [block.lead[0][0] for block in blocks] == ["• ", "  • ", "• "]


def test_the_cells_of_a_row_too_wide_for_a_table_stay_apart() -> None:
    row = f"Gao  12  31  {'an ambush on the road, ' * 5}told late"
    blocks = paragraphs(f"Region  Incidents  Killed  What is known\n\n{row}", [Span(6, 8, "found")], width=60)
    rows = [block for block in blocks if block.text]
    assert rows[0].text == "Region │ Incidents │ Killed │ What is known"
    assert rows[1].text.startswith("Gao │ 12 │ 31 │ an ambush")


def test_inks_go_with_the_cells_of_such_a_row() -> None:
    row = f"Gao  12  31  {'an ambush on the road, ' * 5}told late"
    (block,) = paragraphs(f"{row}\n{row}", [Span(5, 7, "found")], width=60)[:1]
    assert [block.text[span.start : span.end] for span in block.spans] == ["12"]


def test_a_cell_that_ends_in_brackets_is_a_cell() -> None:
    blocks = paragraphs("Unit  Boats\nNavy  30\nAir force (north)  12", [])
    assert [block.text for block in blocks] == [
        "Unit               Boats",
        "Navy                  30",
        "Air force (north)     12",
    ]


def test_what_follows_a_sentence_in_brackets_is_no_cell() -> None:
    prose = "He left. (Nobody saw him.)  Then it rained."
    assert paragraphs(f"{prose}\n{prose}", [])[0].text == "He left. (Nobody saw him.) Then it rained."


@pytest.mark.parametrize("width", [60, 66, 80, 100])
async def test_the_legend_never_breaks_off_within_a_kind(tmp_path: Path, width: int) -> None:
    async with running(tmp_path, [talks()], size=(width, 20)) as seen:
        await seen.press("enter")
        await seen.shows("Summary")
        legend = seen.board.screen.query_one(Legend)
        for counts in ({"actor": 112, "region": 17, "event": 10, "hedge": 3}, {"actor": 4, "region": 8, "event": 12}):
            legend.put(counts, "match 12 of 1,000+ · 12,229 words · 56 min")
            await seen.shows("events 1", panel="#legend")
            assert "…" not in seen.panel("#legend")


def test_evidence_in_another_script_stands_before_its_name() -> None:
    (line,) = laid_out([block := Block("“איראן”  Iran  in the title", from_left=True)], 60)
    assert "".join(text for text, _ in placed(inked(block, line))).startswith("“ןאריא”  Iran")


async def test_an_address_too_long_for_its_line_ends_in_one_sign(tmp_path: Path) -> None:
    told = talks()
    document = replace(told.document, link=f"https://desk.example/{'long/' * 40}")
    async with running(tmp_path, [replace(told, document=document)], size=(60, 20)) as seen:
        await seen.press("enter")
        await seen.shows("Summary")
        await seen.press("u")
        await seen.shows("desk.example/long/", "…")
        assert "……" not in seen.text


def test_tracking_is_faint_and_a_name_before_the_host_is_said() -> None:
    assert ("&utm_medium=x", "faint") in told("https://a.example/?id=1&utm_medium=x")
    assert any("before the host" in text for text, _ in told("https://bank.example@evil.example/"))
    assert told("https://bank.example@evil.example/")[0] == ("evil.example", "strong")
