"""However wildly a terminal is resized: nothing crashes, overlaps or stays behind, and the focus is seen."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from textual.widget import Widget

from tests.board.news import HEIGHTS, MARKET, news
from tests.board.screen import Seen, running
from tests.terminal import Terminal
from tests.waiting import until
from tui.board.layout.named import OURS

SECONDS = 60.0


def told(seen: Seen) -> list[str]:
    """The screen but its clock."""
    return [line for line in seen.lines if " UTC " not in line]


def check(seen: Seen, width: int, height: int) -> None:
    """The panels take every cell of the desk once, and keys go to one that stands there."""
    board = seen.board
    lines = seen.lines
    assert len(lines) == height
    if width < 60 or height < 15:
        return
    desk = board.home.desk
    shown: list[Widget] = [desk.panels[panel] for panel in desk.found.boxes]
    assert sum(widget.region.area for widget in shown) == desk.region.area
    assert all(not one.region.overlaps(other.region) for one in shown for other in shown if one is not other)
    focused = desk.panel_of(board.focused)
    assert focused is not None
    assert focused in desk.found.boxes
    x, y, *_ = desk.panels[focused].region
    assert lines[y][x] == "┏", "the border of the focus"
    for widget in shown:
        region = widget.region
        for row in range(region.y + 1, region.bottom - 1):
            assert lines[row][region.x] in "│┃", lines[row]


async def test_a_hundred_sizes_one_after_the_other(tmp_path: Path) -> None:
    dice = random.Random(7)
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        for turn in range(100):
            width, height = dice.randint(1, 330), dice.randint(1, 90)
            await seen.pilot.resize_terminal(width, height)
            if turn % 7 == 0:
                await seen.press("tab")
            if turn % 11 == 0:
                seen.board.home.use(dice.choice(OURS))
            await seen.until(lambda size=(width, height): seen.board.size == size, "the size")  # type: ignore[misc]
            await seen.pilot.pause()
            check(seen, width, height)
        seen.board.home.use(OURS[0])
        await seen.pilot.resize_terminal(100, 30)
        await seen.shows(MARKET, panel="#wire")
        once = told(seen)
        await seen.pilot.resize_terminal(140, 45)
        await seen.pilot.resize_terminal(100, 30)
        await until(lambda: told(seen) == once, what="the same screen again")


def test_a_real_terminal_keeps_no_cell_of_another_size(tmp_path: Path, lexicon_folder: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"{MARKET} {number}\n\nKHARTOUM, Nov 20 (AFP) - Traders said so.\n")
    settings = tmp_path / "settings.toml"
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n")
    command = [sys.executable, "-m", "tui", "--archive", str(tmp_path / "a.sqlite"), "--settings", str(settings)]
    dice = random.Random(11)
    environment = {"XDG_CACHE_HOME": str(lexicon_folder.parent.parent)}
    with Terminal([*command, str(folder)], environment, columns=120, lines=36) as terminal:
        terminal.until(lambda screen: " 12 ━┛" in screen and "12 documents" in screen, SECONDS)
        calm = at_rest(terminal, 100, 30)
        for _ in range(60):
            terminal.resize(dice.randint(2, 300), dice.randint(2, 80))
            terminal.read(dice.choice([0.0, 0.0, 0.03]))
        terminal.resize(100, 30)
        terminal.until(lambda screen: below_the_clock(screen) == calm, SECONDS)
        terminal.type("Q")
        assert terminal.exit_code(SECONDS) == 0


def at_rest(terminal: Terminal, columns: int, lines: int) -> list[str]:
    """What stands there at a size, once that is the same for a second."""
    terminal.resize(columns, lines)
    terminal.until(lambda screen: framed(screen, columns, lines), SECONDS)
    shown, since = below_the_clock(terminal.text), time.monotonic()
    while time.monotonic() < since + 1:
        if terminal.read(0.2) and (now := below_the_clock(terminal.text)) != shown:
            shown, since = now, time.monotonic()
    return shown


def below_the_clock(screen: str) -> list[str]:
    """All lines but the first."""
    return screen.split("\n")[1:]


def framed(screen: str, columns: int, lines: int) -> bool:
    """Whether the panels reach the edges of that size."""
    shown = screen.split("\n")
    return len(shown) == lines and all(len(line) == columns and line[0] in "╭│╰┏┃┗" for line in shown[2 : lines - 1])
