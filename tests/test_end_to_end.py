"""The main promise in a real terminal: a dropped file is on the board, and the terminal is left clean."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from tests.terminal import Terminal

FIRST = """Ferry service to Zanzibar resumes after storm

DAR ES SALAAM, Nov 20 (Reuters) - Tanzania's port authority said on Friday that ferries to Zanzibar sail again.
"""
SECOND = """Iranian army opens border post near Zahedan

TEHRAN, Nov 21 (AFP) - The Iranian army said on Saturday that it had opened a border post near Zahedan,
a move that Pakistan welcomed.
"""
SECONDS = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    return folder


@pytest.fixture
def board(tmp_path: Path, folder: Path, lexicon_folder: Path) -> Iterator[Terminal]:
    settings = tmp_path / "settings.toml"
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "tui", "--archive", str(tmp_path / "a.sqlite"), "--settings", str(settings)]
    kept = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal([*command, str(folder)], kept, columns=160, lines=45) as terminal:
        yield terminal


def test_a_dropped_file_is_on_the_board_tagged_and_can_be_filtered(board: Terminal, folder: Path) -> None:
    board.until(lambda screen: "Ferry service to Zanzibar" in screen, SECONDS)
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    board.until(lambda screen: "Iranian army opens border post" in screen, SECONDS)
    board.type("a")
    board.until(lambda screen: "mark several" in screen, SECONDS)
    board.type("iran")
    board.until(lambda screen: "│ iran " in screen, SECONDS)
    board.type("\r")
    board.until(lambda screen: "actor: Iran" in screen and "Ferry service" not in screen, SECONDS)
    board.type("x")
    board.until(lambda screen: "Ferry service to Zanzibar" in screen, SECONDS)
    board.type("Q")
    assert board.exit_code(SECONDS) == 0


def test_a_board_whose_terminal_has_gone_ends(board: Terminal) -> None:
    board.until(lambda screen: "Ferry service to Zanzibar" in screen, SECONDS)
    board.hang_up()
    assert board.process.wait(SECONDS) == 129


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_the_terminal_clean(board: Terminal, number: signal.Signals) -> None:
    board.until(lambda screen: "Ferry service to Zanzibar" in screen, SECONDS)
    os.kill(board.process.pid, number)
    board.exit_code(SECONDS)
    assert b"\x1b[?1049l" in board.printed, "the alternate screen is left"
    assert board.printed.rfind(b"\x1b[?25h") > board.printed.rfind(b"\x1b[?25l"), "the cursor is shown again"
    local = termios.tcgetattr(board._slave)[3]
    assert local & termios.ECHO
    assert local & termios.ICANON
    assert "Traceback" not in board.text
