"""An open document."""

from tui.board.screens.document.screen import DocumentScreen

__all__ = ["DocumentScreen"]
