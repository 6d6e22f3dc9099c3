"""When the documents of the filter were written: bars over the span that the filter looks back."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.content import Content
from textual.strip import Strip

from tui.board import words
from tui.board.content import plain, runs
from tui.board.inked import Inked
from tui.board.reading import COUNTING, View
from tui.board.strips import BARS, gathered


def heading(span: timedelta) -> str:
    """`Last 24 hours`, `Last 7 days`, `Last hour`, `Last 40 minutes`."""
    minutes = round(span.total_seconds() / 60)
    if minutes > 48 * 60:
        return f"Last {round(minutes / 1440)} days"
    if minutes < 60:
        return f"Last {minutes} minutes"
    return f"Last {round(minutes / 60)} hours" if minutes >= 90 else "Last hour"


def axis(now: datetime, span: timedelta, columns: int) -> str:
    """Clock times or days under the bars, `now` at the right end."""
    line = [" "] * columns
    stamp = "%H:%M" if span <= timedelta(days=2) else "%d %b"
    for part in range(4):
        at = part * columns // 4
        for offset, char in enumerate((now - span * (1 - part / 4)).strftime(stamp)):
            if at + offset < columns - 4:
                line[at + offset] = char
    return "".join(line)[: max(0, columns - 4)] + " now"


def peak(view: View) -> Content:
    """`peak 09:00  38`."""
    most = max(view.timeline, default=0)
    if not most:
        return plain("")
    start = view.now - view.span * (1 - view.timeline.index(most) / len(view.timeline))
    at = f"{start:%H:%M}" if view.span <= timedelta(days=2) else f"{start.day} {start:%b}"
    return runs((f"peak {at}  ", "$ink-dim"), (words.count(most), "$ink-accent"))


class Timeline(Inked):
    """Counts the same filter as the wire, by the time of the documents."""

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self.border_title = "Last 24 hours"
        self.view: View | None = None

    def show(self, view: View) -> None:
        """Takes a view."""
        before = self.view
        if before and (view.timeline, view.span, view.counted) == (before.timeline, before.span, before.counted):
            self.view = view
            return
        self.view = view
        self.border_title = heading(view.span)
        self.border_subtitle = peak(view)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Bars above, the axis on the last line."""
        columns, rows = self.columns - 2, self.size.height - 1
        if self.view is None or columns < 8 or rows < 1:
            return self.painted([])
        if y == rows:
            return self.painted([(" ", ""), (axis(self.view.now, self.view.span, columns), "faint")])
        if not any(self.view.timeline):
            said = "nothing in this time" if self.view.counted else COUNTING
            return self.painted([(f" {said}" if y == 0 else "", "faint")])
        bars = BARS.tall(gathered(self.view.timeline, columns), rows)
        return self.painted([(" ", ""), (bars[y] if y < len(bars) else "", "bar")])
