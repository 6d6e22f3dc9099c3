"""The first line: what this is, how it fares, what is watched, how much is there, and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tui.board import catching, words
from tui.board.inked import Bar
from tui.board.strips import Run, span
from watchers.progress import Progress

GAP = 3
TIGHT = 100
Pulse = Literal["starting", "live", "along", "problem"]
PULSES: dict[Pulse, tuple[str, str]] = {
    "starting": ("◐ starting", "accent"),
    "live": ("● live", "good"),
    "along": ("◌ reading along", "accent"),
    "problem": ("✖ ", "bad"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the whole fares; `pending` documents are taken but not stored yet; `retagging` is done of how many.

    `catching_up` is how far a long backlog has come: it stands in place of what is pending. `documents` is None while
    they are being counted. `unkept` says that nothing is kept in this run, and why.
    """

    pulse: Pulse = "starting"
    problem: str = ""
    pending: int = 0
    retagging: tuple[int, int] | None = None
    catching_up: Progress | None = None
    documents: int | None = 0
    unread: int = 0
    unkept: str = ""


class Title(Bar):
    """Repainted each second for its clock."""

    def __init__(self, where: str) -> None:
        super().__init__(id="title")
        self.where = where
        self.standing = Standing()
        self.now: datetime | None = None

    def show(self, standing: Standing, now: datetime) -> None:
        """Takes how the whole fares."""
        self.standing, self.now = standing, now
        self.refresh()

    def runs(self) -> tuple[list[Run], list[Run]]:
        """The less important gives way first on a narrow screen."""
        said, ink = PULSES[self.standing.pulse]
        left: list[Run] = [(" wirewatch", "name"), ("  ", ""), (said + self.standing.problem, ink)]
        if self.standing.unkept:
            left.append((f"  ✖ {self.standing.unkept}", "bad"))
        right: list[Run] = [(self.clock(), "dim")]
        room = self.size.width - span(left) - span(right) - 2
        if progress := self.standing.catching_up:
            far = catching.told(progress, room - GAP)
            left.append((" " * GAP + far, "accent"))
            room -= span(left[-1:])
        for run in self.extras():
            if (room := room - span([run])) >= 0:
                left.append(run)
        return left, right

    def clock(self) -> str:
        """Without the day where a backlog has more to tell than the line has room for."""
        if self.now is None:
            return ""
        short = self.standing.catching_up and self.size.width < TIGHT
        return f"{self.now:%H:%M:%S} UTC " if short else f"{self.now:%a} {self.now.day} {self.now:%b %H:%M:%S} UTC "

    def extras(self) -> list[Run]:
        """What is said where there is room."""
        standing = self.standing
        pending = (
            [(f"   {words.many(standing.pending, 'document')} coming in", "accent")]
            if standing.pending and not standing.catching_up
            else []
        )
        again = [(f"   {retagging(*standing.retagging)}", "accent")] if standing.retagging else []
        unread = [(f"   {words.count(standing.unread)} unread", "dim")] if standing.unread else []
        many = words.many(standing.documents or 0, "document")
        return [
            *pending,
            *again,
            (f"   {self.where}", "plain"),
            ("   counting…", "dim") if standing.documents is None else (f"   {many}", "plain"),
            *unread,
        ]


def retagging(done: int, total: int) -> str:
    """`re-tagging 1,204 of 10,000`; without numbers while there are none."""
    return f"re-tagging {words.count(done)} of {words.count(total)}" if total else "re-tagging"
