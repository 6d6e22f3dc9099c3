"""What a person, a cat on the keys or a terminal gone wild does: the board stands, and answers the next key."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from threading import Thread

import platformdirs
import pytest

from tests.terminal import Terminal

SECONDS = 40.0
ESC = "\x1b"
HELP = "─ Help ─"
HOSTILE = "\x1b[200~" + "cease fire [/] \x07\x1b]0;x\x07 停火 " * 400 + "\x1b[201~"
"""With sequences that no honest terminal leaves in what it pastes: Textual takes what follows them for keys."""
MEGABYTE = "\x1b[200~" + "cease fire [/] 停火 " * 45_000 + "\x1b[201~"
CRASHING = """
import sys
from tui.board.screens.main import BoardScreen
from tui.__main__ import main
def compose(self):
    raise ValueError("no chairs \\x1b[31m")
BoardScreen.compose = compose
sys.exit(main())
"""


def feed(board: Terminal, keys: str) -> None:
    """Writes more than a terminal holds at a time, while what the board paints is read."""
    writing = Thread(target=_write, args=(board._master, keys.encode()), daemon=True)
    writing.start()
    end = time.monotonic() + SECONDS
    while writing.is_alive():
        assert time.monotonic() < end, f"the board takes no keys:\n{board.text}"
        board.read(0.02)


def _write(master: int, keys: bytes) -> None:
    while keys:
        keys = keys[os.write(master, keys[:512]) :]


def resize(board: Terminal, columns: int, lines: int) -> None:
    fcntl.ioctl(board._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    board.screen.resize(lines, columns)
    os.kill(board.process.pid, signal.SIGWINCH)


def answers(board: Terminal) -> None:
    """Out of whatever is open the help opens, and closes; then it ends well."""
    end = time.monotonic() + SECONDS
    while HELP not in board.text:  # a terminal that is read late takes escape and a key for one with alt
        assert time.monotonic() < end, board.text
        for key in (ESC, ESC, "?"):
            board.type(key)
            settle(board)
    settle(board)
    board.type(ESC)
    board.until(lambda screen: HELP not in screen and "Wire ━" in screen.replace("─", "━"), SECONDS)
    settle(board)
    assert "failed" not in board.text
    board.type("Q")
    assert board.exit_code(SECONDS) == 0


def clicks(board: Terminal) -> None:
    """Out of whatever is open, a click on a key in the last line does what the key does."""
    for _ in range(3):
        board.type(ESC)
        settle(board)
    board.until(lambda screen: "? help" in screen.splitlines()[-1], SECONDS)  # once what was said there has faded
    x = board.text.splitlines()[-1].index("? help") + 1
    board.type(f"\x1b[<0;{x};45M\x1b[<0;{x};45m")
    board.until(lambda screen: HELP in screen, SECONDS)


def settle(board: Terminal) -> None:
    """Reads until nothing is painted for a moment."""
    for _ in range(100):
        if not board.read(0.2):
            return


def test_resized_wildly_it_stands_where_it_should(board: Terminal) -> None:
    for number in range(60):
        resize(board, 1 + (number * 37) % 220, 1 + (number * 17) % 70)
        board.read(0.02)
    resize(board, 160, 45)
    board.until(lambda screen: "━ Wire" in screen and "Golan" in screen, SECONDS)
    answers(board)


@pytest.mark.parametrize("opened", ["/", "\r"])
def test_what_is_pasted_anywhere_leaves_it_usable(board: Terminal, opened: str) -> None:
    board.type(opened)
    settle(board)
    feed(board, HOSTILE)
    settle(board)
    answers(board)


def test_a_megabyte_pasted_where_nothing_takes_it(board: Terminal) -> None:
    feed(board, MEGABYTE)
    settle(board)
    answers(board)


def test_a_megabyte_pasted_into_a_line(board: Terminal) -> None:
    board.type("F")
    settle(board)
    feed(board, MEGABYTE)
    board.until(lambda screen: "Nothing was put in" in screen, SECONDS)
    answers(board)


def test_a_flood_of_the_mouse(board: Terminal) -> None:
    moves = (f"\x1b[<35;{1 + n % 158};{1 + n % 44}M" for n in range(3_000))
    clicks = (f"\x1b[<{(0, 2, 64, 65)[n % 4]};{1 + n * 7 % 158};{4 + n % 36}M" for n in range(200))
    feed(board, "".join(moves))
    feed(board, "".join(clicks))
    settle(board)
    answers(board)


FAR = 10**20
SPOILT = (
    *(
        "\x1b[<",
        "\x1b[<0",
        "\x1b[<0;5",
        "\x1b[<0;5;",
        "\x1b[<0;5;5",
        "\x1b[<;;M",
        "\x1b[<0;M",
        "\x1b[<0;;5M",
        "\x1b[M",
        "\x1b[M !!",
    ),
    *(
        f"\x1b[<{button};{x};{y}{way}"
        for button in (0, 2, 32, 35, 64, 99, 255, FAR)
        for x in (0, -3, 9, 999, FAR)
        for y in (0, 12, FAR)
        for way in "Mm"
    ),
    "\x1b[<" + "9" * 5_000 + ";1;1M",
)
"""What a broken line, a terminal with a fault or a hostile hand makes of the mouse's sequences (SGR 1006 and X10)."""
HELD = [(20, 12), (36, 12), (60, 40), (10, 38), (34, 24)]
"""Lines of the tallies, seams, the map, the timeline: where a drag may begin."""


def test_a_mouse_whose_sequences_are_spoilt(board: Terminal) -> None:
    feed(board, "".join(SPOILT))
    settle(board)
    for spoilt in SPOILT[:10]:
        feed(board, spoilt)
        settle(board)
    clicks(board)
    answers(board)


def test_a_flood_of_drags_that_begin_and_never_end(board: Terminal) -> None:
    for n in range(10_000 // 40):
        x, y = HELD[n % len(HELD)]
        moves = (f"\x1b[<32;{1 + (x + n * k) % 400};{1 + (y + k) % 99}M" for k in range(38))
        feed(board, f"\x1b[<0;{x};{y}M" + "".join(moves) + ("\x1b[<0;1;1m" if n % 3 else ""))
    settle(board)
    feed(board, "\x1b[<35;80;3M")
    clicks(board)
    answers(board)


def test_keys_as_fast_as_they_come(board: Terminal) -> None:
    feed(board, "jkGgjj zz,,==ttttt**nNuu1122x\t" * 20)
    settle(board)
    answers(board)


def test_keys_before_anything_is_there(arguments: list[str]) -> None:
    environment = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal([sys.executable, "-m", "tui", *arguments], environment, columns=160, lines=45) as board:
        board.until(lambda screen: bool(screen.strip()), SECONDS)
        feed(board, "jk\rqjwq1x/\x1b?\x1bzz" * 6)
        board.until(lambda screen: "Wire" in screen, SECONDS)
        settle(board)
        answers(board)


def test_a_board_that_cannot_stand_ends_with_a_sentence_and_a_true_exit_code(
    arguments: list[str], tmp_path: Path
) -> None:
    environment = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal([sys.executable, "-c", CRASHING, *arguments], environment, columns=160, lines=45) as board:
        assert board.exit_code(SECONDS) == 1
    assert "the board has ended by a mistake of its own: no chairs" in board.text
    assert "Traceback" not in board.text
    assert b"no chairs \x1b" not in board.printed
    log = (tmp_path / "a.sqlite.log").read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "ValueError: no chairs" in log
    assert "\x1b" not in log


def test_it_is_told_where_the_log_is(arguments: list[str], tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tui", "doctor", *arguments[:-1]],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert f"log        {tmp_path / 'a.sqlite.log'}" in told.stdout
