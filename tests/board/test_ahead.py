"""Keys that come in one burst go where they would go if they were typed one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from tests.board.news import news
from tests.terminal import Terminal
from watchers.archive.writing import Archive

SECONDS = 30.0
ESC = "\x1b"
BURSTS = [
    ("/quit xx,,", "quit xx,,"),
    ("Fis:starred or", "is:starred or"),
    ("ijust a note?", "just a note?"),
    ("+https://desk.example/q.xml", "https://desk.example/q.xml"),
    ("aQira", "Qira"),
    ("\x10quiet", "quiet"),
    ("?zoom", "zoom"),
    ("1SWatch of Q", "Watch of Q"),
    ("\r/Free", "Free"),
    ("/\x1b[200~pasted words\x1b[201~", "pasted words"),
]


@pytest.fixture
def board(tmp_path: Path, lexicon_folder: Path) -> Iterator[Terminal]:
    """On a few documents and an empty folder."""
    (tmp_path / "in").mkdir()
    with closing(Archive.open(tmp_path / "a.sqlite")) as archive:
        for report in news():
            archive.store(report)
    (tmp_path / "settings.toml").write_text("workers = 1\n", encoding="utf-8")
    kept = ["--archive", str(tmp_path / "a.sqlite"), "--settings", str(tmp_path / "settings.toml")]
    environment = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    command = [sys.executable, "-m", "tui", *kept, str(tmp_path / "in")]
    with Terminal(command, environment, columns=160, lines=45) as terminal:
        terminal.until(lambda screen: "Golan" in screen, SECONDS)
        yield terminal


def home(board: Terminal) -> None:
    """Out of whatever is open, and no filter."""
    for _ in range(3):
        board.type(ESC)
        while board.read(0.1):
            pass
    board.type("x")
    board.until(lambda screen: "Golan" in screen and "━ Wire" in screen, SECONDS)


def test_letters_behind_the_key_that_opens_a_line_go_into_it(board: Terminal) -> None:
    for typed, seen in BURSTS:
        board.type(typed)
        board.until(lambda screen, seen=seen: seen in screen, SECONDS)  # type: ignore[misc]
        home(board)


def test_a_search_in_one_burst_and_keys_of_the_board_behind_it(board: Terminal) -> None:
    board.type("/patrol\rwj")
    board.until(lambda screen: "Why " in screen and "Patrol fired on" in screen, SECONDS)
    board.type("\x1b")
    board.until(lambda screen: "━ Wire" in screen and "1 of 4" in screen, SECONDS)
    assert "patrolw" not in board.text
