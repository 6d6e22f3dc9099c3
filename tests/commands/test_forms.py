"""`wirewatch watch` writes for programs and for people, and no text of a document moves the terminal or the columns."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import platformdirs
import pytest
from rich.cells import cell_len

from tests.build import actor, report
from tests.commands.stored import NOW, keep, stories
from tests.commands.streaming import SECONDS, Watch
from tests.terminal import Terminal
from tui.commands.forms import widths_for
from tui.commands.rows import table

pytestmark = pytest.mark.usefixtures("lexicon_folder")

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eliar\r\nsecond [red]line[/]"
WIDE = "停火谈判在开罗继续进行各方代表均已抵达会场并将于周一发表联合声明" * 3


def shown(place: Path, form: str, count: int) -> str:
    """What a pipe gets, until so many lines came."""
    with Watch(place, "--after", "0", "--format", form) as watch:
        found, deadline = b"", time.monotonic() + SECONDS
        while found.count(b"\n") < count:
            assert time.monotonic() < deadline, found
            found += os.read(watch.output.fileno(), 65536)
        assert watch.stop(signal.SIGTERM) == 0
    return found.decode()


def test_text_is_a_line_for_what_happened_and_one_for_where_and_who(tmp_path: Path) -> None:
    people = [actor("iran", "Iran", "state"), *(actor(f"a{n}", f"Party {n}", "party") for n in range(4))]
    keep(tmp_path, [report("Raid at dawn", actors=people, regions=["idlib"], received=NOW, credit="Reuters")])
    assert shown(tmp_path, "text", 2).splitlines() == [
        f"{NOW:%Y-%m-%d %H:%M}  Raid at dawn",
        f"{'':16}  Idlib, Syria · Iran, Party 0, Party 1 +2 · Reuters",
    ]


@pytest.mark.parametrize("form", ["text", "table"])
def test_what_a_terminal_would_obey_is_gone(tmp_path: Path, form: str) -> None:
    keep(tmp_path, [report(HOSTILE, actors=[("x", f"Mob {HOSTILE}", "party")], regions=["idlib"], credit=HOSTILE)])
    text = shown(tmp_path, form, 2)
    assert "liar second [red]line[/]" in text
    assert not set(text) & set("\x1b\x07\x9b\u202e\r")
    assert len(text.splitlines()) == 2


def test_the_columns_of_a_table_hold_whatever_stands_in_them(tmp_path: Path) -> None:
    long = [report(f"{WIDE} {n}", actors=[("x", WIDE, "party")], regions=["idlib"]) for n in range(3)]
    keep(tmp_path, [*stories(2), *long])
    head, *rows = shown(tmp_path, "table", 6).splitlines()
    starts = [cell_len(head[: head.index(name)]) for name in head.split()]
    assert head.split() == ["sequence", "when", "headline", "place", "actors", "source"]
    for row in rows:
        assert cell_len(row) <= 160
        assert all(part_at(row, start - 2, start) == "  " for start in starts[1:])


def part_at(text: str, start: int, end: int) -> str:
    """What stands in these cells."""
    found, at = "", 0
    for character in text:
        if start <= at < end:
            found += character
        at += cell_len(character)
    return found


def test_on_a_terminal_the_head_comes_again_with_each_screenful(tmp_path: Path) -> None:
    keep(tmp_path, stories(30))
    with Terminal(command(tmp_path, "table"), environment(), columns=90, lines=12) as terminal:
        terminal.until(lambda text: "Story 30" in text, SECONDS)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.exit_code(SECONDS) == 0
        printed = terminal.printed.decode().splitlines()
    heads = [number for number, line in enumerate(printed) if line.startswith("when")]
    assert heads[:3] == [0, 11, 22]
    assert max(map(cell_len, printed[: 30 + len(heads)])) <= 90


@pytest.mark.parametrize(("plain", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_for_a_terminal_that_has_and_wants_them(
    tmp_path: Path, plain: dict[str, str], coloured: bool
) -> None:
    keep(tmp_path, stories(1))
    with Terminal(command(tmp_path, "text"), {**environment(), **plain}) as terminal:
        terminal.until(lambda text: "Idlib, Syria" in text, SECONDS)
        assert (b"\x1b[" in terminal.printed) is coloured
    assert "\x1b" not in shown(tmp_path, "text", 2)


def command(place: Path, form: str) -> Sequence[str]:
    settings = place / "settings.toml"
    settings.write_text("workers = 1\n", encoding="utf-8")
    kept = ["--settings", str(settings), "--archive", str(place / "archive.sqlite")]
    return [sys.executable, "-m", "tui", "watch", *kept, "--after", "0", "--format", form, str(place / "in")]


def environment() -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}


@pytest.mark.parametrize("width", [1, 10, 39, 40, 59, 60, 79, 80, 100, 160, 400])
def test_a_table_fits_every_screen(width: int) -> None:
    widths = [each for each in widths_for(width) if each]
    assert sum(widths) + 2 * (len(widths) - 1) == width
    rows = [{"document": 7, "title": WIDE, "actors": ["Iran", WIDE], "source": "Desk"}]
    assert all(cell_len(line) <= width for line in table(rows, width))


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="needs /proc")
def test_a_reader_that_pauses_gets_thousands_later_and_they_wait_in_no_memory(tmp_path: Path) -> None:
    many, text = 3000, "The convoy left at dawn, and nobody was hurt. " * 500
    keep(tmp_path, stories(many, text))
    with Watch(tmp_path, "--after", "0") as watch:
        found = watch.lines(1)
        before = resident(watch.process.pid)
        deadline = time.monotonic() + SECONDS
        while lying(watch.output.fileno()) < 40_000:
            assert time.monotonic() < deadline, "the pipe is full"
            time.sleep(0.02)
        found += watch.lines(many - 1)
        after = resident(watch.process.pid)
        assert watch.stop(signal.SIGTERM) == 0
    assert [one["title"] for one in found] == [f"Story {n}" for n in range(1, many + 1)]
    assert len(json.dumps(found)) > 60_000_000
    assert after - before < 40_000  # kB


def lying(pipe: int) -> int:
    """Bytes in a pipe that nobody has read."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def resident(process: int) -> int:
    """The most memory that it ever had, in kB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
