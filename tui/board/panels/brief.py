"""The document under the cursor, in short."""

from __future__ import annotations

from datetime import datetime

from tui.board import life, telling
from tui.board.panels.paper import Paper
from watchers.archive.rows import StoredDocument


class Brief(Paper):
    """Its summary and all its tags; nothing where there is no document."""

    def __init__(self) -> None:
        super().__init__(id="brief")
        self.border_title = "Brief"
        self.stored: StoredDocument | None = None
        self.now: datetime | None = None

    def show(self, stored: StoredDocument | None, now: datetime) -> None:
        """Another document, or the same again with what has changed."""
        same = stored is not None and self.stored is not None and stored.row.document == self.stored.row.document
        self.stored, self.now = stored, now
        self.put(telling.brief(stored, now) if stored else (), top=not same)

    def pass_to(self, now: datetime) -> None:
        """Counts an embargo down, and shows the whole once it lifts."""
        if self.stored is None or self.now is None or not life.until(self.stored, self.now):
            return
        if list(life.banner(self.stored, now)) != list(life.banner(self.stored, self.now)):
            self.show(self.stored, now)
