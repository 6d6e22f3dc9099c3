"""Where documents come from, and how each source fares."""

from __future__ import annotations

from datetime import UTC, datetime

from textual.strip import Strip

from tui.board import words
from tui.board.content import plain, safe
from tui.board.messages import Asked
from tui.board.panels.lines import Lines
from tui.board.reading import View
from tui.board.strips import Run
from watchers.archive.rows import Health, State

GLYPHS: dict[State, tuple[str, str]] = {
    "starting": ("◐", "accent"),
    "live": ("●", "good"),
    "waiting": ("○", "warn"),
    "failing": ("▲", "bad"),
    "off": ("·", "faint"),
}


class Sources(Lines):
    """Enter lists what could not be read."""

    clicks = 1

    def __init__(self) -> None:
        super().__init__(id="sources", heading="Sources")
        self.sources: tuple[Health, ...] = ()
        self.now = datetime.now(UTC)

    def show(self, view: View) -> None:
        """Takes a view; those in trouble come first."""
        order = {"failing": 0, "waiting": 1, "starting": 2, "live": 3, "off": 4}
        self.sources = tuple(sorted(view.sources, key=lambda health: order[health.state]))
        self.now = view.now
        self.resized(len(self.sources))
        aside = sum(health.set_aside for health in self.sources)
        self.entitle(plain(self.heading), plain(f"{words.count(aside)} could not be read · !" if aside else ""))

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`● seeds   31 documents · 4 s ago`."""
        left, right = told(self.sources[index], self.now)
        return self.painted(left, right, self.ground if current and self.has_focus else None)

    def blank(self, y: int) -> Strip:
        """No source yet."""
        return self.painted([(" nothing is watched yet" if not self.total and y == 0 else "", "faint")])

    def chosen(self, index: int) -> None:
        """Opens the list."""
        self.post_message(Asked(self.sources[index].source))


def told(health: Health, now: datetime) -> tuple[list[Run], list[Run]]:
    """A source's line: glyph and name, then its problem or how many documents and when the last came."""
    glyph, ink = GLYPHS[health.state]
    left: list[Run] = [(f" {glyph} ", ink), (safe(health.source.name), "plain")]
    if health.problem:
        left.append((f"  {safe(health.problem)}", ink))
    right: list[Run] = []
    if health.set_aside:
        right.append((f"▲ {health.set_aside} ", "warn"))
    if health.next_try and health.problem:
        right.append((f"again {words.ahead(health.next_try, now)} ", "dim"))
    elif not health.problem:
        right.append((f"{words.count(health.documents)}", "dim"))
        right.append((f" · {words.ago(health.last_success, now)} " if health.last_success else " ", "faint"))
    return left, right
