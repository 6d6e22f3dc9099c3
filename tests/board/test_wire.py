"""The wire's rows: columns, days, words found, times, and what is new since the last look."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.news import ALL, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import Seen, running
from tests.build import NOON, report
from tui.board import words
from watchers.archive.marks import Marks
from watchers.document import Report


def days(count: int, each: int = 4) -> list[Report]:
    """So many documents a day, the last today."""
    return [
        report(
            f"Bulletin {day:02}-{n}",
            f"Text {day}-{n}.",
            received=NOON - timedelta(days=count - 1 - day, minutes=10 * (each - n)),
        )
        for day in range(count)
        for n in range(each)
    ]


def wire(seen: Seen) -> list[str]:
    """Its lines, without the border."""
    return [line[1:-1] for line in seen.panel("#wire").splitlines()[1:-1]]


def column(seen: Seen, text: str) -> int:
    """Where a text begins in the only line of the wire that has it."""
    return next(line.index(text) for line in wire(seen) if text in line)


async def test_days_have_headers_and_that_of_the_first_row_stays_at_the_top(tmp_path: Path) -> None:
    async with running(tmp_path, days(6), size=(100, 30)) as seen:
        await seen.shows("Today, Thursday 14 March", "Yesterday, Wednesday 13 March", panel="#wire")
        assert wire(seen)[0].rstrip().endswith("4")
        await seen.press(*["j"] * 14)
        await seen.shows("▌●   11:30  Bulletin 02-1", panel="#wire")
        assert wire(seen)[0].strip().startswith(("Wednesday 13", "Yesterday", "Tuesday 12"))
        await seen.press("G")
        await seen.shows("Bulletin 00-0", "Saturday 9 March", panel="#wire")
        await seen.press("g")
        await seen.until(lambda: "Today, Thursday 14 March" in wire(seen)[0], "the first day")


async def test_the_day_at_the_top_hides_no_document_that_the_cursor_goes_up_to(tmp_path: Path) -> None:
    async with running(tmp_path, days(1) + days(3, each=12), size=(80, 24)) as seen:
        await seen.press("G")
        for _ in range(30):
            await seen.press("k")
            current = [line for line in wire(seen) if line.startswith("▌")]
            assert ["Bulletin" in line for line in current] == [True, False]


async def test_a_list_of_today_alone_needs_no_header(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        assert HEIGHTS in wire(seen)[0]
        await seen.hides("Thursday", panel="#wire")


async def test_what_is_new_since_the_last_look_is_parted_from_what_was_seen(tmp_path: Path) -> None:
    async with running(tmp_path, news()):
        pen = Marks.open(tmp_path / "archive.db")
        pen.look(NOON - timedelta(minutes=25))
        pen.close()
    async with running(tmp_path, []) as seen:
        await seen.shows("▲ 2 new  since you looked last, 11:35 UTC", panel="#wire")
        lines = wire(seen)
        at = next(n for n, line in enumerate(lines) if "since you looked" in line)
        assert [n > at for n, line in enumerate(lines) if any(title in line for title in ALL)] == [False] * 2 + [
            True
        ] * 2


@pytest.mark.parametrize(
    ("width", "shown"), [(160, ("place", "event", "agency")), (100, ("place", "agency")), (60, ())]
)
async def test_in_one_line_every_part_has_its_column(tmp_path: Path, width: int, shown: tuple[str, ...]) -> None:
    texts = {"place": ("Khartoum", "Beit Jinn"), "event": ("attack?", "talks"), "agency": ("Nile Desk", "Reuters")}
    async with running(tmp_path, news(), size=(width, 30)) as seen:
        await seen.press("z", "comma")
        await seen.shows(*(title[:20] for title in ALL), panel="#wire")
        assert column(seen, MARKET[:20]) == column(seen, TALKS[:20])
        for part, (one, other) in texts.items():
            assert any(one in line for line in wire(seen)) == (part in shown)
            assert part not in shown or column(seen, one) == column(seen, other)


async def test_columns_stay_aligned_with_wide_and_combining_letters(tmp_path: Path) -> None:
    odd = ["字字字字字字字字字字字字字字字字字字字字字字字字", "e\u0301a\u0308 Ω שלום", "x" * 200, "👩‍🚒 fire"]
    found = [report(title, "Khartoum is calm.", regions=["khartoum"], credit="Reuters") for title in odd]
    for size in ((160, 30), (100, 30)):
        async with running(tmp_path / str(size[0]), found, size=size) as seen:
            await seen.press("z", "comma")
            await seen.until(lambda: "Khartoum" in wire(seen)[0], "one line each")
            await seen.shows("Khartoum", panel="#wire")
            strips = [seen.board.home.wire.render_line(y) for y in range(4)]
            begins = {strip.crop(0, None).cell_length for strip in strips}
            assert len(begins) == 1


async def test_words_of_a_search_stand_out_in_headlines(tmp_path: Path) -> None:
    async with running(tmp_path, [*news(), report("Gólan front: [b]quiet[/b]", received=NOON)]) as seen:
        await seen.press("slash")
        await seen.type("golan")
        await seen.press("enter")
        await seen.shows("2 of 5", panel="#chips")
        await seen.until(lambda: found(seen) == ["Gólan", "Golan"], "the words marked")


def found(seen: Seen) -> list[str]:
    """What the wire paints as found."""
    ink = seen.board.inks["found"]
    strips = [seen.board.home.wire.render_line(y) for y in range(6)]
    return [s.text for strip in strips for s in strip if s.style and s.style.underline and s.style.color == ink.color]


async def test_a_key_tells_times_as_how_long_ago(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows("11:50", panel="#wire")
        await seen.press("full_stop")
        await seen.shows("1 h", panel="#wire")
        await seen.hides("11:50", panel="#wire")
        await seen.press("full_stop")
        await seen.shows("11:50", panel="#wire")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "now"), (1, "1 min"), (59, "59 min"), (60, "1 h"), (1439, "23 h"), (1440, "1 day"), (99 * 1440, "99 days")],
)
def test_how_long_ago_fits_its_column(minutes: int, said: str) -> None:
    assert words.past(NOON - timedelta(minutes=minutes), NOON) == said
    assert words.past(NOON - timedelta(days=400), NOON) == "Feb’29"


async def test_unread_and_starred_both_show(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("asterisk")
        await seen.shows("▌●★", panel="#wire")
        await seen.press("space")
        await seen.shows("▌ ★", panel="#wire")
