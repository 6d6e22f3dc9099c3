"""When the documents of the filter were written: bars over the span that the filter looks back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.strip import Strip

from tui.board import words
from tui.board.brush import Brush, narrowed, stretch
from tui.board.content import plain, runs
from tui.board.inked import Inked
from tui.board.keys import bindings
from tui.board.messages import Narrowed, Pressed, Stood
from tui.board.stack import bars
from tui.board.strips import Run, gathered
from tui.board.view import COUNTING, View

LAST_LOOK = "▴ last look"
NOW = " now"


def heading(span: timedelta) -> str:
    """`Last 24 hours`, `Last 7 days`, `Last hour`, `Last 40 minutes`."""
    minutes = round(span.total_seconds() / 60)
    if minutes > 48 * 60:
        return f"Last {round(minutes / 1440)} days"
    if minutes < 60:
        return f"Last {minutes} minutes"
    return f"Last {round(minutes / 60)} hours" if minutes >= 90 else "Last hour"


def title(view: View) -> str:
    """The same where it ends now; else from when to when."""
    end = view.end or view.now
    if view.now - end < timedelta(minutes=1):
        return heading(view.span)
    start = end - view.span
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end.day} {end:%b %H:%M}"
    return f"{start.day} {start:%b %H:%M} – {until}"


def axis(end: datetime, span: timedelta, columns: int, last: str = NOW) -> str:
    """Clock times or days under the bars, `last` at the right end."""
    line = [" "] * columns
    stamp = "%H:%M" if span <= timedelta(days=2) else "%d %b"
    for part in range(4):
        at = part * columns // 4
        for offset, char in enumerate((end - span * (1 - part / 4)).strftime(stamp)):
            if at + offset < columns - len(last):
                line[at + offset] = char
    return "".join(line)[: max(0, columns - len(last))] + last


def peak(view: View) -> Content:
    """`peak 09:00  38`."""
    most = max(view.timeline, default=0)
    if not most:
        return plain("")
    start = (view.end or view.now) - view.span * (1 - view.timeline.index(most) / len(view.timeline))
    at = f"{start:%H:%M}" if view.span <= timedelta(days=2) else f"{start.day} {start:%b}"
    return runs((f"peak {at}  ", "$ink-dim"), (words.count(most), "$ink-accent"))


class Timeline(Inked, can_focus=True):
    """Counts the same filter as the wire, by the time of the documents; a stretch of it is picked by keys or mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("timeline")]

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self.border_title = "Last 24 hours"
        self.view: View | None = None
        self.brush: Brush | None = None
        self.dragged = False
        self._wide = 0

    def show(self, view: View) -> None:
        """Takes a view; what is being picked ends where the bars mean another time."""
        before = self.view
        self.view = view
        if before and (before.span, before.filter) != (view.span, view.filter):
            self.brush = None
        if before and _same(before, view):
            return
        self.border_title = title(view)
        self.tell()
        self.refresh()

    def tell(self) -> None:
        """What is picked, else the peak, in the border."""
        if self.view is None:
            return
        self.border_subtitle = self.said(self.view, self.brush) if self.brush else peak(self.view)

    def said(self, view: View, brush: Brush) -> Content:
        """`14:00 – 14:30  12   enter filters`."""
        start, end = self.stretch(view, brush)
        first, last = brush.picked
        count = sum(self.counts(view)[first : last + 1])
        form = "%d %b %H:%M" if view.span > timedelta(days=1) else "%H:%M"
        said = f"{start.strftime(form)} – {end.strftime(form)}  "
        return runs((said, "$ink-dim"), (words.count(count), "$ink-accent"), ("  enter filters", "$ink-dim"))

    # --------------------------------------------------------------------------------------- painting
    @property
    def width(self) -> int:
        """Columns of the bars."""
        return self.columns - 2

    def counts(self, view: View) -> list[int]:
        """One a column."""
        return gathered(view.timeline, self.width)

    def render_line(self, y: int) -> Strip:
        """Bars above, the axis on the last line."""
        view, rows = self.view, self.size.height - 1
        if view is None or self.width < 8 or rows < 1:
            return self.painted([])
        if y == rows:
            return self.painted([(" ", ""), *self.axis(view)])
        if not any(view.timeline):
            said = "nothing in this time" if view.counted else COUNTING
            return self.painted([(f" {said}" if y == 0 else "", "faint")])
        lines = bars(self.counts(view), {n: gathered(told, self.width) for n, told in view.classes.items()}, rows)
        return self.painted([(" ", ""), *self.picked(self.looked(view, lines[y]))])

    def axis(self, view: View) -> list[Run]:
        """Times, and the last look where there is one."""
        end = view.end or view.now
        line = axis(end, view.span, self.width, NOW if view.now - end < timedelta(minutes=1) else "")
        at, room = self.look(view), self.width - len(NOW)
        if at is None or at >= room:
            return [(line, "faint")]
        if at + len(LAST_LOOK) > room:
            mark = " ".join(reversed(LAST_LOOK.split(" ", 1)))
            at = max(0, at + 1 - len(mark))
        else:
            mark = LAST_LOOK
        return [(line[:at], "faint"), (mark, "accent"), (line[at + len(mark) :], "faint")]

    def look(self, view: View) -> int | None:
        """The column of the last look, where the panel shows that time."""
        if view.last_look is None:
            return None
        part = 1 - ((view.end or view.now) - view.last_look) / view.span
        return int(part * self.width) if 0 <= part < 1 else None

    def looked(self, view: View, line: list[Run]) -> list[Run]:
        """A line down to the mark of the last look, behind the bars."""
        at = self.look(view)
        return [("╎", "faint") if n == at and text == " " else (text, ink) for n, (text, ink) in enumerate(line)]

    def picked(self, line: list[Run]) -> list[Run]:
        """What is picked stands out by its ground, and so without colour."""
        if self.brush is None:
            return line
        first, last = self.brush.picked
        return [(text, "marked" if first <= n <= last else ink) for n, (text, ink) in enumerate(line)]

    # ---------------------------------------------------------------------------------------- picking
    def stretch(self, view: View, brush: Brush) -> tuple[datetime, datetime]:
        """The instants of what is picked."""
        return stretch(brush, self.width, view.end or view.now, view.span)

    def put(self, brush: Brush | None) -> None:
        """Another stretch, or none."""
        self.brush = brush
        self.tell()
        self.refresh()

    def on_resize(self) -> None:
        """What is picked stays picked."""
        before, self._wide = self._wide, self.width
        if self.brush and before != self.width:
            self.put(self.brush.scaled(before, self.width))

    def on_focus(self) -> None:
        """The footer tells the keys that go here; the cursor begins at the newest."""
        self.post_message(Stood("timeline"))
        self.put(self.brush or Brush(max(0, self.width - 1)))

    def on_blur(self) -> None:
        """A cursor that picks nothing goes with the focus."""
        self.post_message(Stood("board"))
        self.put(None)

    def action_move(self, columns: int) -> None:
        """The cursor, and with it the end of what is being picked."""
        self.put((self.brush or Brush(self.width - 1)).moved(columns, self.width))

    def action_pick(self) -> None:
        """Begins to pick at the cursor, or no more."""
        brush = self.brush or Brush(self.width - 1)
        self.put(replace(brush, start=brush.at if brush.start is None else None))

    def action_filter(self) -> None:
        """Filters by what is picked, else by the column under the cursor."""
        if self.view is not None and self.brush is not None:
            self.post_message(Narrowed(narrowed(self.view.filter, *self.stretch(self.view, self.brush))))
            self.put(replace(self.brush, start=None))

    def action_leave(self) -> None:
        """Picks nothing; once more, back to the wire."""
        if self.brush and self.brush.start is not None:
            self.put(replace(self.brush, start=None))
        else:
            self.post_message(Pressed("back"))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begins to pick where there are bars; the border is the desk's."""
        at = event.get_content_offset(self)
        if at is not None:
            event.stop()
            column = max(0, min(self.width - 1, at.x - 1))
            self.dragged = True
            self.capture_mouse()
            self.put(Brush(column, column))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Picks as far as the mouse goes."""
        if self.dragged and self.brush:
            column = event.screen_offset.x - self.content_region.x - 1
            self.put(replace(self.brush, at=max(0, min(self.width - 1, column))))

    def on_mouse_up(self) -> None:
        """A stretch that was dragged filters; a mere click is a cursor."""
        if not self.dragged:
            return
        self.dragged = False
        self.release_mouse()
        if self.brush and self.brush.start != self.brush.at:
            self.action_filter()
        elif self.brush:
            self.put(replace(self.brush, start=None))

    def on_mouse_release(self) -> None:
        """A drag that ended otherwise picks nothing."""
        if self.dragged and self.app.mouse_captured is not self:
            self.dragged = False
            self.put(replace(self.brush, start=None) if self.brush else None)


def _same(before: View, view: View) -> bool:
    """Whether nothing of it would be painted otherwise."""
    told, told_before = (
        (each.timeline, each.span, title(each), each.counted, each.classes, each.last_look) for each in (view, before)
    )
    return told == told_before
