"""The document under the cursor, in short."""

from __future__ import annotations

from datetime import datetime

from tui.board import telling
from tui.board.panels.paper import Paper
from watchers.archive.rows import StoredDocument


class Brief(Paper):
    """Its summary and all its tags; nothing where there is no document."""

    def __init__(self) -> None:
        super().__init__(id="brief")
        self.border_title = "Brief"
        self.stored: StoredDocument | None = None

    def show(self, stored: StoredDocument | None, now: datetime) -> None:
        """Another document, or the same again with what has changed."""
        same = stored is not None and self.stored is not None and stored.row.document == self.stored.row.document
        self.stored = stored
        self.put(telling.brief(stored, now) if stored else (), top=not same)
