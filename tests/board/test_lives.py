"""What became of a story on its wire: killed, withheld, corrected, held back until a time, urgent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.board.screen import Seen, running
from tests.board.stories import FIRST, HARBOUR, SECOND, story
from tests.build import NOON, report
from tui.board import life, words
from watchers.archive.rows import Row, Tag
from watchers.document import Report

HOUR = NOON + timedelta(hours=1)
KILLED = "Kill: the harbour was never shut. Do not use."


def kill() -> Report:
    return story(KILLED, 3, status="cancelled", ednote=KILLED)


def struck(seen: Seen, words: str) -> bool:
    """Whether the wire shows the words struck through."""
    region = seen.board.home.wire.region
    strips = seen.board.screen._compositor.render_strips()[region.y : region.bottom]
    segments = [segment for strip in strips for segment in strip if words in segment.text]
    return any(segment.style is not None and segment.style.strike for segment in segments)


async def test_a_killed_story_stays_struck_through_and_flagged(tmp_path: Path) -> None:
    async with running(tmp_path, [story(), story(SECOND, 2)]) as seen:
        await seen.shows("↻2", panel="#wire")
        seen.store(kill())
        await seen.shows(HARBOUR, "✖ killed", "↻3", panel="#wire")
        assert struck(seen, HARBOUR)
        await seen.shows("✖ killed by its provider: not to be used", "the harbour was never shut", panel="#brief")
        await seen.press("enter")
        await seen.shows("✖ killed by its provider", "Three tugs were sunk.")
        await seen.press("y")
        await seen.shows("The citation")
        await seen.press("y")
        await seen.shows("copied: ")
        assert "killed" in seen.board.clipboard


async def test_who_reads_a_story_sees_that_it_is_killed(tmp_path: Path) -> None:
    async with running(tmp_path, [story(), story(SECOND, 2)]) as seen:
        await seen.press("enter")
        await seen.shows("Three tugs were sunk.")
        seen.store(kill())
        await seen.shows("✖ killed by its provider", "Three tugs were sunk.")


async def test_a_withheld_story_and_a_correction_say_so(tmp_path: Path) -> None:
    corrected = story(
        SECOND, 2, ednote="CORRECTION: Corrects number of tugs in second paragraph.", guid="tag:desk:other"
    )
    withheld = story(status="withheld")
    async with running(tmp_path, [withheld, corrected]) as seen:
        await seen.shows("✖ withheld", "corr", panel="#wire")
        await seen.shows("corrected by its provider", "Corrects number of tugs", panel="#brief")


@pytest.mark.parametrize(("urgency", "sign", "word"), [(1, "!!!", "flash"), (2, "!!", "bulletin"), (3, "!", "urgent")])
async def test_urgent_stories_have_a_sign_and_a_word(tmp_path: Path, urgency: int, sign: str, word: str) -> None:
    async with running(tmp_path, [story(urgency=urgency)]) as seen:
        await seen.shows(f"  {sign} {HARBOUR}", panel="#wire")
        await seen.shows(word, panel="#brief")


async def test_an_embargo_withholds_all_but_the_row_and_lifts_by_itself(tmp_path: Path) -> None:
    now = [HOUR]
    embargoed = story(embargo=HOUR + timedelta(hours=2, minutes=13))
    async with running(tmp_path, [embargoed], clock=lambda: now[0]) as seen:
        await seen.shows(HARBOUR, "⧗ 2 h 13 min", "tags withheld", panel="#wire")
        assert "Syria" not in seen.panel("#wire")
        await seen.shows("embargoed until 15:13 UTC, in 2 h 13", "embargo lifts.", panel="#brief")
        assert "explosion" not in seen.text
        for key, said in (("y", "not copied: embargoed"), ("o", "not opened: embargoed"), ("c", "not compared: emb")):
            await seen.press(key)
            await seen.shows(said, panel="#footer")
        now[0] += timedelta(hours=2, minutes=12, seconds=20)
        await seen.shows("⧗ 40 s", panel="#wire")
        await seen.shows("in 40 s", panel="#brief")
        with seen.held():
            now[0] += timedelta(seconds=40)
            await seen.hides("⧗")
            await seen.shows("An explosion shut the harbour", panel="#brief")
            await seen.shows("Syria", panel="#wire")


async def test_an_embargoed_story_that_is_open_shows_itself_when_it_may(tmp_path: Path) -> None:
    now = [HOUR]
    async with running(tmp_path, [story(embargo=HOUR + timedelta(minutes=5))], clock=lambda: now[0]) as seen:
        await seen.press("w")
        await seen.shows("embargoed until 13:05 UTC, in 5 min", "withheld until the embargo lifts")
        assert "explosion" not in seen.text
        await seen.press("y")
        await seen.shows("not copied: embargoed until")
        now[0] += timedelta(minutes=5)
        await seen.shows("An explosion shut the harbour", "Ships wait in the roads.")
        assert "⧗" not in seen.text


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (60, 20)])
async def test_the_headline_keeps_most_of_its_line(tmp_path: Path, size: tuple[int, int]) -> None:
    long = "Governor’s office in the old port said to be burning after a second night of shelling from the sea"
    worst = story(title=long, urgency=1, status="withheld", embargo=HOUR + timedelta(days=2), slugline="(CORR) X")
    async with running(tmp_path, [worst], size=size) as seen:
        for _ in range(2):
            line = next(line for line in seen.panel("#wire").splitlines() if "!!! " in line)
            assert "✖ withheld" in line
            assert cell_len(line) == seen.board.home.wire.region.width
            shown = line.partition("!!! ")[2].split("…")[0]
            assert long.startswith(shown)
            assert len(shown) > len(line) * 0.35
            await seen.press("comma")
            await seen.pilot.pause()


def test_signs_give_way_to_the_headline_in_their_order() -> None:
    row = Row(1, "A", "Desk", None, NOON, None, regions=(Tag("x", "X"),), versions=4, gone=True, advisory=True)
    row = Row(**{name: getattr(row, name) for name in Row.__slots__} | {"status": "cancelled", "corrected": True})
    assert "".join(text for text, _ in life.signs(row, NOON, 120)) == " ✖ killed ↻4 corrected advisory ✝gone"
    assert "".join(text for text, _ in life.signs(row, NOON, 78)) == " ✖ killed ↻4 corr adv"
    assert "".join(text for text, _ in life.signs(row, NOON, 30)) == " ✖ killed"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 s"), (47, "47 s"), (60, "1 min"), (7980, "2 h 13 min"), (7200, "2 h"), (273600, "3 d 4 h")],
)
def test_what_is_left_counts_seconds_in_its_last_minute(seconds: float, said: str) -> None:
    assert words.left(timedelta(seconds=seconds)) == said


async def test_a_new_document_beside_an_embargoed_one_is_shown(tmp_path: Path) -> None:
    async with running(tmp_path, [story(embargo=HOUR + timedelta(hours=1))]) as seen:
        seen.store(report("Late bulletin", received=HOUR))
        await seen.shows("Late bulletin", "⧗ 1 h", panel="#wire")
        assert FIRST not in seen.text
