"""Keys that come in one burst go where they would go if they were typed one by one."""

from __future__ import annotations

from tests.terminal import Terminal

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
