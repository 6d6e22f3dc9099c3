"""Which two versions of a document are compared."""

from __future__ import annotations

from datetime import datetime

from textual.strip import Strip

from tui.board import words
from tui.board.content import safe
from tui.board.inked import Inked
from tui.board.strips import Run
from watchers.archive.rows import Version
from watchers.document import Status

STATUS: dict[Status, str] = {"usable": "", "withheld": "withheld", "cancelled": "killed"}


class Editions(Inked):
    """The earlier above, with the sign of what was removed; the later below, with that of what was inserted."""

    def __init__(self) -> None:
        super().__init__(id="editions")
        self.pair: tuple[Version, Version] | None = None
        self.place = self.count = ""
        self.now: datetime | None = None

    def put(self, pair: tuple[Version, Version], place: str, count: str, now: datetime) -> None:
        """`place` says which pair of how many, `count` which change of how many."""
        self.pair, self.place, self.count, self.now = pair, place, count, now
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Two lines."""
        if self.pair is None or self.now is None or y > 1:
            return self.painted([])
        sign, ink = (("−", "bad"), ("+", "good"))[y]
        left: list[Run] = [(f" {sign} ", ink), *named(self.pair[y], self.now)]
        return self.painted(left, [(f"  {(self.place, self.count)[y]} ", "dim")])


def named(version: Version, now: datetime) -> list[Run]:
    """`version 2 · edition 2.1 · 14:03 UTC · killed · as shown`."""
    edition = f" · edition {safe(version.edition, 40)}" if version.edition else ""
    status = STATUS.get(version.status or "usable", "")
    return [
        (f"version {version.number}", "strong"),
        (f"{edition} · {words.date_and_time(version.received, now)}", "plain"),
        (f" · {status}" if status else "", "bad"),
        (" · as shown" if version.current else "", "dim"),
    ]
