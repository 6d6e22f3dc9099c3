"""What goes on every screen."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("help", "question_mark,f1", "app.help", "Show every key", "everywhere", "help", 3),
    Key(
        "palette",
        "ctrl+p",
        "app.command_palette",
        "Search commands by name",
        "everywhere",
        "palette",
        30,
        offered=False,
    ),
    Key("quit", "Q,ctrl+q,ctrl+c", "app.quit", "Quit wirewatch", "everywhere", "quit", 40),
)
