"""The board: the screen that everything else opens over."""

from tui.board.screens.main.screen import BoardScreen

__all__ = ["BoardScreen"]
