"""What else tells a document's story: a list that can be walked, and why each is thought to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.board import life, words
from tui.board.content import plain, safe
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.panels.lines import Lines
from tui.board.strips import Run, clipped
from watchers.archive.rows import Related

ENDS = "{enter} opens  {related-leave} leaves"


class Tellings(Lines):
    """Two lines each: the headline, then who, when and why."""

    tall = 2

    def __init__(self, found: Sequence[Related], now: datetime) -> None:
        super().__init__(id="listed", heading="")
        self.found, self.now = found, now

    def on_mount(self) -> None:
        self.resized(len(self.found))

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌● Headline`, below it `Reuters · 14:31 UTC · ⧉ copy: nearly the same text`."""
        one = self.found[index]
        row = one.row
        edge: Run = ("▌" if current else " ", "accent")
        ground = "cursor" if current else None
        if part:
            why = f"⧉ copy: {safe(one.why)}" if one.copied else safe(one.why)
            said = " · ".join(filter(None, [safe(row.credit or row.source), words.date_and_time(row.when, self.now)]))
            runs: list[Run] = [
                (f"{said}", "dim"),
                (" · " if why else "", "faint"),
                (why, "warn" if one.copied else "faint"),
            ]
            return self.painted([edge, ("  ", ""), *runs], ground=ground)
        mark: Run = ("★", "star") if row.starred else (" ", "") if row.read else ("●", "accent")
        name: Run = (row.damaged, "bad") if row.damaged else (row.title, "read" if row.read else "title")
        if row.status == "cancelled":
            name = (row.title, "killed")
        ends = life.signs(row, self.now, self.columns)
        return self.painted([edge, mark, (" ", ""), (clipped(name[0], self.columns - 4), name[1])], ends, ground)

    def chosen(self, index: int) -> None:
        """Enter, or a second click."""
        if isinstance(self.screen, Relatives):
            self.screen.dismiss(self.found[index].row.document)


class Relatives(ModalScreen[int | None]):
    """Closes with the number of the document to open, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("related")]

    def __init__(self, found: Sequence[Related], now: datetime) -> None:
        super().__init__()
        self.listed = Tellings(found, now)

    def compose(self) -> ComposeResult:
        """The list."""
        copied = sum(one.copied for one in self.listed.found)
        told = words.many(len(self.listed.found), "other document") + (
            f", {words.many(copied, 'copy', 'copies')}" if copied else ""
        )
        with Box(id="dialog") as box:
            box.border_title = plain(f"The same story · {told}")
            box.foot(ENDS)
            yield self.listed

    def on_mount(self) -> None:
        self.listed.focus()

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
